"""The losses' figures: slopes against numerical ones, runs against the package's own training."""

import contextlib
import io
import math
import re

import numpy as np
import pytest
from builder.programs import PROGRAMS
from figures import confident_mistake, losses, temperature

from nnweb import Sequential
from nnweb.layers import Dense
from nnweb.losses import BinaryCrossentropy, MeanSquaredError
from nnweb.optimizers import SGD

NAMES = {"crossentropy": "binary_crossentropy", "squared": "mean_squared_error"}


def run(**state):
    return confident_mistake.numbers(confident_mistake.FIGURE.check(state))


def at(**state):
    return losses.numbers(losses.FIGURE.check(state))


def shares(**state):
    return temperature.numbers(temperature.FIGURE.check(state))


# Heights and slopes


@pytest.mark.parametrize("target", [0, 1])
def test_slopes_are_the_derivatives_of_the_losses(target):
    z, h = np.linspace(-5, 5, 41), 1e-6
    above, below = losses.losses(z + h, target), losses.losses(z - h, target)
    claimed = losses.slopes(z, target)
    for loss in losses.LOSSES:
        np.testing.assert_allclose(claimed[loss], (above[loss] - below[loss]) / (2 * h), atol=1e-8)


@pytest.mark.parametrize("target", ["0", "1"])
@pytest.mark.parametrize("z", [-5.0, -1.3, 0.0, 4.0])
def test_the_losses_are_the_packages(target, z):
    here = at(z=z, target=target)
    t, p = np.array([[float(target)]]), np.array([[here["p"]]])
    assert here["value"]["squared"] == pytest.approx(MeanSquaredError()(t, p))
    assert here["value"]["crossentropy"] == pytest.approx(BinaryCrossentropy()(t, p))


def test_the_slopes_are_what_the_page_says_they_are():
    here = at(z=4.0, target="0")
    p = here["p"]
    assert here["slope"]["crossentropy"] == pytest.approx(p - 0)
    assert here["slope"]["squared"] == pytest.approx(2 * (p - 0) * p * (1 - p))
    assert losses.values(here)["squared_slope"] == "0.035"
    assert losses.values(here)["crossentropy_slope"] == "0.982"
    assert 28 < here["slope"]["crossentropy"] / here["slope"]["squared"] < 29


def test_squared_error_is_steepest_where_the_output_is_two_thirds_of_the_way_wrong():
    slopes = at(target="0")["slopes"]["squared"]
    steepest = losses.ALONG[slopes.argmax()]
    assert steepest == pytest.approx(math.log(2), abs=0.1)  # there p = 2/3
    assert slopes.max() == pytest.approx(8 / 27, abs=1e-3)
    # So on the way from the confident mistake its slope grows first, and shrinks only then.
    walked = run()["slopes"]["squared"]
    top = int(walked.argmax())
    assert run()["outputs"]["squared"][top] == pytest.approx(2 / 3, abs=0.01)
    assert (np.diff(walked[: top + 1]) > 0).all()
    assert (np.diff(walked[top:]) < 0).all()
    assert (np.diff(at(target="0")["slopes"]["crossentropy"]) > 0).all()


def test_the_other_target_mirrors_everything():
    zero, one = at(z=2.5, target="0"), at(z=-2.5, target="1")
    for loss in losses.LOSSES:
        assert one["value"][loss] == pytest.approx(zero["value"][loss])
        assert one["slope"][loss] == pytest.approx(-zero["slope"][loss])


# Runs


@pytest.mark.parametrize("loss", confident_mistake.LOSSES)
def test_a_run_is_the_packages_own_training(loss):
    model = Sequential([Dense(1, activation="sigmoid", input_shape=(1,))])
    model.set_weights([np.array([[2.0]]), np.array([2.0])])
    model.compile(SGD(learning_rate=0.15), NAMES[loss])
    x, target = np.array([[confident_mistake.INPUT]]), np.array([[confident_mistake.TARGET]])
    outputs = []
    for _ in range(4):
        outputs.append(float(model.predict(x, verbose=0)[0, 0]))
        model.fit(x, target, epochs=50, verbose=0)
    np.testing.assert_allclose(outputs, run()["outputs"][loss][:200:50], rtol=1e-4)


