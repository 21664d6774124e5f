"""Every kind of control a figure can have, on a page of its own, with a stand-in for the worker."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builder import figures
from builder.controls import describe_control, write_value
from figures import figure, playground
from figures.figure import NETWORK, Choice, Figure, Handle, Number, Panel, Play, Press, Range, Steps, Switch
from figures.scales import linear, logarithmic
from playwright.sync_api import Page, expect

MARK = '<rect data-go="2" x="300" y="10" width="40" height="40"/>'
FIGURE = Figure(
    controls=(
        Range("rate", 0.1, 0.001, 10, 0.001, log=True),
        Number("count", 5, 1, 20, 1, unit="nA"),
        Number("index", 2, 0, 3, 1, another=True),
        Play("time", 0, 0, 100, 1, unit="ms", seconds=2),
        Choice("shape", "round", ("round", "square"), listed=True, sets={"square": {"count": 7}}),
        Switch("noisy", default=False),
        Press("seed"),
        NETWORK,
        Steps("place", 0, 0, 3, 1, names=("first", "second", "third", "last")),
    ),
    panels=(Panel("main", 400, 200),),
    numbers=dict,
    values=lambda numbers: {"time": str(numbers["time"])},
    draw=lambda _numbers, _words: {"main": MARK},
    handles=lambda _numbers: (
        Handle("edge", "main", x=("time", linear(0, 100, 20, 380)), at=(0, 100)),
        Handle("height", "main", y=("rate", logarithmic(0.001, 10, 180, 20)), at=(200, 0)),
    ),
)
WORDS = {
    "title": "Every control",
    "caption": "A caption.",
    "readout": "The time is {time}.",
    "said": "Time {time}.",
    "controls": {
        key: key for key in ("rate", "count", "index", "time", "shape", "noisy", "seed", "network", "place")
    },
    "options": {
        "shape": {"round": "Round", "square": "Square"},
        "network": {"shipped": "Shipped", "own": "Own"},
        "place": {"first": "First", "second": "Second", "third": "Third", "last": "Last"},
    },
    "handles": {"edge": "Edge", "height": "Height"},
    "panels": {"main": {"title": "Panel", "description": "Time {time}."}},
}

STAND_IN = """async (html) => {
  const { client } = await import("/assets/nnweb/client.js");
  window.asked = [];
  client.boot = async () => ({});
  client.request = async (type, { state }) => {
    window.asked.push({ at: performance.now(), ...state });
    return { panels: { main: `<svg viewBox="0 0 400 200"><text>${state.time}</text>MARK</svg>` },
      values: { time: String(state.time) }, milliseconds: 1,
      said: `Time ${state.time}, place ${state.place}.`,
      cells: [], handles: JSON.parse(document.querySelector("nn-figure").dataset.handles) };
  };
  await import("/assets/nnweb/components/figure/figure.js");
  document.querySelector(".md-content__inner").innerHTML = html;
}""".replace("MARK", MARK)


# A figure has no more than one row of steps: here they go round, and the field counts the rounds.
ROUND = tuple(replace(each, rounds="count") if isinstance(each, Steps) else each for each in FIGURE.controls)


@pytest.fixture
def drawn():
    """The figure; a test that needs another gives its own."""
    return FIGURE


@pytest.fixture
def frame(page: Page, site_url: str, monkeypatch: pytest.MonkeyPatch, drawn: Figure):
    monkeypatch.setattr(figure, "find", lambda _name: drawn)
    monkeypatch.setattr(figure, "words", lambda _name, _language: WORDS)
    html = figures.draw_figure("neuron", "en")
    page.goto(f"{site_url}/learn/")
    page.evaluate(STAND_IN, html)
    return page.locator("nn-figure")


def state(frame):
    return frame.evaluate("(element) => ({...element._state.values})")


def test_each_control_sets_its_key(page: Page, frame):
    frame.get_by_label("shape").select_option("square")
    frame.get_by_label("count").fill("12")
    frame.get_by_label("noisy").check()
    frame.get_by_role("button", name="seed").click()
    frame.get_by_role("button", name="seed").click()
    frame.get_by_role("slider", name="rate").press("End")
    assert state(frame) == {
        "rate": 10, "count": 12, "index": 2, "time": 0, "shape": "square",
        "noisy": True, "seed": 2, "network": "shipped", "place": 0,
    }  # fmt: skip
    frame.get_by_label("count").fill("99")
    page.keyboard.press("Tab")
    expect(frame.get_by_label("count")).to_have_value("20")
    link = frame.evaluate("(element) => element._state.address(location.href)")
    assert "neuron.shape=square" in link
    assert "neuron.noisy=true" in link
    frame.get_by_role("button", name="Reset").click()
    assert state(frame) == FIGURE.defaults
    expect(frame.get_by_label("shape")).to_have_value("round")
    expect(frame.get_by_label("noisy")).not_to_be_checked()


def test_another_is_any_other_one(page: Page, frame):
    seen = {2}
    for _ in range(30):
        before = state(frame)["index"]
        frame.get_by_role("button", name="Another").click()
        assert state(frame)["index"] != before
        seen.add(state(frame)["index"])
    assert seen == {0, 1, 2, 3}
    expect(frame.get_by_label("index")).to_have_value(str(state(frame)["index"]))


def test_the_readers_own_network_is_offered_while_there_is_one(page: Page, frame):
    choice = frame.get_by_role("group", name="network")
    learn = """async (has) => (await import("/assets/nnweb/client.js")).client._setOwnModel(has)"""
    expect(choice).to_be_hidden()
    page.evaluate(learn, True)
    expect(choice).to_be_visible()
    frame.get_by_role("radio", name="Own").check()
    assert state(frame)["network"] == "own"
    expect(frame).to_have_attribute("data-settled", "")
    asked = page.evaluate("asked.length")
    page.evaluate(learn, True)  # it has learned more: what is drawn follows
    page.wait_for_function("(before) => asked.length > before", arg=asked)
    page.evaluate(learn, False)
    expect(choice).to_be_hidden()
    assert state(frame)["network"] == "shipped"


def test_an_example_sets_other_keys_which_can_be_changed_on(frame):
    frame.get_by_label("shape").select_option("square")
    expect(frame.get_by_label("count")).to_have_value("7")
    frame.get_by_label("count").fill("5")
    again = """(element) => {
      const state = element._state;
      const link = state.address(location.href);
      state.reset();
      state.read(link);
      return [state.values.shape, state.values.count];
    }"""
    assert frame.evaluate(again) == ["square", 5], "a link keeps what was changed back as well"


def test_a_logarithmic_slider_and_handle_agree(page: Page, frame):
    slider = frame.get_by_role("slider", name="rate")
    assert slider.input_value() == "100"
    frame.get_by_role("slider", name="Height").focus()
    for _ in range(5):
        page.keyboard.press("Shift+ArrowUp")
    assert slider.input_value() == "150"
    assert state(frame)["rate"] == pytest.approx(1)
    assert slider.get_attribute("aria-valuetext") == "1"


def test_play_moves_time_and_pause_keeps_it(page: Page, frame):
    frame.locator("[data-play]").click()
    page.wait_for_timeout(1000)
    frame.locator("[data-play]").click()
    reached = state(frame)["time"]
    played = page.evaluate("asked.filter(({time}) => time > 0)")
    seconds = (played[-1]["at"] - played[0]["at"]) / 1000
    moved = played[-1]["time"] - played[0]["time"]
    assert moved == pytest.approx(50 * seconds, abs=6), "a hundred in two seconds"
    assert 5 <= len(played) <= 30 * seconds + 2, "thirty a second at most"
    page.wait_for_timeout(200)
    assert state(frame)["time"] == reached
    expect(frame.locator("[data-part=said]")).to_have_text(f"Time {reached}, place 0.")


def test_play_steps_where_less_motion_is_asked_for(page: Page, frame):
    page.emulate_media(reduced_motion="reduce")
    frame.locator("[data-play]").click()
    page.wait_for_timeout(300)
    assert state(frame)["time"] == 5


def test_back_and_step_go_from_one_named_step_to_the_next(page: Page, frame):
    steps = frame.get_by_role("group", name="place")
    steps.get_by_role("button", name="Step").click()
    steps.get_by_role("button", name="Step").press("Enter")
    assert state(frame)["place"] == 2
    slider = steps.get_by_role("slider", name="place")
    expect(slider).to_have_attribute("aria-valuetext", "Third")
    expect(steps.get_by_role("combobox", name="place")).to_have_value("2")
    expect(frame.locator("[data-part=said]")).to_have_text("Time 0, place 2.")
    steps.get_by_role("button", name="Back").click()
    assert state(frame)["place"] == 1
    page.keyboard.press("ArrowRight")  # on the button just pressed
    assert state(frame)["place"] == 2
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert state(frame)["place"] == 3
    steps.get_by_role("button", name="Step").click()
    assert state(frame)["place"] == 3
    steps.get_by_role("combobox").select_option("2. Second")
    assert state(frame)["place"] == 1
    frame.locator("[data-go]").first.click()
    assert state(frame)["place"] == 2
    frame.get_by_role("button", name="Reset").click()
    assert state(frame)["place"] == 0
    expect(steps.get_by_role("combobox")).to_have_value("0")


def test_play_goes_through_the_steps_at_a_readable_pace_and_ends_with_them(page: Page, frame):
    steps = frame.get_by_role("group", name="place")
    run = steps.get_by_role("button", name="Play")
    run.click()
    expect(frame.locator("[data-part=said]")).to_have_text("Time 0, place 3.")
    expect(run).to_have_text("Play")
    drawn = page.evaluate("asked.filter(({place}) => place).map(({at}) => at)")
    assert len(drawn) == 3, "each step is drawn once"
    assert min(b - a for a, b in pairwise(drawn)) > 800
    run.click()  # from the start again
    expect(steps.get_by_role("button", name="Pause")).to_be_visible()
    assert state(frame)["place"] == 0
    steps.get_by_role("button", name="Step").click()  # the reader's own step ends it
    expect(run).to_have_text("Play")
    page.wait_for_timeout(1200)
    assert state(frame)["place"] == 1


def test_play_is_one_named_step_a_press_where_less_motion_is_asked_for(page: Page, frame):
    page.emulate_media(reduced_motion="reduce")
    run = frame.get_by_role("group", name="place").get_by_role("button", name="Play")
    run.click()
    page.wait_for_timeout(1200)
    assert state(frame)["place"] == 1
    for place in (2, 3, 0, 1):
        run.click()
        assert state(frame)["place"] == place


@pytest.mark.parametrize("drawn", [replace(FIGURE, controls=ROUND)], ids=["round"])
def test_steps_that_go_round_count_their_rounds(page: Page, frame):
    steps = frame.get_by_role("group", name="place")
    back, step = (steps.get_by_role("button", name=name) for name in ("Back", "Step"))
    run, count = steps.locator("[data-run]"), frame.get_by_label("count")

    def at():
        now = state(frame)
        return now["count"], now["place"]

    def begin(round_, place):
        count.fill(str(round_))
        page.keyboard.press("Tab")
        steps.get_by_role("combobox").select_option(str(place))
        assert at() == (round_, place), "the list stays in its round"

    begin(5, 2)
    seen = []
    for button in (step, step, step, back, back, back):
        button.click()
        seen.append(at())
    assert seen == [(5, 3), (6, 0), (6, 1), (6, 0), (5, 3), (5, 2)]
    begin(1, 0)
    back.click()
    assert at() == (1, 0), "before the first there is none"
    begin(19, 3)
    run.click()  # through the last round
    expect(count).to_have_value("20")
    expect(steps.get_by_role("combobox")).to_have_value("3")
    expect(run).to_have_text("Play")
    step.click()
    assert at() == (20, 3), "after the last there is none"
    page.evaluate("window.asked = []")
    run.click()  # from the start again
    expect(run).to_have_text("Pause")
    expect(steps.get_by_role("combobox")).to_have_value("1")
    assert page.evaluate("asked.map(({ count, place }) => [count, place])") == [[1, 0], [1, 1]]


def test_a_number_in_the_readout_is_dragged(page: Page, frame):
    number = frame.get_by_role("spinbutton", name="time")
    box = number.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 85, box["y"] + 5, steps=5)
    page.mouse.up()
    assert state(frame)["time"] == 20
    expect(number).to_have_text("20\u00a0ms")
    number.press("End")
    assert state(frame)["time"] == 100


def ranges():
    """Every number a reader can set in a figure or the playground, with its words."""
    for name in figure.names():
        for control in figure.find(name).controls:
            if isinstance(control, Range) and not control.names:
                yield control, figure.words(name, "en")
    words = {"controls": {control.key: control.key for control in playground.CONTROLS}}
    yield from ((control, words) for control in playground.CONTROLS if isinstance(control, Range))


def test_the_page_writes_every_number_as_the_build_does(page: Page, site_url: str):
    page.goto(f"{site_url}/")
    controls, fields = zip(*((each, describe_control(each, words)) for each, words in ranges()), strict=True)
    written = page.evaluate(
        """async (all) => {
          const { State } = await import("/assets/nnweb/lib/state.js");
          return all.map((control) => {
            const state = new State([control], "any");
            return [...Array(41).keys()].map((i) => {
              state.set({ [control.key]: control.low + (i / 40) ** 3 * (control.high - control.low) });
              return [state.values[control.key], state.text(control.key)];
            });
          });
        }""",
        list(fields),
    )
    for control, each in zip(controls, written, strict=True):
        for value, text in each:
            assert write_value(control, value) == text, control.key
