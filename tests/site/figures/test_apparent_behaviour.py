"""The scene of two shapes: what moves them, and that the reader is shown all of it."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
from figures import apparent_behaviour as scene

ROOT = Path(__file__).parents[3]
STILL = {"square": 0.0, "disc": 0.0, "delay": 0.0}
STATES = [
    {"square": square, "disc": disc, "delay": delay}
    for square in (-1, 0.3, 1)
    for disc in (-1, 0, 0.5)
    for delay in (0, 1.5)
]


def move(**state):
    return scene.move(**(STILL | state))[0]


def rooms(places):
    return np.min([np.abs(places - middle) for middle in scene.ROOMS], axis=0)


def test_nobody_leaves_the_rooms_or_moves_faster_than_the_pull_can(subtests):
    for state in STATES:
        with subtests.test(**state):
            places = move(**state)
            assert rooms(places).max() <= scene.ROOM + 1e-6
            assert np.abs(np.diff(places)).max() / scene.STEP < 2 * scene.STRENGTH / scene.FRICTION
            assert np.abs(places[0] - places[1]).max() <= scene.WIDEST * 2 * scene.HALF


def test_without_pulls_nothing_moves():
    assert (move() == np.array(scene.STARTS)[:, None]).all()


def test_the_sign_says_whether_they_come_together():
    apart = {pull: np.abs(np.subtract(*move(square=pull)))[20] for pull in (-0.5, 0, 0.5)}
    assert apart[0.5] < apart[0] < apart[-0.5]


def test_only_the_pulled_one_moves_until_they_touch():
    places = move(square=1.0)
    assert (places[1, :30] == scene.STARTS[1]).all()
    assert places[0, 30].real > places[0, 0].real


def test_with_a_delay_a_shape_goes_where_the_other_was():
    """Its first steps lead to where the other started, wherever that one has gone meanwhile."""
    quick, late = (scene.move(1.0, -1.0, delay)[1][0] for delay in (0.0, 1.5))
    here = scene.move(1.0, -1.0, 1.5)[0][0, 29]
    to_start = scene.STARTS[1] - here
    np.testing.assert_allclose(late[30] / scene.STRENGTH, to_start / abs(to_start), atol=1e-9)
    assert abs(quick[30] - late[30]) > 1e-3


def test_turning_the_signs_round_turns_hunter_into_hunted():
    places = move(square=1.0, disc=-0.8)
    assert places[1, 20].real > places[1, 0].real  # the disc goes off to the right
    places = move(square=-0.8, disc=1.0)
    assert places[0, 20].real < places[0, 0].real


def test_the_program_that_is_shown_moves_them_as_the_figure_does():
    shown = (ROOT / "examples" / "lessons" / "apparent_behaviour.py").read_text("utf-8")
    names: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(shown, names)  # noqa: S102
    drawn = scene.numbers(scene.FIGURE.defaults)
    for mine, theirs in zip(names["places"].values(), drawn["places"], strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-9)
    told = [float(each) for each in re.findall(r"([\d.]+) widths", printed.getvalue())]
    np.testing.assert_allclose(told, drawn["apart"][:-1:20], atol=0.051)
