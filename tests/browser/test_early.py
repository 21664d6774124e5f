"""What is pressed before a component's script is there is kept: the button waits, then does what it does."""

import re

import pytest
from playwright.sync_api import Page, Route, expect


class Held:
    """Requests that get no answer until they are released: a script still on its way."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._routes: list[Route] | None = []
        page.route(re.compile(pattern), self._hold)

    def _hold(self, route: Route) -> None:
        if self._routes is None:
            route.continue_()
        else:
            self._routes.append(route)

    def release(self) -> None:
        routes, self._routes = self._routes or [], None
        for route in routes:
            route.continue_()


@pytest.mark.parametrize("script", [r"/nnweb/main\.js", r"/components/lab/lab\.js", r"/strings/en\.json"])
def test_train_pressed_early_trains(page: Page, site_url: str, script: str):
    held = Held(page, script)
    page.goto(f"{site_url}/lab/", wait_until="commit")
    lab = page.locator("nn-lab")
    train = lab.get_by_role("button", name="Train", exact=True)
    train.click()
    expect(train).to_have_attribute("aria-busy", "true")
    expect(lab).to_have_attribute("data-state", "idle")
    held.release()
    expect(lab).to_have_attribute("data-state", re.compile("loading|training"))
    expect(train).not_to_have_attribute("aria-busy", "true")


def test_the_newest_early_press_counts(page: Page, site_url: str):
    held = Held(page, r"/components/lab/lab\.js")
    page.goto(f"{site_url}/lab/", wait_until="commit")
    lab = page.locator("nn-lab")
    lab.get_by_role("button", name="Train", exact=True).click()
    lab.get_by_role("button", name="New seed").click()
    expect(lab.locator("[aria-busy=true]")).to_have_text("New seed")
    held.release()
    expect(lab.get_by_label("Seed", exact=True)).not_to_have_value("0")
    expect(lab).to_have_attribute("data-state", "idle")


def test_a_form_answered_early_stays_on_its_page(page: Page, site_url: str):
    held = Held(page, r"/components/quiz/quiz\.js")
    page.goto(f"{site_url}/neuron/", wait_until="commit")
    question = page.locator("nn-quiz form").first
    question.locator("input[data-right]").check()
    question.get_by_role("button", name="Check").click()
    held.release()
    expect(question.get_by_role("status")).to_contain_text("Right.")
    expect(page).to_have_url(f"{site_url}/neuron/")


def test_every_component_with_buttons_says_when_it_listens(
    page: Page, site_url: str, subtests: pytest.Subtests
):
    for path in ("lab/", "neuron/", "layers/", "game/", "does-it-feel/"):
        with subtests.test(path=path):
            page.goto(f"{site_url}/{path}")
            assert page.locator("[data-component]:has(button)").count() > 0
            expect(page.locator("[data-component]:has(button):not([data-listening])")).to_have_count(0)
