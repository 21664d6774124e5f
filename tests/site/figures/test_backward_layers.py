"""The same in matrices: against nnweb's own gradients, and against nudging the whole network."""

import numpy as np
import pytest
from figures import backward_layers
from figures.backward_layers import NUDGE, backward, losses_nudged, read

from nnweb import Sequential, activations
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten
from nnweb.optimizers import SGD
from tests.site.given import GIVEN, untrained


@pytest.fixture(params=[1, 32])
def walked(request):
    images, labels = mnist.load_split("test")
    at, function = read(untrained(), images[: request.param], labels[: request.param])
    return at, function, backward(at, function)


def loss(at):
    h = activations.relu(at["x"] @ at["W1"] + at["b1"])
    y = activations.softmax(h @ at["W2"] + at["b2"])
    return -np.log((y * at["y_true"]).sum(axis=1)).mean()


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_each_array_agrees_with_nudging_the_whole_network(walked, name):
    at, function, d = walked
    assert d[name].shape == at[name].shape
    index = backward_layers._largest(d[name])
    whole = []
    for each in zip(*index, strict=True):
        around = []
        for sign in (1, -1):
            moved = at[name].copy()
            moved[each] += sign * NUDGE
            around.append(loss(at | {name: moved}))
        whole.append((around[0] - around[1]) / (2 * NUDGE))
    assert d[name][index] == pytest.approx(whole, rel=1e-5, abs=1e-9)
    assert losses_nudged(at, function, name, index) == pytest.approx(whole, rel=1e-6, abs=1e-9)


def test_a_step_of_the_package_is_against_these_gradients(walked):
    at, _, d = walked
    model = Sequential(
        [Flatten(input_shape=(28, 28)), Dense(128, activation="relu"), Dense(10, activation="softmax")]
    )
    model.compile(optimizer=SGD(1.0), loss="sparse_categorical_crossentropy")
    model.set_weights(untrained().get_weights())
    count = len(at["x"])
    images, labels = mnist.load_split("test")
    model.fit(images[:count] / 255.0, labels[:count], epochs=1, batch_size=count, verbose=0)
    pairs = zip(untrained().get_weights(), model.get_weights(), strict=True)
    moved = [before - after for before, after in pairs]
    whole = np.zeros((784, 128))
    whole[at["ink"]] = d["W1"]  # and nothing where there is no ink
    for name, by in zip(("W1", "b1", "W2", "b2"), moved, strict=True):
        assert by == pytest.approx(whole if name == "W1" else d[name], abs=2e-6), name


def test_of_one_image_every_unit_gets_the_digit_times_one_number():
    at = backward_layers.FIGURE.numbers(backward_layers.FIGURE.defaults, GIVEN)
    digit = at["image"].reshape(-1) / 255
    for blame, image in zip(at["blame"], at["images"], strict=True):
        assert image == pytest.approx(blame * digit)


def test_of_a_batch_it_is_their_mean():
    state = backward_layers.FIGURE.defaults
    whole = backward_layers.FIGURE.numbers(state | {"count": "batch"}, GIVEN)
    images, labels = mnist.load_split("test")
    alone = []
    for i in range(state["index"], state["index"] + 32):
        at, function = read(untrained(), images[i : i + 1], labels[i : i + 1])
        alone.append(np.zeros((len(whole["units"]), 784)))
        alone[-1][:, at["ink"]] = backward(at, function)["W1"][:, whole["units"]].T
    assert whole["images"] == pytest.approx(np.mean(alone, axis=0))


def test_the_last_image_is_followed_by_the_first():
    state = backward_layers.FIGURE.defaults | {"index": 9999, "count": "batch"}
    assert backward_layers.FIGURE.numbers(state, GIVEN)["shapes"]["dz1"] == (32, 128)
