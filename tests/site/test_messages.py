"""The comparison that both sides' messages are tested by fails where it must."""

import copy

import pytest

from tests.messages import assert_alike

EXAMPLE = {"n": 1, "none": None, "on": True, "list": [{"x": 1.5}, {"x": None}], "empty": [], "word": "a"}


def changed(key, value):
    return copy.deepcopy(EXAMPLE) | {key: value}


@pytest.mark.parametrize(
    "received",
    [EXAMPLE, changed("n", 2.5), changed("list", [{"x": None}]), changed("list", [{"x": 3}] * 4)],
    ids=str,
)
def test_what_is_alike_passes(received):
    assert_alike(received, EXAMPLE, "message")


@pytest.mark.parametrize(
    "received",
    [
        {key: value for key, value in EXAMPLE.items() if key != "none"},
        changed("more", 1),
        changed("n", "1"),
        changed("n", True),
        changed("on", 1),
        changed("none", 0),
        changed("word", None),
        changed("list", []),
        changed("list", None),
        changed("list", [{"x": 1, "y": 2}]),
        changed("list", [{"x": 1}, {"x": "1"}]),
        changed("empty", [1]),
    ],
    ids=str,
)
def test_what_is_not_fails(received):
    with pytest.raises(AssertionError):
        assert_alike(received, EXAMPLE, "message")
