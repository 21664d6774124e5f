"""The runs of figures, in the session: drawn as they grow, stopped, begun anew, one at a time."""

import numpy as np
import pytest
from builder.figures import given
from builder.runs import result_of
from figures import figure

from tests.site.listener import Listener

COUNT = 40
STATE = {"name": "counting", "state": {}, "language": "en"}


def counting(state, _given):
    """Yield 1 to COUNT times the state's number."""
    for done in range(1, COUNT + 1):
        yield {"sum": done * state["by"], "phase": "count", "done": done, "of": COUNT}


WORDS = {
    "said": "The sum is {sum}.",
    "progress": {"count": "at {sum}"},
    "panels": {"sum": {"title": "The sum", "description": "It is {sum}."}},
}


@pytest.fixture
def page(monkeypatch):
    """Return a session in which a figure counts slowly enough to be seen."""
    drawn = figure.Figure(
        controls=(figure.Range("by", 1, 1, 9, 1),),
        panels=(figure.Panel("sum", 100, 100),),
        numbers=lambda _state: {"sum": 0},
        values=lambda numbers: {"sum": str(numbers["sum"])},
        draw=lambda numbers, _words: {"sum": f"<text>{numbers['sum']}</text>"},
        run=counting,
    )
    real, real_words = figure.find, figure.words
    monkeypatch.setattr(figure, "find", lambda name: drawn if name == "counting" else real(name))
    monkeypatch.setattr(
        figure, "words", lambda name, language: WORDS if name == "counting" else real_words(name, language)
    )
    monkeypatch.setattr("figure_run.PICTURE", 0.0)
    monkeypatch.setattr("figure_run.BETWEEN", 0)
    return Listener()


def begin(page, id, **state):
    page.session.handle({"id": id, "type": "figure_run", "data": STATE | {"state": state}})


def step(page):
    """Let the run take one step: no time is a slice as short as can be."""
    page.session.advance(0.0)
    return page.messages[-1] if page.messages else None


def test_a_run_is_drawn_as_it_grows_and_ends_with_its_result(page):
    begin(page, 7, by=2)
    grown = [step(page) for _ in range(3)]
    assert [message["type"] for message in grown] == ["run"] * 3
    assert [message["data"]["done"] for message in grown] == [1, 2, 3]
    assert grown[-1]["data"]["told"] == "at 6"
    assert "<text>6</text>" in grown[-1]["data"]["panels"]["sum"]
    assert grown[-1]["data"]["seconds_left"] > 0
    while page.session.busy:
        last = step(page)
    assert (last["id"], last["type"]) == (7, "reply")
    assert last["data"]["done"] == last["data"]["of"] == COUNT
    assert last["data"]["said"] == f"The sum is {2 * COUNT}."
    assert last["data"]["seconds_left"] == 0


def test_drawings_take_a_small_part_of_the_time(page, monkeypatch):
    monkeypatch.setattr("figure_run.PICTURE", 60.0)
    begin(page, 7)
    while page.session.busy:
        step(page)
    assert [message["type"] for message in page.messages] == ["reply"]


@pytest.mark.parametrize("steps", [0, 3])
def test_stop_ends_a_run_where_it_is(page, steps):
    begin(page, 7)
    for _ in range(steps):
        step(page)
    page.session.handle({"id": 8, "type": "figure_stop", "data": {"name": "neuron"}})
    assert page.session.busy
    page.session.handle({"id": 8, "type": "figure_stop", "data": {"name": "counting"}})
    last = step(page)
    assert (last["id"], last["type"]) == (7, "reply")
    assert last["data"]["done"] == max(steps, 1) < COUNT
    assert not page.session.busy
    begin(page, 9, by=3)
    assert step(page)["data"]["values"]["sum"] == "3"


def test_another_run_ends_the_one_that_is_on(page):
    begin(page, 7)
    step(page)
    begin(page, 8, by=5)
    ended = page.messages[-1]
    assert (ended["id"], ended["type"], ended["data"]["kind"]) == (7, "error", "stopped")
    assert step(page)["data"]["values"]["sum"] == "5"
    # One that can't begin ends none.
    begin(page, 9, by=99)
    assert (page.messages[-1]["id"], page.messages[-1]["data"]["kind"]) == (9, "value")
    assert step(page)["id"] == 8


def test_a_run_goes_on_while_the_playground_does(page):
    page.session.handle({"id": 1, "type": "playground", "data": {"state": {}, "fresh": True}})
    page.session.handle({"id": 2, "type": "playground_train", "data": {"epochs": 2}})
    begin(page, 7)
    while page.session.busy:
        page.session.advance(0.02)
    assert {message["id"] for message in page.messages if message["type"] == "reply"} == {1, 2, 7}


def test_what_a_figure_that_runs_shows_before_is_drawn_at_once(page):
    shown = page.ask("figure", **STATE)
    assert shown["data"]["values"] == {"sum": "0"}


RUNNING = [name for name in figure.names() if figure.find(name).run]


@pytest.mark.parametrize("name", RUNNING)
def test_a_run_can_be_drawn_all_along_and_comes_to_what_the_page_brings(name):
    """It says how far it is; the same state gives the same numbers; the build kept them whole."""
    drawn, before = figure.find(name), 0
    numbers: figure.Numbers = {}
    for i, numbers in enumerate(drawn.start({}, given())):
        assert before <= numbers["done"] <= numbers["of"]
        before = numbers["done"]
        for language in ("en", "zh") if i % 97 == 0 else ():
            words = figure.words(name, language)
            shown = drawn.show(name, drawn.defaults, numbers, words)
            assert "{" not in words["progress"][numbers["phase"]].format(**shown["values"])
            assert not any("nan" in svg for svg in shown["panels"].values())
    assert numbers["done"] == numbers["of"]
    kept = result_of(name, given())
    assert kept.keys() == numbers.keys()
    for key, value in kept.items():
        np.testing.assert_equal(numbers[key], value, err_msg=key)
