"""A learner's way by keyboard alone: from Home through every lesson to a training run in the Lab."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import BOOT
from tests.site.test_lessons import course

# More stops than there are from one part of a page to the next.
MOST = 120

# What a figure is moved by: a button that goes on, else a slider, a handle, or a choice.
MAIN = (
    "nn-figure :is(.nn-button--primary[data-by], [data-play]), "
    "nn-figure :is(input[type=range], [data-handle], input[type=radio])"
)
DRAWN = """() => {
  const layers = document.querySelector("nn-figure").querySelectorAll("[data-part=layer]");
  return Array.from(layers, (layer) => layer.innerHTML).join("");
}"""
AT_END = """() => {
  const { value, max, ariaValueNow, ariaValueMax } = document.activeElement;
  return ariaValueNow ? ariaValueNow === ariaValueMax : max !== "" && value === max;
}"""
MATCHES = "(selector) => document.activeElement.matches(selector)"


def go_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until the focus is on what the selector names."""
    for _ in range(MOST):
        if page.evaluate(MATCHES, "textarea"):
            page.keyboard.press("Escape")  # else Tab would indent the program
        page.keyboard.press(key)
        if page.evaluate(MATCHES, selector):
            return
    raise AssertionError(f"{MOST} times {key} on {page.url} does not lead to {selector}")


def move_figure(page: Page) -> None:
    """Act on the first figure's main control and see the drawing answer."""
    frame = page.locator("nn-figure").first
    expect(frame).to_have_attribute("data-listening", "")
    go_to(page, MAIN)
    before = page.evaluate(DRAWN)
    if page.evaluate(MATCHES, "button"):
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("ArrowLeft" if page.evaluate(AT_END) else "ArrowRight")
    expect(frame).to_have_attribute("data-state", "ready", timeout=BOOT)
    page.wait_for_function(f"(before) => ({DRAWN})() !== before", arg=before)
    if page.evaluate(MATCHES, "[data-play]"):
        page.keyboard.press("Enter")  # Pause


def answer_a_question(page: Page) -> None:
    """Choose an answer, check it, and be told why."""
    go_to(page, "nn-quiz:not(.nn-quiz--sort) input[type=radio]")
    page.keyboard.press("Space")
    go_to(page, "nn-quiz button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("nn-quiz:not(.nn-quiz--sort) [data-part=feedback]").first).not_to_be_empty()


@pytest.mark.parametrize("language", ["", "zh/"], ids=["en", "zh"])
def test_the_whole_course_by_keyboard_alone(page: Page, site_url: str, language: str):
    page.goto(f"{site_url}/{language}")
    first, *others = course()
    go_to(page, '.md-tabs a[href$="learn/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}/{language}learn/")
    go_to(page, f'.md-content a[href$="{first}/"]')
    page.keyboard.press("Enter")
    for lesson, following in zip([first, *others[:-1]], others, strict=True):
        page.wait_for_url(f"{site_url}/{language}{lesson}/")
        expect(page.locator(f'nn-quiz[data-page="{lesson}"][data-listening]')).to_be_attached()
        if page.locator("nn-figure").count():
            move_figure(page)
        onward = f'#summary ~ p a[href$="/{following}/"]'
        go_to(page, onward)
        answer_a_question(page)
        go_to(page, onward, "Shift+Tab")
        page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}/{language}lab/")
    expect(page.locator("nn-lab")).to_have_attribute("data-listening", "")
    go_to(page, "nn-lab [data-part=train]")
    page.keyboard.press("Enter")
    expect(page.locator("nn-lab")).to_have_attribute("data-state", "training", timeout=BOOT)
