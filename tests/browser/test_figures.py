"""Every figure of the lessons, in Chromium: it comes alive, follows mouse and keyboard, and is quick."""

import re

import pytest
from figures import backward, figure
from figures.figure import NETWORK, Choice, Range
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, OpenPage
from tests.browser.pages import BOOT, PAGE, WORKER, Warm, assert_accessible_in_both_schemes, traced

DOCS = ROOT / "docs" / "en"
PLACES = {
    name: path.relative_to(DOCS).with_suffix("").as_posix() + "/"
    for path in sorted(DOCS.rglob("*.md"))
    for name in re.findall(r'data-figure="([a-z0-9_]+)"', path.read_text("utf-8"))
}
NAMES = figure.names()
# Milliseconds of processor time: what a drawing may take, and what may hold the page up at once.
FRAME, BLOCKED = 16, 50

# Where the frame and all of its parts lie, to tenths of a pixel.
GEOMETRY = """(element) => [...element.querySelectorAll("figure, .nn-figure__panel, .nn-readout, "
  + ".nn-figure__controls, figcaption, .nn-figure__status, .nn-figure__actions")].map((part) => {
    const box = part.getBoundingClientRect();
    return [box.x + scrollX, box.y + scrollY, box.width, box.height].map((n) => Math.round(n * 10) / 10);
  })"""


def find(page: Page, name: str) -> Locator:
    return page.locator(f'nn-figure[data-name="{name}"]')


def open_cold(page: Page, site_url: str, name: str, query: str = "") -> Locator:
    """Open a figure's page before Python is there."""
    page.goto(f"{site_url}/{PLACES[name]}{query}")
    frame = find(page, name)
    expect(frame).to_have_attribute("data-listening", "")
    return frame


def open_figure(warm: Warm, name: str, query: str = "") -> Locator:
    """Go to a figure's page and wait until it is drawn by Python."""
    warm.visit(PLACES[name] + query)
    frame = find(warm.page, name)
    settled(frame)
    return frame


def unfold(frame: Locator) -> None:
    """Open what is seldom touched."""
    frame.locator(".nn-figure__settings").evaluate_all("(all) => all.forEach((each) => (each.open = true))")


def knobs(frame: Locator) -> Locator:
    """Everything that the keyboard can set by arrows."""
    return frame.locator("[data-handle], [data-scrub], input[type=range]")


def first_knob(frame: Locator) -> Locator:
    """What the arrow keys set first; of a figure without sliders and handles in sight, its choice.

    The slider over named steps only where there is no other: it may have no more than a few.
    """
    seen = knobs(frame).filter(visible=True)
    amounts = seen.and_(frame.page.locator(":not([data-steps] *)"))
    for found in (amounts, seen):
        if found.count():
            return found.first
    return frame.locator("input[type=radio]:checked").first


def drawing(frame: Locator) -> str:
    """The marks of all panels, whatever the pointer happens to light up in them."""
    drawn: list[str] = frame.locator("[data-part=layer]").evaluate_all(
        "(all) => all.map((each) => each.innerHTML)"
    )
    return "".join(drawn).replace(' data-lit=""', "")


def settled(frame: Locator) -> None:
    """Wait until the newest state is drawn."""
    frame.page.wait_for_function(
        "({ dataset }) => 'settled' in dataset && dataset.state === 'ready'",
        arg=frame.element_handle(),
        timeout=BOOT,
    )


