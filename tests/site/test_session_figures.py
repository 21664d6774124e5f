"""The session draws a lesson's figure as the build does, and says what is wrong with a state."""

from typing import Any

import numpy as np
import pytest
from figures import figure
from session import Session

from nnweb import digits
from tests.site.given import GIVEN, untrained


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Return the file of the network that ships."""
    path = tmp_path_factory.mktemp("models") / "shipped.npz"
    untrained().save(path)
    return path


def ask(shipped="no-such-file.npz", **data):
    replies: list[dict[str, Any]] = []
    Session(replies.append, shipped).handle({"id": 7, "type": "figure", "data": data})
    (reply,) = replies
    assert reply["id"] == 7
    return reply


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", figure.names())
def test_the_first_state_is_the_one_the_build_draws(name, language, shipped):
    reply = ask(shipped, name=name, state=figure.find(name).defaults, language=language)
    assert reply["type"] == "reply"
    built = figure.find(name).render(name, {}, figure.words(name, language), GIVEN)
    assert {key: value for key, value in reply["data"].items() if key != "milliseconds"} == {
        key: value for key, value in built.items() if key != "milliseconds"
    }


@pytest.mark.parametrize("data", [{"name": "typo", "state": {}}, {"name": "neuron", "state": {"w1": 1e9}}])
def test_what_cannot_be_drawn_is_said(data):
    reply = ask(language="en", **data)
    assert reply["type"] == "error"
    assert reply["data"]["kind"] == "value"
    assert reply["data"]["message"].startswith("Expected")


def test_a_drawing_is_computed_with_as_mnist_would_hold_it(shipped):
    ink = np.zeros((60, 50), np.uint8)
    ink[5:50, 30:38] = 255  # a 1, high up and to the right
    drawing = {"values": ink.ravel(), "shape": list(ink.shape)}
    state = {"source": "drawn", "step": 8, "digit": 1}
    reply = ask(shipped, name="forward", state=state, language="en", drawing=drawing)["data"]
    p = untrained().predict(digits.to_mnist(ink)[None], verbose=0)[0]
    assert reply["values"]["p"] == f"{p[1]:.4f}"
    assert "Your drawing, which has no label" in reply["said"]
    blank = ask(shipped, name="forward", state=state, language="en")["data"]
    assert "Nothing is drawn yet" in blank["said"]
    p = untrained().predict(np.zeros((1, 28, 28), np.uint8), verbose=0)[0]
    assert blank["values"]["p"] == f"{p[1]:.4f}"


def test_a_network_of_ones_own_is_asked_for_before_there_is_one(monkeypatch):
    drawn = figure.Figure(
        (figure.NETWORK,), (), lambda state, given: {"network": given.network(state["network"])},
        lambda _numbers: {}, lambda _numbers, _words: {}, needs=("network",),
    )  # fmt: skip
    monkeypatch.setattr(figure, "find", lambda _name: drawn)
    reply = ask(name="neuron", state={"network": "own"}, language="en")
    assert reply["data"]["kind"] == "no_model"
