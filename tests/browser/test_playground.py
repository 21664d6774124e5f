"""The playground of "Layers" in Chromium: it learns, obeys, can be set by hand, and leaves the page free."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

LONG_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({ type: "longtask" });
"""


class Playground:
    """The playground of one page, by what a reader sees of it."""

    def __init__(self, page: Page, url: str, query: str = "") -> None:
        self.page, self.url = page, url
        page.goto(f"{url}/layers/{query}", wait_until="networkidle")
        self.element = page.locator("nn-playground")

    def button(self, name: str) -> Locator:
        return self.element.get_by_role("button", name=name, exact=True)

    def tile(self, name: str) -> Locator:
        return self.button(name)

    @property
    def epoch(self) -> Locator:
        return self.element.locator("[data-metric=epoch]")

    def wait_for_epoch(self, epoch: int, seconds: float = 20) -> None:
        self.page.wait_for_function(
            "(least) => Number(document.querySelector('[data-metric=epoch]').textContent) >= least",
            arg=epoch,
            timeout=seconds * 1000,
        )

    def wait_until_ready(self) -> None:
        expect(self.element).to_have_attribute("data-state", "ready", timeout=60_000)

    def output(self) -> list[int]:
        pixels: list[int] = self.element.locator("[data-part=output]").evaluate(
            "(canvas) => [...canvas.getContext('2d').getImageData(0, 0, 51, 51).data]"
        )
        return pixels

    def weights(self) -> list[str]:
        self.tile("Hidden layer 1, unit 1").click()
        return [each.input_value() for each in self.element.locator("[data-part=fields] input").all()]

    def reset(self) -> None:
        self.button("Reset").click()
        expect(self.epoch).to_have_text("0")


@pytest.fixture(scope="module")
def warm(browser: Browser, _site) -> Iterator[Playground]:
    """A page whose Python is up."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    playground = Playground(page, _site.url)
    playground.button("Step").click()
    playground.wait_until_ready()
    playground.wait_for_epoch(1)
    yield playground
    context.close()
    assert not complaints, complaints


def test_it_reads_before_any_script(browser: Browser, site_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/layers/")
    frame = page.locator("nn-playground")
    expect(frame.get_by_role("figure", name="Which layers does it take")).to_be_visible()
    assert frame.locator("[data-part=edges] line").count() == 18
    assert frame.locator(".nn-tile").count() == 14
    assert len(frame.locator("[data-part=still]").inner_html()) > 1000
    context.close()


def test_it_learns_the_circle_and_leaves_the_page_free(warm):
    warm.reset()
    warm.page.evaluate(LONG_TASKS)
    warm.button("Train").click()
    expect(warm.element.locator("[data-part=goal]")).to_contain_text("Goal reached", timeout=20_000)
    warm.button("Pause").click()
    expect(warm.button("Train")).to_be_visible()
    said = warm.element.locator("[data-part=said]")
    expect(said).to_contain_text("test accuracy 9")
    epoch = warm.epoch.inner_text()
    assert said.inner_text().startswith(f"Epoch {epoch}. ")
    warm.page.wait_for_timeout(300)
    assert warm.epoch.inner_text() == epoch
    assert max(warm.page.evaluate("longTasks"), default=0) <= 50


def test_step_reset_and_new_seed(warm):
    warm.reset()
    first, still = warm.weights(), warm.output()
    warm.button("Step").click()
    expect(warm.epoch).to_have_text("1")
    assert warm.output() != still
    warm.reset()
    assert warm.weights() == first
    assert warm.output() == still
    warm.button("New seed").click()
    expect(warm.element.get_by_label("Seed of the weights")).not_to_have_value("0")
    warm.page.wait_for_timeout(300)
    assert warm.weights() != first
    warm.button("All defaults").click()
    warm.page.wait_for_timeout(300)
    assert warm.weights() == first


def test_a_weight_can_be_set_by_keyboard_alone(warm):
    warm.reset()
    before = warm.output()
    keyboard = warm.page.keyboard
    warm.tile("Input x₁").focus()
    keyboard.press("ArrowDown")
    expect(warm.tile("Input x₂")).to_be_focused()
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(warm.element.locator("[data-part=weights-title]")).to_contain_text("Hidden layer 1")
    field = warm.element.get_by_label("from x₁")
    field.focus()
    assert warm.element.locator(".nn-edge--pointed").count() == 1
    old = float(field.input_value())
    for _ in range(5):
        keyboard.press("ArrowUp")
    assert float(field.input_value()) > old
    warm.page.wait_for_timeout(300)
    assert warm.output() != before


def test_an_input_is_switched_by_keyboard_and_the_last_one_stays(warm):
    warm.reset()
    warm.tile("Input x₁x₂").focus()
    warm.page.keyboard.press("Enter")
    expect(warm.tile("Input x₁x₂")).to_have_attribute("aria-pressed", "true")
    expect(warm.element.locator("[data-part=edges] line")).to_have_count(22)
    expect(warm.tile("Input x₁x₂")).to_be_focused()
    for name in ("x₁x₂", "x₂", "x₁"):
        warm.tile(f"Input {name}").click()
    expect(warm.tile("Input x₁")).to_have_attribute("aria-pressed", "true")
    warm.button("All defaults").click()
    expect(warm.element.locator("[data-part=edges] line")).to_have_count(18)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_state_is_in_the_address_and_axe_finds_nothing(browser, site_url, scheme):
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    query = "?playground.data=spiral&playground.h3=3&playground.sinx1=true&playground.rate=7"
    playground = Playground(page, site_url, query)
    playground.wait_until_ready()
    expect(playground.element.get_by_role("radio", name="Spiral")).to_be_checked()
    expect(playground.tile("Input sin x₁")).to_have_attribute("aria-pressed", "true")
    expect(playground.element.get_by_label("Layer 3", exact=True)).to_have_value("3")
    expect(playground.element.locator("[data-text=rate]")).to_have_text("0.01")  # 7 can't be
    playground.element.get_by_label("Layer 2", exact=True).select_option("0")
    expect(page).to_have_url(re.compile(r"playground\.h2=0"))
    playground.weights()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    found = Axe().run(page, context="nn-playground").response["violations"]
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
    context.close()