def test_every_figure_stands_on_one_page():
    assert set(NAMES) == set(PLACES) - {"home"}


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_before_any_script(open_page: OpenPage, site_url: str, name: str):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}/{PLACES[name]}")
    words = figure.words(name, "en")
    expect(find(page, name).get_by_role("figure", name=words["title"])).to_be_visible()
    for panel in figure.find(name).panels:
        image = find(page, name).get_by_role("img", name=words["panels"][panel.name]["title"], exact=True)
        expect(image).to_be_visible()
        assert len(image.locator("desc").text_content() or "") > 20


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_alive_in_place_and_draws_what_the_build_drew(
    page: Page, warm: Warm, site_url: str, name: str
):
    cold = open_cold(page, site_url, name)
    expect(cold).to_have_attribute("data-state", "idle")
    frame = open_figure(warm, name)
    assert frame.evaluate(GEOMETRY) == cold.evaluate(GEOMETRY)
    assert len(drawing(frame)) == pytest.approx(len(drawing(cold)), rel=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_it_follows_keyboard_and_mouse_and_keeps_the_focus(warm: Warm, name: str):
    frame, page = open_figure(warm, name), warm.page
    unfold(frame)
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
        settled(frame)
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
def test_reset_brings_the_first_state_back(warm: Warm, name: str):
    frame = open_figure(warm, name)
    before = drawing(frame)
    first_knob(frame).focus()
    warm.page.keyboard.press("ArrowLeft")
    warm.page.keyboard.press("ArrowLeft")
    settled(frame)
    frame.locator("[data-part=reset]").click()
    settled(frame)
    assert drawing(frame) == before


@pytest.mark.parametrize("name", NAMES)
def test_its_state_travels_by_link(warm: Warm, name: str):
    query: list[str] = []
    states: dict[str, object] = {}
    for control in figure.find(name).controls:
        if isinstance(control, Range) and control.kind != "play":
            states[control.key] = control.high
            query.append(f"{name}.{control.key}={control.high}")
        elif isinstance(control, Choice):
            # A link made with a reader's own network or drawing brings others the page's.
            states[control.key] = (
                control.options[-1] if control.travels and control != NETWORK else control.default
            )
            query.append(f"{name}.{control.key}={control.options[-1]}")
    frame = open_figure(warm, name)
    first = drawing(frame)
    frame = open_figure(warm, name, "?" + "&".join(query))
    values = frame.evaluate("(element) => element._state.values")
    assert {key: values[key] for key in states} == states
    link = frame.evaluate("(element) => element._state.address(location.href)")
    before = drawing(frame)
    assert before != first
    frame = open_figure(warm, name, link.partition(PLACES[name])[2])
    assert drawing(frame) == before
    wrong = "&".join(f"{name}.{key}=1e99" for key in states)
    frame = open_figure(warm, name, f"?{wrong}&{name}.nothing=1")
    assert drawing(frame) == first


@pytest.mark.parametrize("name", NAMES)
def test_a_drag_is_drawn_within_a_frame(warm: Warm, name: str, record_property):
    frame, page = open_figure(warm, name), warm.page
    first_knob(frame).focus()
    page.evaluate("performance.clearMeasures()")
    with traced(page) as tasks:
        for key in ("ArrowRight", "ArrowLeft"):
            for _ in range(8):
                page.keyboard.press(key)
                page.wait_for_timeout(25)
        settled(frame)
    drawings = page.evaluate(f"performance.getEntriesByName('figure {name}').length")
    assert drawings >= 4
    drawing = sum(tasks[WORKER]) / drawings
    print(f"\n{name}: {drawing:.1f} ms in Python, at most {max(tasks[PAGE]):.1f} ms of the page at once")
    record_property("drawing_ms", drawing)
    assert 0 < drawing < FRAME
    assert max(tasks[PAGE]) < BLOCKED


@pytest.mark.parametrize("place", sorted(set(PLACES.values()) - {"./"}))
def test_axe_finds_nothing_once_a_page_is_alive(warm: Warm, place: str):
    names = [name for name in NAMES if PLACES[name] == place]
    for name in names:
        frame = open_figure(warm, name) if name == names[0] else find(warm.page, name)
        settled(frame)
        frame.locator("[data-part=show]").click()
        expect(frame.locator("nn-cell")).to_be_visible()
    assert_accessible_in_both_schemes(warm.page)


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_narrow_phone(open_page: OpenPage, site_url: str, name: str):
    page = open_page(viewport={"width": 320, "height": 640}, has_touch=True)
    frame = open_cold(page, site_url, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = frame.locator("[data-handle], [data-scrub], button, .nn-choice label")
    boxes = [(target, target.bounding_box()) for target in targets.all()]
    small = [
        target.evaluate("(each) => each.outerHTML") for target, box in boxes if box and box["height"] < 38
    ]
    assert not small


# What only one figure needs to show


def test_a_touch_wakes_it_in_place(page: Page, site_url: str):
    frame = open_cold(page, site_url, "neuron")
    before = frame.evaluate(GEOMETRY)
    frame.locator("[data-handle]").focus()
    expect(frame).to_have_attribute("data-state", "loading")
    settled(frame)
    assert frame.evaluate(GEOMETRY) == before


def test_a_link_with_a_state_wakes_it(page: Page, site_url: str):
    frame = open_cold(page, site_url, "neuron", "?neuron.w1=2")
    settled(frame)
    expect(frame.locator("[data-part=readout]").or_(frame)).to_contain_text("2.00")


def test_a_failed_start_is_said_in_the_frame_and_can_be_tried_again(
    page: Page, site_url: str, broken: set[str]
):
    broken.add("python_stdlib.zip")
    frame = open_cold(page, site_url, "neuron")
    frame.locator("[data-handle]").focus()
    expect(frame).to_have_attribute("data-state", "error", timeout=BOOT)
    expect(frame.get_by_role("alert")).to_be_visible()
    broken.clear()
    frame.get_by_role("button", name="Retry").click()
    expect(frame).to_have_attribute("data-state", "ready", timeout=BOOT)


def test_a_press_on_a_line_of_the_timeline_tells_of_its_event(page: Page, site_url: str):
    frame = open_cold(page, site_url, "timeline")
    told = frame.locator(".nn-telling:not([data-away])")
    expect(told).to_contain_text("1958")
    name = frame.get_by_role("img").get_by_text("Neocognitron", exact=True)
    name.scroll_into_view_if_needed()
    name.click()
    # Told at once, before Python is there; then drawn and said.
    expect(told).to_contain_text("1980")
    expect(frame.get_by_role("slider")).to_be_focused()
    expect(frame.get_by_role("slider")).to_have_attribute("aria-valuetext", "Event Neocognitron")
    settled(frame)
    expect(frame.locator("[data-part=said]")).to_contain_text("Hubel and Wiesel")
    page.keyboard.press("ArrowDown")
    expect(told).to_contain_text("Backpropagation")
    assert frame.locator(".nn-telling").filter(visible=True).count() == 1


def test_backpropagation_is_walked_by_steps_and_an_update_lowers_the_loss(warm: Warm):
    drawn, words = figure.find("backward"), figure.words("backward", "en")

    def told(**state: object) -> str:
        said: str = drawn.render("backward", state, words)["said"]
        return said

    frame = open_figure(warm, "backward")
    said = frame.locator("[data-part=said]")
    frame.get_by_role("button", name="Step", exact=True).click()
    expect(said).to_have_text(told(step=8))
    frame.locator('[data-panel=graph] [data-go="15"]').click()
    expect(frame.get_by_role("combobox", name="Step of")).to_have_value("15")
    expect(said).to_have_text(told(step=15))
    expect(said).to_contain_text("∂L/∂w₁₁ = −0.0244")
    for count in (1, 2):
        frame.get_by_role("button", name="Update once").click()
        expect(said).to_have_text(told(step=15, update=count))
    frame.get_by_role("combobox", name="example").select_option("equal")
    expect(said).to_have_text(told(step=15, **backward.STARTS["equal"]))
    frame.get_by_text("Inputs, weights, rate, activation").click()
    expect(frame.get_by_role("spinbutton", name="Starting weight v₁")).to_have_text("0.50")


def test_a_bug_is_chosen_by_keyboard_mouse_and_finger_and_the_check_tells(
    open_page: OpenPage, warm: Warm, site_url: str
):
    name = "gradient_bugs"
    frame, page = open_figure(warm, name), warm.page
    check = frame.locator("[data-panel=check]")
    expect(check).to_contain_text("all 39 agree")
    frame.locator("input[type=radio]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(frame.locator("input[type=radio]:checked")).to_be_focused()
    expect(check).to_contain_text("9 of 39 disagree: caught")
    expect(frame.locator("[data-value=b1]")).to_have_text("0/6")
    expect(frame.locator("[data-part=said]")).to_contain_text("30 of 39 gradients agree")
    frame.locator(".nn-choice label", has_text="no shuffle").click()
    expect(check).to_contain_text("all 39 agree")
    touched = open_page(has_touch=True, viewport={"width": 390, "height": 800})
    frame = open_cold(touched, site_url, name)
    frame.locator(".nn-choice label", has_text="wrong sign").tap()
    expect(frame.locator("[data-panel=check]")).to_contain_text("39 of 39 disagree: caught", timeout=60_000)


def test_of_two_handles_a_press_brings_the_nearest_to_the_very_cell(warm: Warm):
    frame = open_figure(warm, "forward")
    panel = frame.locator('[data-panel="layers"]')
    box = panel.bounding_box()
    assert box is not None
    for x, y, expected in ((332, 198, (6, 10, 7)), (159, 391, (6, 10, 3)), (38, 38, (0, 0, 3))):
        panel.click(position={"x": x / 420 * box["width"], "y": y / 404 * box["height"]})
        values = frame.evaluate("(element) => element._state.values")
        assert (values["across"], values["down"], values["digit"]) == expected


def test_the_table_twin_opens_and_links_its_sources(page: Page, site_url: str):
    frame = open_cold(page, site_url, "timeline")
    frame.get_by_text("Read it as a table").click()
    expect(frame.get_by_role("row")).to_have_count(1 + 22)
    source = frame.get_by_role("table").get_by_role("link").first
    target = (source.get_attribute("href") or "").partition("#")[2]
    expect(page.locator(f"[id='{target}']")).to_contain_text("McCulloch")


def test_the_python_behind_it_runs(warm: Warm):
    frame = open_figure(warm, "neuron")
    frame.get_by_role("button", name="Show the Python").click()
    frame.get_by_role("button", name="Run").click()
    expect(frame.locator("nn-cell")).to_have_attribute("data-state", "done", timeout=BOOT)
    expect(frame.locator("nn-cell")).to_contain_text("z = 1.70, y = 0.94")
