"""What is told of a cell pointed at is what its figure would tell if the cell were chosen."""

import re

import numpy as np
import pytest
from figures import figure
from figures.cells import BETWEEN, written
from figures.figure import Range
from figures.svg import signed

from tests.site.given import GIVEN

# Whose handles choose cells of a grid, and a state each besides the first.
STATES = {
    "forward": {"index": 8, "row": 3, "column": 20, "down": 15, "across": 7, "digit": 2},
    "misread": {"mistake": 9, "row": 3, "column": 20},
}
KEY = re.compile(r"\{(\w+)\}")


def test_numbers_are_written_at_once_as_one_by_one():
    rng = np.random.default_rng(4)
    values = np.r_[0.0, -0.0, 0.004, -0.004, 0.005, -0.005, -10.0, 100.25, -0.996, rng.normal(0, 3, 300)]
    for decimals in (1, 2, 4):
        for each in (values, values.astype(np.float32)):
            one_by_one = [signed(value, decimals) for value in each.tolist()]
            assert written(each, decimals).split(BETWEEN) == one_by_one
    assert written(np.array([[1.0, -2.0], [3.0, 4.0]]), 0) == "1|\N{MINUS SIGN}2|3|4"


def test_these_figures_have_cells():
    named = []
    for name in figure.names():
        drawn = figure.find(name)
        named += [name] * bool(drawn.cells(drawn.compute(drawn.defaults, GIVEN)))
    assert named == list(STATES)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("name", STATES)
def test_a_cell_is_told_as_if_it_were_chosen(name, first):
    drawn, words = figure.find(name), figure.words(name, "en")
    ranges = {control.key: control for control in drawn.controls if isinstance(control, Range)}
    state = drawn.check({} if first else STATES[name])
    rendered = drawn.render(name, state, words, GIVEN)
    # What is chosen the readout shows by itself, at once.
    lines = "".join(each.get("readout", "") for each in (words, *words["panels"].values()))
    computed = set(KEY.findall(lines)) - set(drawn.defaults)
    rng = np.random.default_rng(0)
    for cells in rendered["cells"]:
        (handle,) = (each for each in rendered["handles"] if each["name"] == cells["handle"])
        axes = [ranges[handle[along]["key"]] for along in "yx" if handle[along]]
        assert (len(axes) == 1) == (cells["over"] is not None)
        shape = [round((axis.high - axis.low) / axis.step) + 1 for axis in axes]
        count = int(np.prod(shape))
        texts = {key: each.split(BETWEEN) for key, each in cells["texts"].items()}
        assert {len(each) for each in texts.values()} == {count}
        assert texts.keys() <= computed
        for place in (0, count - 1, *rng.integers(0, count, 40).tolist()):
            steps = np.unravel_index(place, shape)
            moved = {
                axis.key: axis.low + int(step) * axis.step for axis, step in zip(axes, steps, strict=True)
            }
            chosen = drawn.render(name, state | moved, words, GIVEN)["values"]
            told = rendered["values"] | {key: each[place] for key, each in texts.items()}
            assert {key: told[key] for key in computed} == {key: chosen[key] for key in computed}, moved
