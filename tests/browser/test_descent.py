"""The lesson on gradient descent as its reader acts on it: what all figures do is in test_figures."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import BOOT, Warm


def figure(page: Page, name: str) -> Locator:
    return page.locator(f'nn-figure[data-name="{name}"]')


def settled(frame: Locator) -> None:
    expect(frame).to_have_attribute("data-settled", "", timeout=BOOT)
    expect(frame).to_have_attribute("data-state", "ready")


def open_lesson(warm: Warm, query: str = "") -> Page:
    warm.visit(f"gradient-descent/{query}")
    return warm.page


def test_a_rate_above_the_limit_sends_the_ball_off_the_map_and_the_figure_says_so(warm: Warm):
    frame = figure(open_lesson(warm, "?descent.rate=0.11"), "descent")
    settled(frame)
    drawing = frame.locator('[data-panel="map"] svg')
    expect(drawing).to_contain_text("Off the map since step 2")
    expect(frame.locator('[data-panel="loss"] svg')).to_contain_text("no way down above η = 0.1")
    # With some momentum it comes down at the same rate.
    momentum = frame.get_by_role("slider", name="Momentum").last
    momentum.focus()
    for _ in range(8):
        warm.page.keyboard.press("ArrowRight")
    settled(frame)
    expect(drawing).to_contain_text("Down (loss under 0.001)")


def test_the_start_is_dragged_and_the_way_begins_there(warm: Warm):
    frame = figure(open_lesson(warm), "descent")
    handle = frame.locator("[data-handle=start]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    warm.page.mouse.move(x, y)
    warm.page.mouse.down()
    warm.page.mouse.move(x + 60, y + 40, steps=6)
    warm.page.mouse.up()
    settled(frame)
    place = re.findall(r"[−\d.]+", handle.get_attribute("aria-valuetext") or "")
    assert place[-2:] != ["−1.50", "1.40"]
    moved = handle.bounding_box()
    assert moved
    assert abs(moved["x"] - box["x"] - 60) < 8
    # The drawn way's first point lies under the handle.
    drawn = frame.locator('[data-panel="map"] svg g[clip-path] path[stroke="var(--nn-unit)"]').last
    first = re.match(r"M([\d.]+) ([\d.]+)", drawn.get_attribute("d") or "")
    panel = frame.locator('[data-panel="map"]').bounding_box()
    assert first
    assert panel
    at = panel["x"] + float(first[1]) / 420 * panel["width"]
    assert abs(at - moved["x"] - moved["width"] / 2) < 3


def test_a_touch_on_the_start_drags_it(open_page: OpenPage, site_url: str):
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{site_url}/gradient-descent/")
    frame = figure(page, "descent")
    handle = frame.locator("[data-handle=start]")
    handle.scroll_into_view_if_needed()
    before, box = handle.get_attribute("aria-valuetext"), handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for i in range(1, 6):
        at = {"x": x + 10 * i, "y": y + 8 * i}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert handle.get_attribute("aria-valuetext") != before
    settled(frame)


def test_the_race_plays_and_pauses(warm: Warm):
    frame = figure(open_lesson(warm), "optimizer_race")
    steps = frame.locator("input[type=range]").first
    expect(steps).to_have_value("20")
    frame.get_by_role("button", name="Play").click()
    expect(steps).not_to_have_value("20")
    frame.get_by_role("button", name="Pause").click()
    settled(frame)
    expect(frame.locator("[data-part=said]")).to_contain_text(f"After {steps.input_value()} steps")


def test_the_program_of_the_chinese_page_speaks_chinese(warm: Warm):
    warm.visit("zh/gradient-descent/")
    cell = warm.page.locator("nn-cell").last
    cell.get_by_role("button", name="运行").click()
    expect(cell).to_have_attribute("data-state", "done", timeout=BOOT)
    expect(cell.locator("[data-part=output]")).to_contain_text("0.09：一步之后剩 -0.80 倍")
