"""The lesson on the forward pass as its reader acts on it: numbers pointed at, and a digit of their own."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from figures import figure
from playwright.sync_api import Locator, Page, expect

from nnweb import Sequential, digits
from nnweb.ops.arrays import Array
from tests.browser.conftest import OpenPage, Site
from tests.browser.pages import BOOT, Warm, assert_accessible_in_both_schemes

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
# A one and a seven, in units of the pad.
ONE = [(0.55, 0.15), (0.5, 0.5), (0.45, 0.85)]
SEVEN = [(0.25, 0.2), (0.75, 0.2), (0.45, 0.85)]


@pytest.fixture(scope="module")
def shipped(site_folder: Path) -> Sequential:
    """The network that ships with the site under test."""
    return Sequential.load(next(site_folder.rglob("models/shipped.npz")))


def find(page: Page, name: str = "forward") -> Locator:
    return page.locator(f'nn-figure[data-name="{name}"]')


def settled(frame: Locator) -> None:
    expect(frame).to_have_attribute("data-settled", "", timeout=BOOT)
    expect(frame).to_have_attribute("data-state", "ready", timeout=BOOT)


def cold(page: Page, site_url: str, name: str = "forward") -> Locator:
    page.goto(f"{site_url}/forward/")
    frame = find(page, name)
    expect(frame).to_have_attribute("data-listening", "")
    frame.locator("[data-panel]").first.scroll_into_view_if_needed()
    return frame


def place(frame: Locator, panel: str, x: float, y: float) -> tuple[float, float]:
    """Where a place of a panel, in the drawing's units, is on the screen."""
    found = frame.locator(f'[data-panel="{panel}"]')
    box, size = found.bounding_box(), found.evaluate("(each) => each.style.getPropertyValue('--nn-width')")
    assert box
    return box["x"] + x / float(size) * box["width"], box["y"] + y / float(size) * box["width"]


def pixel(row: int, column: int) -> tuple[float, float]:
    return 13 + 10 * column, 45 + 10 * row


def told(frame: Locator) -> dict[str, str]:
    """The readout's computed numbers, by key."""
    outputs = frame.locator("[data-value]")
    return dict(outputs.evaluate_all("(all) => all.map((each) => [each.dataset.value, each.textContent])"))


def drawn(
    state: dict[str, Any], network: Sequential, ink: Array | None = None, name: str = "forward"
) -> dict[str, str]:
    """What the figure's Python says natively."""
    given = figure.Given(lambda _choice: network)
    if ink is not None:
        given = figure.Given(lambda _choice: network, digits.to_mnist(ink))
    rendered = figure.find(name).render(name, state, figure.words(name, "en"), given)
    values: dict[str, str] = rendered["values"]
    return values


def assert_told(frame: Locator, state: dict[str, Any], network: Sequential, name: str = "forward") -> None:
    seen = told(frame)
    expected = drawn(state, network, name=name)
    assert seen == {key: expected[key] for key in seen}


