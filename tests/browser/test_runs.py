"""Figures that run, in Chromium: Run and Stop by mouse, keyboard and finger, and equal to the build's."""

import re
import time

import pytest
from figures import figure
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import BOOT, WIDE, Warm, assert_accessible_in_both_schemes
from tests.browser.test_figures import PLACES, drawing, find, open_cold, open_figure, settled

RUNNING = [name for name in figure.names() if figure.find(name).run]

# What the bar and the button showed, and the longest that the page was held up, until it is let go.
WATCH = """(frame) => {
  const seen = (window.seen = { shares: [], held: 0, over: false });
  let last = performance.now();
  const look = (now) => {
    seen.held = Math.max(seen.held, now - last);
    last = now;
    const { value } = frame.querySelector(".nn-run progress");
    if (frame.querySelector(".nn-run progress").hasAttribute("value") && seen.shares.at(-1) !== value) {
      seen.shares.push(value);
    }
    if (!seen.over) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def button(frame: Locator) -> Locator:
    return frame.locator(".nn-run button")


def finished(frame: Locator) -> None:
    expect(frame.locator("[data-told]")).to_have_text(
        re.compile("Computed in your browser|已在浏览器里算完"), timeout=BOOT
    )


@pytest.mark.parametrize("name", RUNNING)
def test_a_run_grows_and_comes_to_what_the_build_drew(warm: Warm, name: str):
    frame, page = open_figure(warm, name), warm.page
    built, values = drawing(frame), frame.locator("[data-value]").all_text_contents()
    expect(frame.locator("[data-told]")).to_have_text("Computed when this site was built.")
    frame.evaluate(WATCH)
    button(frame).click()
    expect(button(frame)).to_have_text("Stop")
    finished(frame)
    seen = page.evaluate("(window.seen.over = true, window.seen)")
    assert seen["shares"][-1] == 1
    assert len(seen["shares"]) > 4
    assert seen["shares"][1:] == sorted(seen["shares"][1:])
    expect(button(frame)).to_have_text("Run")
    assert frame.locator("[data-value]").all_text_contents() == values
    own = drawing(frame)
    # Only roundings differ: the browser's Python adds in another order.
    assert len(own) == pytest.approx(len(built), rel=0.02)
    expect(frame.locator("[data-part=said]")).to_contain_text(values[0])
    assert_accessible_in_both_schemes(page, f'nn-figure[data-name="{name}"]')
    # And again: the very same, to the last digit.
    button(frame).click()
    expect(button(frame)).to_have_text("Stop")
    finished(frame)
    assert drawing(frame) == own


def test_stop_by_keyboard_leaves_what_there_is_and_the_focus(warm: Warm):
    frame, page = open_figure(warm, "loss_slice"), warm.page
    button(frame).focus()
    page.keyboard.press("Enter")
    expect(frame.locator("[data-told]")).to_contain_text("Measuring: point", timeout=BOOT)
    started = time.monotonic()
    page.keyboard.press("Space")
    expect(frame.locator("[data-told]")).to_contain_text("Stopped: Measuring: point")
    assert time.monotonic() - started < 3  # the machine may have other work
    expect(button(frame)).to_be_focused()
    expect(button(frame)).to_have_text("Run")
    expect(frame.locator("[data-part=said]")).to_contain_text("Stopped")
    page.keyboard.press("Enter")
    expect(frame.locator("[data-told]")).to_contain_text("Training: step")


def test_a_changed_setting_ends_the_run_and_reset_brings_the_builds_result_back(warm: Warm):
    frame = open_figure(warm, "loss_slice")
    built = drawing(frame)
    button(frame).click()
    expect(frame.locator("[data-told]")).to_contain_text("Measuring: point", timeout=BOOT)
    frame.locator(".nn-choice label", has_text="random").click()
    expect(button(frame)).to_have_text("Run")
    expect(frame.locator("[data-told]")).to_have_text("Press Run for these settings.")
    settled(frame)
    before = drawing(frame)
    assert "Press Run" in before
    warm.page.wait_for_timeout(400)  # nothing of the old run comes late
    assert drawing(frame) == before
    frame.locator("[data-part=reset]").click()
    settled(frame)
    assert drawing(frame) == built
    expect(frame.locator("[data-told]")).to_have_text("Computed when this site was built.")


def test_leaving_the_page_ends_the_run_and_the_lab_trains_on(warm: Warm):
    frame, page = open_figure(warm, "loss_slice"), warm.page
    button(frame).click()
    expect(frame.locator("[data-told]")).to_contain_text("Measuring: point", timeout=BOOT)
    warm.visit(PLACES["loss_runs"])
    other = find(page, "loss_runs")
    settled(other)
    button(other).click()
    finished(other)
    reason = page.evaluate("""async () => {
      const { client } = await import("/assets/nnweb/client.js");
      const run = { name: "loss_runs", state: {}, language: "en" };
      const config = { hidden_units: 16, activation: "relu", optimizer: "adam", learning_rate: 0.001,
                       batch_size: 32, epochs: 1, train_images: 2000, seed: 0 };
      const [trained, drawn] = await Promise.all([
        client.request("train", { config, paused: false }), client.request("figure_run", run),
      ]);
      return [trained.reason, drawn.done === drawn.of];
    }""")
    assert reason == ["done", True]


def test_run_is_kept_when_pressed_before_its_script_and_starts_python(open_page: OpenPage, site_url: str):
    page: Page = open_page(has_touch=True, viewport={"width": 390, "height": 800})
    frame = open_cold(page, site_url, "loss_runs")
    button(frame).tap()
    expect(frame).to_have_attribute("data-state", "loading")
    expect(frame.locator(".nn-figure__status progress")).to_be_visible()
    finished(frame)
    # The first picture, Run and what it is set by are one after another.
    places = frame.evaluate("""(element) => ["[data-panel=right]", ".nn-run", "form", "[data-panel=slopes]"]
      .map((part) => element.querySelector(part).getBoundingClientRect().top)""")
    assert places == sorted(places)


def test_a_run_reads_in_chinese(warm: Warm):
    warm.visit("zh/" + PLACES["loss_runs"])
    frame = find(warm.page, "loss_runs")
    settled(frame)
    button(frame).click()
    expect(button(frame)).to_have_text("停止")
    finished(frame)
    expect(frame.locator("[data-part=said]")).to_contain_text("交叉熵")


@pytest.mark.parametrize("name", RUNNING)
def test_picture_run_and_controls_are_on_one_screen(open_page: OpenPage, site_url: str, name: str):
    for size, room in ((WIDE, WIDE["height"] - 60), ({"width": 390, "height": 800}, 740)):
        page = open_page(viewport=size)
        frame = open_cold(page, site_url, name)
        height = frame.evaluate("""(element) => element.querySelector("form").getBoundingClientRect().bottom
          - element.querySelector("[data-panel]").getBoundingClientRect().top""")
        assert height < room, size
