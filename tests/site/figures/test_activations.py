"""The activations' figures: slopes and the gradient's way back, against numerical ones and closed forms."""

import contextlib
import io
import math
import re

import numpy as np
import pytest
from builder.programs import PROGRAMS
from figures import activation, depth, figure

from nnweb.activations import ACTIVATIONS


def at(**state):
    return activation.numbers(activation.FIGURE.check(state))


def through(**state):
    return depth.numbers(depth.FIGURE.check(state))


# One function


@pytest.mark.parametrize("name", activation.NAMES)
def test_slopes_are_the_derivatives(name):
    z, h = np.array([-5.0, -1.3, -0.2, 0.4, 2.0, 5.5]), 1e-6
    expected = (activation.value(name, z + h) - activation.value(name, z - h)) / (2 * h)
    np.testing.assert_allclose(activation.slope(name, z), expected, atol=1e-8)


def test_known_values():
    assert at(function="sigmoid", z=0.0)["slope"] == 0.25
    assert at(function="tanh", z=0.0)["slope"] == 1
    assert at(function="softmax", z=0.0)["y"] == pytest.approx(1 / 3)
    assert at(function="softmax", z=math.log(2))["y"] == pytest.approx(1 / 2)
    assert at(function="leaky_relu", z=-3.0)["y"] == pytest.approx(-0.6)
    assert [at(function="step", z=z)["y"] for z in (-0.1, 0.0, 0.1)] == [0, 0, 1]


def test_what_is_flat_and_what_is_not():
    flat = {name: [at(function=name, z=z)["flat"] for z in (-4.0, 4.0)] for name in activation.NAMES}
    assert flat == {
        "linear": [False, False],
        "step": [True, True],
        "sigmoid": [True, True],
        "tanh": [True, True],
        "relu": [True, False],
        "leaky_relu": [False, False],
        "softmax": [True, True],
    }


def test_ten_slopes():
    result = at(function="sigmoid", z=0.0)
    assert result["ten"] == pytest.approx(0.25**10)
    assert activation.values(result)["ten"] == "9.5 · 10⁻⁷"
    assert activation.values(at(function="relu", z=1.0))["ten"] == "1"
    assert activation.values(at(function="relu", z=-1.0))["ten"] == "0"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (1, "1"), (0.25, "0.25"), (0.0009, "9.0 · 10⁻⁴"), (123.4, "123"), (4.4e5, "4.4 · 10⁵")],
)
def test_numbers_are_written_by_hand(value, written):
    assert activation.scientific(value) == written


# Twenty layers


@pytest.mark.parametrize("function", depth.FUNCTIONS)
def test_the_way_back_is_the_gradient(function):
    """Of sum(dy · outputs), by one unit's output in the layer before the last two, by central differences."""
    rng = np.random.default_rng(1)
    x, dy = rng.standard_normal((2, 4, depth.UNITS))
    weights = [depth.draw_weights("glorot", rng) for _ in range(3)]
    outputs = depth.forward(function, weights, x)
    claimed = depth.backward(function, weights, outputs, dy)[-1]
    h = 1e-6
    for unit in (0, 7, 31):
        nudge = np.zeros_like(x)
        nudge[2, unit] = h
        above, below = (
            np.sum(dy * depth.forward(function, weights[1:], outputs[0] + each)[-1])
            for each in (nudge, -nudge)
        )
        assert claimed[2, unit] == pytest.approx((above - below) / (2 * h), abs=1e-6)


def test_it_starts_at_one_and_has_a_size_for_every_layer():
    for sizes in through()["sizes"].values():
        assert sizes[0] == 1
        assert len(sizes) == depth.LAYERS
        assert (sizes > 0).all()


def mean_power(function, start, seeds=30):
    """The average factor by which the gradient's square changes in one layer."""
    ratios = [depth.signal(function, start, seed)[0] ** 2 for seed in range(seeds)]
    return np.mean([each[1:] / each[:-1] for each in ratios])


def test_he_keeps_a_gradient_through_relu_and_glorot_halves_its_square():
    """Half of ReLU's slopes are 0: units times variance times a half is 1 with He's, 1/2 with Glorot's."""
    assert mean_power("relu", "he") == pytest.approx(1, abs=0.1)
    assert mean_power("relu", "glorot") == pytest.approx(1 / 2, abs=0.05)
    assert mean_power("relu", "small") == pytest.approx(depth.UNITS * depth.SMALL**2 / 2, rel=0.1)
    assert mean_power("relu", "large") == pytest.approx(depth.UNITS * depth.LARGE**2 / 2, rel=0.1)