def test_both_start_alike_and_one_is_left_behind():
    result = run()
    starts = [result["outputs"][loss][0] for loss in confident_mistake.LOSSES]
    assert starts[0] == starts[1] == pytest.approx(1 / (1 + math.exp(-4)))
    assert result["halfway"] == {"crossentropy": 17, "squared": 117}


def test_the_more_wrong_the_longer_squared_error_waits():
    waits = [run(start=start)["halfway"]["squared"] for start in (1.0, 2.0, 3.0, 4.0)]
    assert waits == sorted(waits)
    assert waits[-1] > 8 * waits[0]
    assert run(start=6.0)["halfway"]["squared"] is None
    assert confident_mistake.values(run(start=6.0))["squared_half"] == "> 300"
    assert run(start=6.0)["halfway"]["crossentropy"] < 30


@pytest.mark.parametrize("start", [0.0, 3.0, 6.0])
@pytest.mark.parametrize("rate", [0.05, 1.0])
def test_no_setting_diverges(start, rate):
    for outputs in run(start=start, rate=rate)["outputs"].values():
        assert (np.diff(outputs) < 0).all()
        assert outputs.min() > 0


def test_the_drawn_curve_ends_at_the_step_looked_at():
    words = dict.fromkeys(("axis_step", "axis_output", "axis_slope", "crossentropy", "squared"), "w")
    for step in (0, 7, 40, 41, 300):
        marks = confident_mistake.draw(run(step=step), words)["output"]
        assert marks.count(f'cx="{confident_mistake.STEP_X(step):.2f}'.rstrip("0").rstrip(".")) == 2


# Temperature


def test_shares_add_up_and_their_ratios_are_the_scores_differences():
    for t in (0.1, 0.7, 1.0, 10.0):
        result = shares(temperature=t)
        assert result["p"].sum() == pytest.approx(1)
        odds = math.log(result["p"][0] / result["p"][1])
        assert odds == pytest.approx((result["scores"][0] - result["scores"][1]) / t)


def test_temperature_evens_out_and_never_changes_the_order():
    tops = [shares(temperature=t)["p"].max() for t in (0.1, 0.5, 1.0, 3.0, 10.0)]
    assert tops == sorted(tops, reverse=True)
    assert tops[0] > 0.9999
    assert tops[-1] < 0.31
    for t in (0.1, 1.0, 10.0):
        assert np.argsort(shares(temperature=t)["p"]).tolist() == [3, 2, 1, 0]


@pytest.mark.parametrize("right", temperature.DIGITS)
def test_the_loss_is_minus_the_logarithm_of_the_right_digits_share(right):
    result = shares(right=right)
    assert result["loss"] == pytest.approx(-math.log(result["p"][temperature.DIGITS.index(right)]), rel=1e-5)


def test_confidence_pays_only_where_the_answer_is_right():
    right = [shares(right="3", temperature=t)["loss"] for t in (0.5, 1.0, 2.0)]
    wrong = [shares(right="5", temperature=t)["loss"] for t in (0.5, 1.0, 2.0)]
    assert right == sorted(right)
    assert wrong[0] > max(wrong[1:])


@pytest.mark.parametrize("t", [0.5, 1.0, 2.0])
def test_the_gradient_by_the_scores_is_the_share_less_the_target_over_the_temperature(t):
    """What the page says of softmax with cross-entropy, by central differences."""
    h, scores = 1e-6, dict(zip(temperature.DIGITS, temperature.SCORES, strict=True))
    p = shares(temperature=t)["p"]
    for i, digit in enumerate(temperature.DIGITS):
        above, below = (
            shares(temperature=t, **{f"s{digit}": scores[digit] + step})["loss"] for step in (h, -h)
        )
        assert (above - below) / (2 * h) == pytest.approx((p[i] - (digit == "3")) / t, abs=1e-5)


# The page's program


@pytest.mark.slow
def test_a_networks_run_with_each_loss_ends_as_the_page_tells():
    program = PROGRAMS["lessons/two_losses"].read_text("utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(program, {})  # noqa: S102
    slow, scaled, crossentropy = [float(share) for share in re.findall(r"([\d.]+)%", printed.getvalue())]
    assert slow < scaled < crossentropy
    assert crossentropy - scaled < (crossentropy - slow) / 5
