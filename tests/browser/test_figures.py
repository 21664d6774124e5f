"""Every figure of the lessons, in Chromium: it comes alive, follows mouse and keyboard, and is quick."""

import re
import statistics

import pytest
from axe_playwright_python.sync_playwright import Axe
from figures import figure
from figures.figure import Choice, Range
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ROOT

DOCS = ROOT / "docs" / "en"
PLACES = {
    name: path.relative_to(DOCS).with_suffix("").as_posix() + "/"
    for path in sorted(DOCS.rglob("*.md"))
    for name in re.findall(r'data-figure="([a-z0-9_]+)"', path.read_text("utf-8"))
}
NAMES = figure.names()
LOADED = 60_000
FRAME = 16

# Where the frame and all of its parts lie, to tenths of a pixel.
GEOMETRY = """(element) => [...element.querySelectorAll("figure, .nn-figure__panel, .nn-readout, "
  + ".nn-figure__controls, figcaption, .nn-figure__status, .nn-figure__actions")].map((part) => {
    const box = part.getBoundingClientRect();
    return [box.x + scrollX, box.y + scrollY, box.width, box.height].map((n) => Math.round(n * 10) / 10);
  })"""


def open_figure(page: Page, site_url: str, name: str, query: str = "") -> Locator:
    page.goto(f"{site_url}/{PLACES[name]}{query}", wait_until="networkidle")
    frame = page.locator(f'nn-figure[data-name="{name}"]')
    expect(frame).to_have_attribute("data-state", re.compile("idle|loading|ready"))
    return frame


def knobs(frame: Locator) -> Locator:
    """Everything that the keyboard can set by arrows."""
    return frame.locator("[data-handle], [data-scrub], input[type=range]")


def wake(frame: Locator) -> None:
    target = frame.locator("[data-handle], [data-scrub], [data-key]").first
    target.scroll_into_view_if_needed()
    target.focus()
    expect(frame).to_have_attribute("data-state", "ready", timeout=LOADED)


def drawing(frame: Locator) -> str:
    return "".join(
        frame.locator("[data-part=layer]").evaluate_all("(all) => all.map((each) => each.innerHTML)")
    )


def settled(page: Page, frame: Locator) -> None:
    """Wait until the newest state is drawn."""
    expect(frame).to_have_attribute("data-settled", "", timeout=LOADED)
    expect(frame).to_have_attribute("data-state", "ready")


def test_every_figure_stands_on_one_page():
    assert set(NAMES) == set(PLACES) - {"home"}


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_before_any_script(browser: Browser, site_url: str, name: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/{PLACES[name]}")
    frame = page.locator(f'nn-figure[data-name="{name}"]')
    words = figure.words(name, "en")
    expect(frame.get_by_role("figure", name=words["title"])).to_be_visible()
    for panel in figure.find(name).panels:
        image = frame.get_by_role("img", name=words["panels"][panel.name]["title"], exact=True)
        expect(image).to_be_visible()
        assert len(image.locator("desc").text_content() or "") > 20
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_alive_in_place_and_draws_what_the_build_drew(page: Page, site_url: str, name: str):
    frame = open_figure(page, site_url, name)
    expect(frame).to_have_attribute("data-state", "idle")
    before, drawn = frame.evaluate(GEOMETRY), drawing(frame)
    wake(frame)
    settled(page, frame)
    assert frame.evaluate(GEOMETRY) == before
    assert len(drawing(frame)) == pytest.approx(len(drawn), rel=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_it_follows_keyboard_and_mouse_and_keeps_the_focus(page: Page, site_url: str, name: str):
    frame = open_figure(page, site_url, name)
    wake(frame)
    settled(page, frame)
    for i in range(knobs(frame).count()):
        knob = knobs(frame).nth(i)
        knob.focus()
        before, text = drawing(frame), knob.get_attribute("aria-valuetext")
        # At an end of its range one of the two keys does nothing.
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "PageUp"):
            page.keyboard.press(key)
        if knob.get_attribute("aria-valuetext") == text:
            for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "PageDown"):
                page.keyboard.press(key)
        assert knob.get_attribute("aria-valuetext") != text
        settled(page, frame)
        assert drawing(frame) != before, f"knob {i} changes nothing"
        expect(knob).to_be_focused()
        expect(frame.locator("[data-part=said]")).not_to_be_empty()
    for handle in frame.locator("[data-handle], [data-scrub]").all():
        handle.scroll_into_view_if_needed()
        box, text = handle.bounding_box(), handle.get_attribute("aria-valuetext")
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for dx, dy in ((30, -20), (-60, 40)):  # one of them is away from the end of its range
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + dx, y + dy, steps=4)
            page.mouse.up()
        assert handle.get_attribute("aria-valuetext") != text


@pytest.mark.parametrize("name", NAMES)
def test_reset_brings_the_first_state_back(page: Page, site_url: str, name: str):
    frame = open_figure(page, site_url, name)
    wake(frame)
    settled(page, frame)
    before = drawing(frame)
    knob = knobs(frame).first
    knob.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    settled(page, frame)
    frame.locator("[data-part=reset]").click()
    settled(page, frame)
    assert drawing(frame) == before