def test_sigmoids_slope_of_a_quarter_makes_gradients_vanish_with_every_start():
    assert mean_power("sigmoid", "small") == pytest.approx(depth.UNITS * depth.SMALL**2 / 16, rel=0.1)
    for start in depth.STARTS:
        assert through(function="sigmoid")["sizes"][start][-1] < 1e-4


def test_the_page_tells_of_this():
    relu = through(function="relu", start="he", passed=19)["sizes"]
    assert 0.1 < relu["he"][-1] < 10
    assert relu["small"][-1] < 1e-13
    assert relu["large"][-1] > 1e5
    assert 1e-4 < relu["glorot"][-1] < 1e-2
    tanh = through(function="tanh")["sizes"]
    assert 0.1 < tanh["glorot"][-1] < 1
    assert through(function="sigmoid")["sizes"]["glorot"][-1] == pytest.approx(1e-12, rel=0.5)


def test_scaled_weights_flatten_the_very_same_relus():
    """Without biases a ReLU is on or off whatever the weights' size; these two share their draws."""
    np.testing.assert_array_equal(through(start="small")["dead"], through(start="large")["dead"])
    assert through(function="leaky_relu")["dead"].sum() == 0


def test_dead_units_are_those_that_are_flat_for_every_input():
    result = through(function="relu", start="he")
    assert result["dead"].sum() / (depth.LAYERS * depth.UNITS) == pytest.approx(1 / 5, abs=0.03)
    assert (result["dead"] / depth.UNITS <= result["flat"] + 1e-12).all()
    assert 0.4 < result["flat"].mean() < 0.6


def test_units_that_are_flat_for_all_inputs_are_called_dead_of_relu_alone():
    """A saturated sigmoid is flat by our line, yet a gradient reaches it."""
    state = {"function": "sigmoid", "start": "large"}
    result = through(**state)
    assert result["dead"].sum() > 0
    rng = np.random.default_rng(0)
    x, _ = rng.standard_normal((2, depth.INPUTS, depth.UNITS))
    weights = [depth.draw_weights("large", rng) for _ in range(depth.LAYERS)]
    outputs = np.array(depth.forward("sigmoid", weights, x))
    assert ACTIVATIONS["sigmoid"].backward(outputs, np.ones_like(outputs)).min() > 0
    for language, word in (("en", "dead"), ("zh", "死亡")):
        words = figure.words("depth", language)
        told = [
            words["said"],
            words["readout"],
            *(panel["description"] for panel in words["panels"].values()),
        ]
        assert not [text for text in told if word in re.sub(r"{\w+}", "", text).lower()]


def test_other_weights_change_the_numbers_and_come_back():
    first, other = through(), through(again=1)
    assert first["sizes"]["he"][-1] != other["sizes"]["he"][-1]
    assert through()["sizes"]["he"][-1] == first["sizes"]["he"][-1]


def test_names_at_the_lines_ends_dont_overlap():
    for heights in ([40, 40, 40, 40], [255, 256, 257, 258], [36, 36, 200, 260]):
        placed = sorted(depth._spread(dict(zip(depth.STARTS, map(float, heights), strict=True))).values())
        assert min(np.diff(placed)) >= 19 - 1e-9
        assert placed[-1] <= depth.SIZE_Y.start


# The page's program


@pytest.mark.slow
def test_a_run_with_each_activation_ends_as_the_page_tells():
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(PROGRAMS["lessons/activations_trained"].read_text("utf-8"), {})  # noqa: S102
    lines = re.findall(r"(\w+): ([\d.]+)% right, (\d+) of 128", printed.getvalue())
    accuracy = {name: float(share) for name, share, _ in lines}
    dead = {name: int(count) for name, _, count in lines}
    assert accuracy.keys() <= ACTIVATIONS.keys()
    assert accuracy["sigmoid"] < 15
    assert min(accuracy[name] for name in accuracy if name != "sigmoid") > 70
    assert dead["relu"] > 0
    assert sum(dead.values()) == dead["relu"]
