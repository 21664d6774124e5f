"""The playground's points, network and pictures; and that it learns each data set."""

import numpy as np
import pytest
from figures import playground
from figures.playground import GRID, POINTS, SMALL

DATA = ("circle", "xor", "gaussian", "spiral")


def train(epochs, **settings):
    """Return loss and accuracy on the test points after this many epochs."""
    state = playground.check(settings)
    x, y, trained = playground.make_points(state)
    model, (chosen, _) = playground.build(state), playground.arrange(state)
    features = playground.features(x, chosen)
    model.fit(features[:trained], y[:trained], batch_size=state["batch"], epochs=epochs, verbose=0)
    return playground.score(model, features[trained:], y[trained:])


@pytest.mark.parametrize("data", DATA)
def test_points_are_two_halves_within_the_plane_and_the_seeds_own(data):
    state = playground.check({"data": data, "noise": 50})
    x, y, trained = playground.make_points(state)
    assert x.shape == (POINTS, 2)
    assert np.abs(x).max() <= playground.REACH
    assert y.sum() == POINTS / 2
    assert trained == POINTS / 2
    np.testing.assert_array_equal(playground.make_points(state)[0], x)
    assert not np.array_equal(playground.make_points(state | {"points": 1})[0], x)


@pytest.mark.parametrize(("data", "epochs"), [("circle", 40), ("xor", 40), ("gaussian", 10)])
def test_the_first_network_learns_it(data, epochs):
    assert train(epochs, data=data)[1] > 0.95


# What the page says: three layers of 8, ReLU, learning rate 0.02, no noise; x1 and x2 alone.
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_it_learns_the_spiral_within_100_epochs(seed):
    layers = {"h1": "8", "h2": "8", "h3": "8"}
    state = {"data": "spiral", "noise": 0, "activation": "relu", "rate": 0.02, "seed": seed}
    assert train(100, **layers, **state)[1] > 0.95


def test_xor_is_beyond_a_single_unit_but_not_with_the_product_as_input():
    alone = {"data": "xor", "noise": 0, "h1": "0", "h2": "0"}
    assert train(60, **alone)[1] < 0.75
    assert train(60, **alone, x1x2=True)[1] > 0.95


def test_the_same_seed_learns_the_same():
    assert train(3, seed=5) == train(3, seed=5)
    assert train(3, seed=5) != train(3, seed=6)


def test_pictures_stand_upright_and_show_each_unit():
    state = playground.check({"h1": "3", "h2": "0"})
    model = playground.build(state)
    _, _, *output_weights = model.get_weights()
    model.set_weights([[[1, 0, 0], [0, 1, 0]], np.zeros(3), *output_weights])
    output, units = playground.maps(model, ["x1", "x2"])
    assert output.shape == (GRID, GRID)
    assert np.abs(output).max() <= 1
    assert [unit.shape for unit in units] == [(SMALL, SMALL)] * 3
    assert units[0][0, -1] > 0.9  # x1 grows to the right
    assert units[0][0, 0] < -0.9
    assert units[1][0, 0] > 0.9  # x2 grows upward
    assert not units[2].any()


@pytest.mark.parametrize("hidden", [("0", "0", "0"), ("4", "2", "0"), ("8", "0", "8")])
def test_the_layout_names_every_parameter_once(hidden):
    state = playground.check(dict(zip(("h1", "h2", "h3"), hidden, strict=True)) | {"x1x2": True})
    layout, model = playground.layout(state), playground.build(state)
    places = [each["at"] for each in (*layout["edges"], *layout["biases"])]
    assert sorted(places) == list(range(model.count_params()))
    marked = playground.weights(model)
    for edge in layout["edges"]:
        kernel = model.get_weights()[2 * (edge["layer"] - 1)]
        assert marked[edge["at"]] == kernel[edge["input"], edge["unit"]]


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="at least one input"):
        playground.arrange(playground.check({"x1": False, "x2": False}))
    with pytest.raises(ValueError, match="one of the keys"):
        playground.check({"colour": 1})
    with pytest.raises(ValueError, match="batch"):
        playground.check({"batch": 0})
