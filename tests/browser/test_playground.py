"""The playground of "Layers" in Chromium: it learns, obeys, can be set by hand, and leaves the page free."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import BOOT, PAGE, Warm, assert_accessible_in_both_schemes, traced


class Playground:
    """The playground of one page, by what a reader sees of it."""

    def __init__(self, warm: Warm, query: str = "") -> None:
        self.page = warm.page
        warm.visit(f"layers/{query}")
        self.element = self.page.locator("nn-playground")
        expect(self.element).to_have_attribute("data-listening", "")

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
        expect(self.element).to_have_attribute("data-state", "ready", timeout=BOOT)

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


@pytest.fixture
def playground(warm: Warm) -> Playground:
    """The playground after one step, and set back."""
    playground = Playground(warm)
    playground.button("Step").click()
    playground.wait_until_ready()
    playground.wait_for_epoch(1)
    playground.reset()
    return playground


def test_it_reads_before_any_script(open_page: OpenPage, site_url: str):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}/layers/")
    frame = page.locator("nn-playground")
    expect(frame.get_by_role("figure", name="Which layers does it take")).to_be_visible()
    assert frame.locator("[data-part=edges] line").count() == 18
    assert frame.locator(".nn-tile").count() == 14
    assert len(frame.locator("[data-part=still]").inner_html()) > 1000


def test_it_learns_the_circle_and_leaves_the_page_free(playground):
    page, element = playground.page, playground.element
    with traced(page) as tasks:
        playground.button("Train").click()
        expect(element.locator("[data-part=goal]")).to_contain_text("Goal reached")
        playground.button("Pause").click()
        expect(playground.button("Train")).to_be_visible()
    assert 0 < max(tasks[PAGE]) <= 50
    said = element.locator("[data-part=said]")
    expect(said).to_contain_text("test accuracy 9")
    epoch = playground.epoch.inner_text()
    assert said.inner_text().startswith(f"Epoch {epoch}. ")
    page.wait_for_timeout(300)
    assert playground.epoch.inner_text() == epoch


def test_step_reset_and_new_seed(playground):
    first, still = playground.weights(), playground.output()
    playground.button("Step").click()
    expect(playground.epoch).to_have_text("1")
    assert playground.output() != still
    playground.reset()
    assert playground.weights() == first
    assert playground.output() == still
    playground.button("New seed").click()
    expect(playground.element.get_by_label("Seed of the weights")).not_to_have_value("0")
    playground.page.wait_for_timeout(300)
    assert playground.weights() != first
    playground.button("All defaults").click()
    playground.page.wait_for_timeout(300)
    assert playground.weights() == first


def test_a_weight_can_be_set_by_keyboard_alone(playground):
    before = playground.output()
    keyboard = playground.page.keyboard
    playground.tile("Input x₁").focus()
    keyboard.press("ArrowDown")
    expect(playground.tile("Input x₂")).to_be_focused()
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(playground.element.locator("[data-part=weights-title]")).to_contain_text("Hidden layer 1")
    field = playground.element.get_by_label("from x₁")
    field.focus()
    assert playground.element.locator(".nn-edge--pointed").count() == 1
    old = float(field.input_value())
    for _ in range(5):
        keyboard.press("ArrowUp")
    assert float(field.input_value()) > old
    playground.page.wait_for_timeout(300)
    assert playground.output() != before


def test_an_input_is_switched_by_keyboard_and_the_last_one_stays(playground):
    playground.tile("Input x₁x₂").focus()
    playground.page.keyboard.press("Enter")
    expect(playground.tile("Input x₁x₂")).to_have_attribute("aria-pressed", "true")
    expect(playground.element.locator("[data-part=edges] line")).to_have_count(22)
    expect(playground.tile("Input x₁x₂")).to_be_focused()
    for name in ("x₁x₂", "x₂", "x₁"):
        playground.tile(f"Input {name}").click()
    expect(playground.tile("Input x₁")).to_have_attribute("aria-pressed", "true")
    playground.button("All defaults").click()
    expect(playground.element.locator("[data-part=edges] line")).to_have_count(18)


def test_the_state_is_in_the_address_and_axe_finds_nothing(warm: Warm):
    page = warm.page
    page.set_viewport_size({"width": 320, "height": 800})
    query = "?playground.data=spiral&playground.h3=3&playground.sinx1=true&playground.rate=7"
    playground = Playground(warm, query)
    playground.wait_until_ready()
    expect(playground.element.get_by_role("radio", name="Spiral")).to_be_checked()
    expect(playground.tile("Input sin x₁")).to_have_attribute("aria-pressed", "true")
    expect(playground.element.get_by_label("Layer 3", exact=True)).to_have_value("3")
    expect(playground.element.locator("[data-text=rate]")).to_have_text("0.01")  # 7 can't be
    playground.element.get_by_label("Layer 2", exact=True).select_option("0")
    expect(page).to_have_url(re.compile(r"playground\.h2=0"))
    playground.weights()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert_accessible_in_both_schemes(page, "nn-playground")