@pytest.mark.parametrize("name", NAMES)
def test_its_state_travels_by_link(page: Page, site_url: str, name: str):
    query: list[str] = []
    states: dict[str, object] = {}
    for control in figure.find(name).controls:
        if isinstance(control, Range) and control.kind != "play":
            states[control.key] = control.high
            query.append(f"{name}.{control.key}={control.high}")
        elif isinstance(control, Choice):
            states[control.key] = control.options[-1]
            query.append(f"{name}.{control.key}={control.options[-1]}")
    frame = open_figure(page, site_url, name, "?" + "&".join(query))
    settled(page, frame)
    values = frame.evaluate("(element) => element._state.values")
    assert {key: values[key] for key in states} == states
    link = frame.evaluate("(element) => element._state.address(location.href)")
    before = drawing(frame)
    page.goto("about:blank")
    page.goto(link)
    settled(page, frame)
    assert drawing(frame) == before
    wrong = "&".join(f"{name}.{key}=1e99" for key in states)
    frame = open_figure(page, site_url, name, f"?{wrong}&{name}.nothing=1")
    expect(frame).to_have_attribute("data-state", "idle")


@pytest.mark.parametrize("name", NAMES)
def test_a_drag_is_drawn_within_a_frame(page: Page, site_url: str, name: str, record_property):
    frame = open_figure(page, site_url, name)
    wake(frame)
    settled(page, frame)
    knob = knobs(frame).first
    knob.focus()
    medians = []
    for _ in range(6):  # other work on the machine may slow one round down, hardly all
        page.evaluate("performance.clearMeasures()")
        for key in ("ArrowRight", "ArrowLeft") * 2:
            for _ in range(8):
                page.keyboard.press(key)
                page.wait_for_timeout(25)
        settled(page, frame)
        times = page.evaluate(f"performance.getEntriesByName('figure {name}').map((entry) => entry.duration)")
        assert len(times) >= 10
        medians.append(statistics.median(times))
        print(f"\n{name}: median {medians[-1]:.1f} ms of {len(times)}, worst {max(times):.1f} ms")
        if medians[-1] < FRAME:
            break
    record_property("median_ms", min(medians))
    assert min(medians) < FRAME


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_once_it_is_alive(browser: Browser, site_url: str, name: str, scheme):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page = context.new_page()
    frame = open_figure(page, site_url, name)
    wake(frame)
    frame.locator("[data-part=show]").click()
    expect(frame.locator("nn-cell")).to_be_visible()
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_narrow_phone(browser: Browser, site_url: str, name: str):
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    frame = open_figure(page, site_url, f"{name}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for target in frame.locator("[data-handle], [data-scrub], button, input[type=range], label").all():
        box = target.bounding_box()
        if box and target.evaluate(
            "(element) => element.matches('[data-handle], button, [data-scrub], .nn-choice label')"
        ):
            assert box["height"] >= 38, target.evaluate("(element) => element.outerHTML")
    context.close()


# What only one figure needs to show


def test_a_failed_start_is_said_in_the_frame_and_can_be_tried_again(
    page: Page, site_url: str, broken: set[str]
):
    broken.add("python_stdlib.zip")
    frame = open_figure(page, site_url, "neuron")
    frame.locator("[data-handle]").focus()
    expect(frame).to_have_attribute("data-state", "error", timeout=LOADED)
    expect(frame.get_by_role("alert")).to_be_visible()
    broken.clear()
    frame.get_by_role("button", name="Retry").click()
    expect(frame).to_have_attribute("data-state", "ready", timeout=LOADED)


def test_a_press_on_a_line_of_the_timeline_tells_of_its_event(page: Page, site_url: str):
    frame = open_figure(page, site_url, "timeline")
    told = frame.locator(".nn-telling:not([data-away])")
    expect(told).to_contain_text("1958")
    name = frame.get_by_role("img").get_by_text("Neocognitron", exact=True)
    name.scroll_into_view_if_needed()
    name.click()
    # Told at once, before Python is there; then drawn and said.
    expect(told).to_contain_text("1980")
    expect(frame.get_by_role("slider")).to_be_focused()
    expect(frame.get_by_role("slider")).to_have_attribute("aria-valuetext", "Event Neocognitron")
    settled(page, frame)
    expect(frame.locator("[data-part=said]")).to_contain_text("Hubel and Wiesel")
    page.keyboard.press("ArrowDown")
    expect(told).to_contain_text("Backpropagation")
    assert frame.locator(".nn-telling").filter(visible=True).count() == 1


def test_the_table_twin_opens_and_links_its_sources(page: Page, site_url: str):
    frame = open_figure(page, site_url, "timeline")
    frame.get_by_text("Read it as a table").click()
    expect(frame.get_by_role("row")).to_have_count(1 + 22)
    source = frame.get_by_role("table").get_by_role("link").first
    target = (source.get_attribute("href") or "").partition("#")[2]
    expect(page.locator(f"[id='{target}']")).to_contain_text("McCulloch")


def test_the_python_behind_it_runs(page: Page, site_url: str):
    frame = open_figure(page, site_url, "neuron")
    frame.get_by_role("button", name="Show the Python").click()
    frame.get_by_role("button", name="Run").click()
    expect(frame.locator("nn-cell")).to_have_attribute("data-state", "done", timeout=LOADED)
    expect(frame.locator("nn-cell")).to_contain_text("z = 1.70, y = 0.94")
