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


def test_a_figure_played_early_fetches_python_and_plays(page: Page, site_url: str):
    held = Held(page, r"/components/figure/figure\.js")
    page.goto(f"{site_url}/how-it-learns/", wait_until="commit")
    figure = page.locator("nn-figure[data-name=learning_loop]")
    play = figure.get_by_role("button", name="Play", exact=True)
    play.click()
    expect(play).to_have_attribute("aria-busy", "true")
    held.release()
    expect(figure).to_have_attribute("data-state", re.compile("loading|ready"))
    expect(figure.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_what_is_set_early_stays_and_is_asked_about(page: Page, site_url: str):
    held = Held(page, r"/components/figure/figure\.js")
    page.goto(f"{site_url}/activations/", wait_until="commit")
    figure = page.locator("nn-figure[data-name=activation]")
    tanh = figure.get_by_role("radio", name="tanh")
    tanh.check(force=True)
    held.release()
    expect(figure).to_have_attribute("data-state", re.compile("loading|ready"))
    expect(tanh).to_be_checked()
    # Until Python has answered, the drawing is of what was set before: it is seen to be behind.
    expect(figure).to_have_attribute("data-behind", "")
    expect(figure).to_have_attribute("data-settled", "", timeout=180_000)
    expect(figure).not_to_have_attribute("data-behind", "")
    assert "gives 0.999" in (
        figure.locator("svg desc").first.text_content() or ""
    )  # tanh(4); sigmoid's is 0.982


def test_a_slider_moved_early_stays_where_it_is(page: Page, site_url: str):
    held = Held(page, r"/components/figure/figure\.js")
    page.goto(f"{site_url}/losses/", wait_until="commit")
    slider = page.locator("nn-figure[data-name=confident_mistake] input[type=range][data-key=start]")
    slider.fill("5.5")
    held.release()
    expect(page.locator("nn-figure[data-name=confident_mistake]")).to_have_attribute("data-listening", "")
    expect(slider).to_have_value("5.5")


def test_two_early_steps_are_two(page: Page, site_url: str):
    held = Held(page, r"/components/figure/figure\.js")
    page.goto(f"{site_url}/backward/", wait_until="commit")
    figure = page.locator("nn-figure[data-name=backward]")
    steps = figure.locator("[data-steps] select")
    before = int(steps.input_value())
    for _ in range(2):
        figure.get_by_role("button", name="Step", exact=True).click()
    held.release()
    expect(steps).to_have_value(str(before + 2))


def test_a_program_written_early_is_kept(page: Page, site_url: str):
    held = Held(page, r"/components/cell/cell\.js")
    page.goto(f"{site_url}/how-it-learns/", wait_until="commit")
    cell = page.locator("main nn-cell").last
    text = cell.locator("textarea")
    text.fill("print('hello from class')")
    held.release()
    expect(cell).to_have_attribute("data-listening", "")
    expect(text).to_have_value("print('hello from class')")


def test_the_playground_keeps_what_is_set_early(page: Page, site_url: str):
    held = Held(page, r"/components/playground/playground\.js")
    page.goto(f"{site_url}/layers/", wait_until="commit")
    playground = page.locator("nn-playground")
    crossed = playground.locator("input[data-key=data][value=xor]")
    crossed.check(force=True)
    held.release()
    expect(playground).to_have_attribute("data-listening", "")
    expect(crossed).to_be_checked()
