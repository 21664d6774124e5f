"""Backpropagation by hand: against the definition of a derivative, along its paths, and nnweb's own step."""

import math
from itertools import pairwise

import numpy as np
import pytest
from builder.formulas import formulas
from figures import backward, figure
from figures.backward.rule import scientific, write, write_rule
from figures.backward.two_two_one import PARAMETERS, PATHS, STEPS, SYMBOLS, term_of

from nnweb import Sequential
from nnweb.layers import Dense
from nnweb.optimizers import SGD

ACTIVATIONS = ("sigmoid", "tanh", "relu")


def numbers(**state):
    return backward.FIGURE.numbers(backward.FIGURE.check(state))


def anywhere(rng):
    """A state of random inputs and weights, as the controls allow them."""
    drawn = {key: round(float(rng.uniform(-2, 2)), 2) for key in (*PARAMETERS, "x1", "x2")}
    return drawn | {"y_true": round(float(rng.uniform(0, 1)), 2)}


@pytest.mark.parametrize("loss", backward.LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_chain_rule_agrees_with_nudging_everywhere(activation, loss):
    rng = np.random.default_rng(0)
    for _ in range(40):
        at = numbers(activation=activation, loss=loss, **anywhere(rng))
        if activation == "relu" and min(abs(at["z1"]), abs(at["z2"])) < 1e-3:
            continue  # at its corner ReLU has no derivative to agree with
        for key, nudged in at["nudged"].items():
            assert at["gradients"][key] == pytest.approx(nudged, rel=1e-5, abs=1e-8), key


def test_each_gradient_is_the_sum_over_its_paths_of_the_product_along_each():
    at = numbers()
    for key, gradient in at["gradients"].items():
        products = [math.prod(at["slopes"][slope] for slope in path) for path in PATHS[key]]
        assert len(products) == (2 if key in ("x1", "x2") else 1)
        assert gradient == pytest.approx(sum(products))


def test_the_first_state_by_hand():
    at = numbers()
    h1, h2 = (1 / (1 + math.exp(-z)) for z in (0.8 * 0.5 + 0.4 + 0.1, -0.6 * 0.5 - 0.9 + 0.2))
    y = 1 / (1 + math.exp(-(1.2 * h1 - 0.7 * h2 - 0.3)))
    assert at["y_pred"] == pytest.approx(y)
    assert at["L"] == pytest.approx((y - 1) ** 2)
    assert at["gradients"]["v1"] == pytest.approx(2 * (y - 1) * y * (1 - y) * h1)
    assert at["gradients"]["w21"] == pytest.approx(2 * (y - 1) * y * (1 - y) * 1.2 * h1 * (1 - h1) * -1.0)


@pytest.mark.parametrize(
    ("loss", "output", "named"),
    [
        ("squared", "linear", "mean_squared_error"),
        ("sigmoid_squared", "sigmoid", "mean_squared_error"),
        ("sigmoid_entropy", "sigmoid", "binary_crossentropy"),
    ],
)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_an_update_is_nnwebs_own(activation, loss, output, named):
    state = {"activation": activation, "loss": loss, "rate": 0.5}
    start, after = numbers(**state), numbers(**state, update=1)
    model = Sequential([Dense(2, activation=activation, input_shape=(2,)), Dense(1, activation=output)])
    model.compile(optimizer=SGD(0.5), loss=named)
    model.set_weights(
        [
            np.array([[start["w11"], start["w12"]], [start["w21"], start["w22"]]]),
            np.array([start["b1"], start["b2"]]),
            np.array([[start["v1"]], [start["v2"]]]),
            np.array([start["b3"]]),
        ]
    )
    x, y = np.array([[start["x1"], start["x2"]]]), np.array([[start["y_true"]]])
    model.fit(x, y, epochs=1, batch_size=1, verbose=0)
    first, b, second, b3 = model.get_weights()
    trained = [*first[:, 0], b[0], *first[:, 1], b[1], *second[:, 0], b3[0]]
    assert [after[key] for key in PARAMETERS] == pytest.approx(trained, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("loss", backward.LOSSES)
def test_many_updates_train_it(loss):
    losses = numbers(loss=loss, rate=0.2, ten=10)["losses"]
    assert len(losses) == 101
    assert all(after < before for before, after in pairwise(losses) if before > 1e-20)
    assert losses[-1] < losses[0] / 3


def test_ten_presses_are_one_press_of_ten_and_what_comes_after_the_most_is_left_out():
    assert numbers(update=10)["losses"] == numbers(ten=1)["losses"]
    assert len(numbers(update=10**9)["losses"]) == backward.MOST + 1


def test_what_the_next_update_would_bring_is_what_it_brings():
    assert numbers(update=3)["next"] == [numbers(update=4)["losses"][-1]]
    assert numbers(ten=backward.MOST // 10)["next"] == []


def test_too_large_a_rate_ends_the_run_before_the_loss_flies_off():
    at = numbers(activation="relu", loss="squared", rate=10, x1=2, x2=2, ten=3)
    assert len(at["losses"]) - 1 < at["wanted"] == 30
    assert math.isfinite(at["losses"][-1])
    words = figure.words("backward", "en")
    assert words["flew_off"] in backward.FIGURE.draw(at, words)["losses"]


def start(name, **more):
    return numbers(**(backward.STARTS[name] | more))


def test_dead_units_get_no_gradient_and_stay_as_they_are():
    at = start("dead", ten=5)
    assert at["z1"] < 0
    assert at["z2"] < 0
    assert all(at["gradients"][key] == 0 for key in PARAMETERS if key != "b3")
    assert at["w11"] == backward.STARTS["dead"]["w11"]
    assert at["losses"][-1] < at["losses"][0], "the output's bias still learns"


def test_equal_units_stay_equal():
    at = start("equal", ten=10)
    assert at["losses"][-1] < at["losses"][0]
    for one, other in (("w11", "w12"), ("w21", "w22"), ("b1", "b2"), ("v1", "v2")):
        assert at[one] == pytest.approx(at[other])


def test_saturated_units_pass_little_back():
    at = start("saturated")
    assert abs(at["gradients"]["w11"]) < abs(start("small")["gradients"]["w11"]) / 20
    # Both pills that the page tells to look at, when its step has come.
    at = start("saturated", step=STEPS.index("dx1"))
    assert backward.FIGURE.draw(at, figure.words("backward", "en"))["graph"].count("× 0.001<") == 2


def test_at_the_rate_that_is_set_a_linear_output_steps_too_far():
    losses = {loss: numbers(loss=loss, update=3)["losses"] for loss in backward.LOSSES}
    assert losses["squared"] == sorted(losses["squared"])
    assert all(losses[loss] == sorted(losses[loss], reverse=True) for loss in backward.LOSSES[1:])


def test_a_weights_first_index_is_its_input_and_the_second_its_unit_as_in_a_kernel():
    at, named = numbers(), formulas()["paths-meet"]["terms"]
    for i in "12":
        for j in "12":
            assert at["slopes"][f"z{j}/x{i}"] == at[f"w{i}{j}"]
            assert SYMBOLS[f"w{i}{j}"] == f"w_{{{i}{j}}}"
    assert {name: named[name] for name in named if name.startswith("w")} == {
        SYMBOLS[f"w2{j}"]: term_of(f"z{j}/x2") for j in "12"
    }


def test_a_confident_mistake_learns_slowly_by_squared_error_and_fast_by_cross_entropy():
    slow, fast = start("wrong", ten=1), start("wrong", ten=1, loss="sigmoid_entropy")
    assert slow["y_pred"] < 0.05
    assert fast["y_pred"] > 0.5
    first = start("wrong", loss="sigmoid_entropy")
    assert first["gradients"]["z3"] == pytest.approx(first["y_pred"] - first["y_true"])


def test_far_out_cross_entropy_keeps_its_digits():
    at = numbers(
        activation="relu", loss="sigmoid_entropy", x1=-2, x2=-2, y_true=0,
        w11=-3, w21=-3, b1=3, w12=-3, w22=-3, b2=3, v1=3, v2=3, b3=3,
    )  # fmt: skip
    assert at["L"] == pytest.approx(93)
    assert at["gradients"]["z3"] == pytest.approx(1)
    assert at["nudged"]["z3"] == pytest.approx(1, rel=1e-6)


def test_values_appear_when_their_step_has_come():
    words = figure.words("backward", "en")
    for i, name in enumerate(STEPS):
        graph = backward.FIGURE.draw(numbers(step=i), words)["graph"]
        # A dot stands for what is not known yet. Gradients are bold: one a step, and the loss's own, 1.
        back = max(0, i - STEPS.index("L"))
        assert graph.count(">·<") == max(0, STEPS.index("L") - i), name
        assert graph.count('font-weight="600"') == back + bool(back), name


def test_numbers_are_written_as_by_hand():
    assert write(-0.02444) == "\N{MINUS SIGN}0.024"
    assert write(12.3456, 4) == "12.35"
    assert write(123456.0) == "1.2e5"
    assert scientific(3.2e-11) == "3·10⁻¹¹"
    assert scientific(0.0) == "0"
    assert write_rule(numbers(step=STEPS.index("dw11"))) == "∂L/∂w₁₁ = \N{MINUS SIGN}0.0244"


def test_the_table_tells_every_step_with_its_result():
    words = figure.words("backward", "en")
    _, *rows = backward.table(numbers(), words)
    assert len(rows) == len(STEPS)
    assert rows[STEPS.index("dx2")] == ["Back to x₂, by two paths", words["says"]["paths"], "∂L/∂x₂ = 0.0441"]
