"""Six activations raced: each is a real run, nothing comes back through the step, and the page's words."""

import numpy as np
import pytest
from builder.figures import given
from builder.paths import ROOT
from builder.runs import result_of
from figures import activation_runs, figure

from nnweb.layers import Dense

PAGES = [(ROOT / "docs" / language / "activations.md").read_text("utf-8") for language in ("en", "zh")]
DEPTH = 4


@pytest.fixture(scope="module")
def race():
    return result_of("activation_runs", given())


def end(**state):
    *_, last = figure.find("activation_runs").start(state, given())
    return last


def test_one_of_the_runs_is_what_fit_does(race):
    images, labels = given().split("train")
    tests, answers = given().split("test")
    model = activation_runs.build("tanh", DEPTH, "glorot")
    model.fit(images[:3000], labels[:3000], epochs=3, verbose=0)
    _, accuracy = model.evaluate(tests[:1000], answers[:1000])
    assert race["accuracy"]["tanh"][-1] == pytest.approx(accuracy, abs=2e-3)


def test_nothing_comes_back_through_the_step(race):
    assert not race["slopes"]["threshold"][:-1].any()
    assert race["slopes"]["threshold"][-1] > 0
    z = np.array([-1.0, 0.0, 2.0], np.float32)
    np.testing.assert_array_equal(activation_runs.STEP(z), [0, 1, 1])
    np.testing.assert_array_equal(activation_runs.STEP.derivative(z), 0)


def test_a_layers_slope_is_the_gradients_root_mean_square():
    model = activation_runs.build("relu", 2, "he")
    images, labels = given().split("train")
    next(model.fit_steps(images[:32], labels[:32]))
    runs = figure.find("activation_runs").start({"depth": 2, "init": "he"}, given())
    first = next(at for at in runs if at["step"] == 1)
    assert first["slopes"]["relu"].shape == (3,)
    assert np.isfinite(first["slopes"]["relu"]).all()
    # Other images come first, so only the size is alike.
    own = [np.sqrt(np.mean(np.square(model.layers[i].gradients["kernel"]))) for i in (2, 3, 4)]
    assert 0.3 < float(np.mean(first["slopes"]["relu"] / own)) < 3


def test_dead_units_give_0_for_every_image(race):
    tests, _ = given().split("test")
    model = activation_runs.build("relu", 2, "glorot")
    assert activation_runs.dead(model, tests[:200]) == 0
    hidden = model.layers[3]
    assert isinstance(hidden, Dense)
    hidden.bias[:3] = -1e3
    assert activation_runs.dead(model, tests[:200]) == 3
    assert race["dead"]["leaky_relu"] == 0


def test_the_pages_numbers(race):
    def share(result, name):
        return f"{100 * result['accuracy'][name][-1]:.0f}%"

    one, eight, eight_he = end(depth=1), end(depth=8), end(depth=8, init="he")
    for page in PAGES:
        for result, name in (
            (race, "sigmoid"), (race, "threshold"), (one, "sigmoid"), (eight, "relu"), (eight, "tanh"),
            (eight_he, "relu"),
        ):  # fmt: skip
            assert share(result, name) in page
    assert 0.45 < one["accuracy"]["threshold"][-1] < 0.55  # "half" in English
    assert f"阶跃函数也有 {share(one, 'threshold')}" in PAGES[1]
    assert all(0.79 < race["accuracy"][name][-1] < 0.85 for name in ("relu", "leaky_relu", "tanh", "linear"))
    assert race["dead"]["relu"] == 6
    slopes = race["slopes"]["sigmoid"]
    assert 0.7e-3 < slopes[0] / slopes[-1] < 1.5e-3
    for name in ("relu", "leaky_relu", "tanh"):
        hidden = race["slopes"][name][:-1]
        assert hidden.max() < 10 * hidden.min()
    # The linear network's loss became no number; a cross stands for it.
    assert np.isnan(eight_he["accuracy"]["linear"][-1])
    assert activation_runs.FIGURE.values(eight_he)["linear"] == "\N{MULTIPLICATION SIGN}"
    assert "linear" not in eight_he["dead"]
