"""Regularizers: their values, their gradients, and that a network pays for its weights."""

import numpy as np
import pytest

from nnweb import Sequential, regularizers
from nnweb.layers import Dense
from nnweb.optimizers import SGD
from nnweb.regularizers import L1, L2
from tests.unit.gradcheck import assert_gradient

W = np.array([[0.5, -2.0, 0.3], [1.0, -0.7, 3.0]])


def test_values_are_keras():
    assert L1(0.1)(W) == pytest.approx(0.75)
    assert L2(0.1)(W) == pytest.approx(0.1 * (0.25 + 4 + 0.09 + 1 + 0.49 + 9))


@pytest.mark.parametrize("regularizer", [L1(0.3), L2(0.3)], ids=["l1", "l2"])
def test_gradient(regularizer):
    w = W.copy()
    assert_gradient(lambda: regularizer(w), w, regularizer.gradient(w))


def test_the_gradient_of_l1_at_0_is_0():
    assert L1()(np.zeros(3)) == 0
    np.testing.assert_array_equal(L1().gradient(np.zeros(3)), 0)


@pytest.mark.parametrize("name", ["l1", "l2"])
def test_a_networks_gradient_holds_the_penalty(name):
    rng = np.random.default_rng(1)
    model = Sequential(
        [Dense(3, "tanh", kernel_regularizer=name, input_shape=2), Dense(1, "sigmoid")], seed=1
    )
    model.compile("sgd", "binary_crossentropy")
    x, y = rng.normal(size=(5, 2)).astype(np.float32), np.array([[0], [1], [1], [0], [1]], np.float32)
    _, _, dy = model.loss_of(x, y, training=True)
    assert dy is not None
    model.backward(dy)
    claimed = model.gradients.copy()
    h = np.float32(1e-2)
    for i in range(model.parameters.size):
        kept = model.parameters[i]
        model.parameters[i] = kept + h
        above = model.loss_of(x, y)[0]
        model.parameters[i] = kept - h
        below = model.loss_of(x, y)[0]
        model.parameters[i] = kept
        assert claimed[i] == pytest.approx((above - below) / (2 * h), abs=1e-3)


def test_evaluate_counts_the_penalty_as_keras_does():
    x, y = np.ones((4, 2)), np.ones((4, 1))
    losses = []
    for regularizer in (None, L2(0.5)):
        model = Sequential([Dense(1, "sigmoid", kernel_regularizer=regularizer, input_shape=2)], seed=0)
        model.compile("sgd", "binary_crossentropy")
        losses.append(model.evaluate(x, y))
    kernel = model.get_weights()[0]
    assert losses[1] - losses[0] == pytest.approx(0.5 * np.square(kernel).sum(), rel=1e-5)


def test_l1_leaves_fewer_weights_than_l2():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 8))
    y = (x[:, :1] > 0).astype(float)
    small = {}
    for regularizer in (L1(0.05), L2(0.05)):
        model = Sequential([Dense(1, "sigmoid", kernel_regularizer=regularizer, input_shape=8)], seed=0)
        model.compile(SGD(0.1), "binary_crossentropy")
        model.fit(x, y, batch_size=200, epochs=600, verbose=0)
        small[regularizer.name] = int((np.abs(model.get_weights()[0]) < 0.01).sum())
    assert small["l1"] >= 5 > small["l2"]


def test_a_saved_model_keeps_it():
    model = Sequential(
        [Dense(2, kernel_regularizer=L1(0.25), input_shape=3), Dense(1, kernel_regularizer="l2")]
    )
    model.build()
    first, second = Sequential.from_bytes(model.to_bytes()).layers
    assert isinstance(first, Dense)
    assert isinstance(second, Dense)
    assert first.config()["kernel_regularizer"] == {"name": "l1", "l1": 0.25}
    assert second.config()["kernel_regularizer"] == {"name": "l2", "l2": 0.01}


@pytest.mark.parametrize("factor", [-1, float("nan"), float("inf"), "much", True])
def test_a_factor_that_is_none_is_refused(factor):
    with pytest.raises(ValueError, match="Expected l2 to be a number 0 or more"):
        L2(factor)


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="Unknown regularizer"):
        regularizers.get("l3")
    assert regularizers.get(None) is None