def write(page: Page, frame: Locator, points: list[tuple[float, float]]) -> None:
    pad = frame.locator(".nn-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for at in places[1:]:
        page.mouse.move(*at, steps=8)
    page.mouse.up()


def ink_of(frame: Locator) -> Array:
    values, shape = frame.evaluate("({ _writing }) => [[..._writing.ink.values], _writing.ink.shape]")
    return np.array(values, np.uint8).reshape(shape)


def choose_own(frame: Locator) -> None:
    frame.locator(".nn-choice label", has_text="Your drawing").click()


# Pointing


def test_a_mouse_over_a_cell_tells_its_numbers_before_python_is_there(
    page: Page, site: Site, shipped: Sequential
):
    frame = cold(page, site.url)
    first = told(frame)
    page.mouse.move(*place(frame, "pixels", *pixel(7, 10)))
    assert_told(frame, {"row": 7, "column": 10}, shipped)
    expect(frame.locator("[data-scrub=row]")).to_have_text("7")
    expect(frame.locator(".nn-figure__cell")).to_be_visible()
    # A hidden unit's cell, and a digit's column, which is told over its bars too.
    page.mouse.move(*place(frame, "layers", 14 + 49 * 6 + 20, 30 + 16 * 10 + 8))
    assert_told(frame, {"down": 10, "across": 6}, shipped)
    for y in (330, 391):
        page.mouse.move(*place(frame, "layers", 42 + 39 * 2, y))
        assert_told(frame, {"digit": 2}, shipped)
        page.mouse.move(*place(frame, "layers", 42 + 39 * 2, 309))
        assert told(frame) == first
    # Beside the cells, and by Escape, the chosen one's come back.
    page.mouse.move(*place(frame, "pixels", *pixel(7, 10)))
    assert told(frame) != first
    page.keyboard.press("Escape")
    assert told(frame) == first
    expect(frame.locator("[data-scrub=row]")).to_have_text("8")
    expect(frame.locator(".nn-figure__cell")).to_have_count(0)
    page.mouse.move(*place(frame, "pixels", *pixel(7, 11)))
    page.mouse.move(*place(frame, "pixels", 350, 100))
    assert told(frame) == first
    # Nothing was fetched for it.
    expect(frame).to_have_attribute("data-state", "idle")
    assert not [path for path in site.requests if "pyodide" in path]


def test_with_python_there_the_pointed_numbers_are_those_of_the_newest_drawing(
    warm: Warm, shipped: Sequential
):
    warm.visit("forward/?forward.index=11&forward.step=8")
    frame = find(warm.page)
    settled(frame)
    frame.locator("[data-panel]").first.scroll_into_view_if_needed()
    warm.page.mouse.move(*place(frame, "pixels", *pixel(14, 13)))
    assert_told(frame, {"index": 11, "row": 14, "column": 13}, shipped)
    # A press stays with it, and keys go on from there.
    warm.page.mouse.click(*place(frame, "pixels", *pixel(14, 13)))
    settled(frame)
    warm.page.mouse.move(0, 0)
    assert_told(frame, {"index": 11, "row": 14, "column": 13}, shipped)
    warm.page.keyboard.press("ArrowDown")
    settled(frame)
    assert_told(frame, {"index": 11, "row": 15, "column": 13}, shipped)


def test_of_a_misread_digit_each_pixel_can_be_pointed_at(page: Page, site_url: str, shipped: Sequential):
    frame = cold(page, site_url, "misread")
    page.mouse.move(*place(frame, "evidence", *pixel(10, 14)))
    assert_told(frame, {"row": 10, "column": 14}, shipped, "misread")
    expect(frame.locator("[data-scrub=column]")).to_have_text("14")
    page.mouse.move(0, 0)
    assert_told(frame, {}, shipped, "misread")


def test_a_tap_chooses_a_cell_whose_numbers_are_there_at_once(
    open_page: OpenPage, site_url: str, shipped: Sequential
):
    page = open_page(**PHONE)
    frame = cold(page, site_url)
    page.touchscreen.tap(*place(frame, "pixels", *pixel(7, 10)))
    expect(frame.locator("[data-scrub=row]")).to_have_text("7")
    assert frame.get_attribute("data-state") != "ready"
    assert_told(frame, {"row": 7, "column": 10}, shipped)
    settled(frame)
    assert_told(frame, {"row": 7, "column": 10}, shipped)
    expect(frame.locator(".nn-figure__cell")).to_have_count(0)


# A digit of one's own


def test_a_drawing_is_recognized_step_by_step_as_predict_does(warm: Warm, shipped: Sequential):
    warm.visit("forward/")
    frame, page = find(warm.page), warm.page
    settled(frame)
    choose_own(frame)
    expect(frame.locator("[data-part=invitation]")).to_have_text("Draw a digit here")
    expect(frame.locator("[data-part=said]")).to_contain_text("Nothing is drawn yet")
    expect(frame.locator('[data-panel="pixels"]')).to_contain_text("Nothing drawn yet")
    expect(frame.get_by_label("Test image, 0 to 9999")).to_be_hidden()
    write(page, frame, SEVEN)
    settled(frame)
    expect(frame.locator("[data-part=invitation]")).to_be_hidden()
    expect(frame.locator("[data-part=said]")).to_contain_text("Your drawing, which has no label")
    ink = ink_of(frame)
    p = shipped.predict(digits.to_mnist(ink)[None], verbose=0)[0]
    assert p.argmax() == 7
    for step in range(9):
        settled(frame)
        values = drawn({"source": "drawn", "step": step}, shipped, ink)
        seen = told(frame)
        assert seen == {key: values[key] for key in seen}
        frame.get_by_role("button", name="Step", exact=True).click()
    settled(frame)
    assert told(frame)["p"] == f"{p[7]:.4f}"
    for each in range(10):
        expect(frame.locator('[data-panel="layers"]')).to_contain_text(f"{p[each]:.2f}")
    assert_accessible_in_both_schemes(page, "nn-figure[data-name=forward]")
    frame.get_by_role("button", name="Clear").click()
    settled(frame)
    expect(frame.locator("[data-part=said]")).to_contain_text("Nothing is drawn yet")


def test_a_finger_writes_too_and_python_starts_with_it(
    open_page: OpenPage, site_url: str, shipped: Sequential
):
    page = open_page(**PHONE)
    frame = cold(page, site_url)
    frame.locator(".nn-choice label", has_text="Your drawing").tap()
    pad = frame.locator(".nn-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in ONE]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for at in points[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settled(frame)
    expect(frame.locator('[data-panel="pixels"]')).to_contain_text("Your drawing")
    p = shipped.predict(digits.to_mnist(ink_of(frame))[None], verbose=0)[0]
    frame.locator("[data-scrub=digit]").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    settled(frame)
    assert told(frame)["p"] == f"{p[1]:.4f}"


def test_the_keyboard_writes_a_digit_and_leaves_the_pad(warm: Warm):
    warm.visit("forward/")
    frame, page = find(warm.page), warm.page
    settled(frame)
    frame.locator("input[value=test]").focus()
    page.keyboard.press("ArrowRight")
    pad = frame.get_by_role("application", name="Drawing pad")
    page.keyboard.press("Tab")
    expect(pad).to_be_focused()
    expect(frame.locator(".nn-pad__keys")).to_be_visible()
    page.keyboard.press("Space")
    expect(frame.locator("[data-part=said]")).to_contain_text("Pen down")
    for _ in range(15):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(frame.locator("[data-part=said]")).to_contain_text("Your drawing, which has no label")
    assert ink_of(frame).any()
    page.keyboard.press("Escape")
    expect(frame.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.locator("[data-part=said]")).to_contain_text("Nothing is drawn yet")


def test_the_drawing_stays_with_its_reader_on_every_page_and_in_no_link(warm: Warm, open_page: OpenPage):
    warm.visit("forward/")
    frame, page = find(warm.page), warm.page
    settled(frame)
    choose_own(frame)
    write(page, frame, SEVEN)
    settled(frame)
    ink = ink_of(frame)
    link = frame.evaluate("({ _state }) => _state.address(location.href)")
    assert "drawn" not in link
    warm.visit("zh/forward/")
    other = find(page)
    settled(other)
    other.locator(".nn-choice label", has_text="你写的").click()
    settled(other)
    assert (ink_of(other) == ink).all()
    expect(other.locator('[data-panel="pixels"]')).to_contain_text("你写的数字")
    stranger = open_page()
    stranger.goto(link.partition("#")[0] + ("&" if "?" in link else "?") + "forward.source=drawn")
    frame = find(stranger)
    expect(frame).to_have_attribute("data-listening", "")
    expect(frame.locator("input[value=test]")).to_be_checked()
    expect(frame.locator(".nn-pad")).to_be_hidden()


def test_what_was_written_in_the_lab_is_there(warm: Warm):
    warm.visit("lab/")
    write(warm.page, warm.page.locator("nn-draw"), ONE)
    warm.visit("forward/")
    frame = find(warm.page)
    settled(frame)
    choose_own(frame)
    settled(frame)
    assert ink_of(frame).any()
    expect(frame.locator('[data-panel="pixels"]')).to_contain_text("Your drawing")
