"""The network of the bugs is nnweb's own, and the check finds what it can find and nothing else."""

import numpy as np
import pytest
from figures.gradient_bugs import (
    BUGS,
    FIGURE,
    SHAPES,
    analytic,
    data,
    gradients_of,
    loss_of,
    numerical,
    start,
    train,
)

from nnweb import Sequential
from nnweb.layers import Dense
from nnweb.optimizers import SGD


def network(optimizer):
    model = Sequential([Dense(6, activation="relu", input_shape=2), Dense(3, activation="softmax")])
    model.compile(optimizer, loss="sparse_categorical_crossentropy")
    model.set_weights(start())
    return model


def test_loss_and_gradients_are_those_of_the_package():
    x, y = data()
    model = network("sgd")
    loss, _, gradient = model.loss_of(x.astype(np.float32), y.argmax(axis=1), training=True)
    model.backward(gradient)
    assert loss == pytest.approx(loss_of(start(), x, y), rel=1e-6)
    np.testing.assert_allclose(model.gradients, analytic("none"), atol=1e-6)


def test_a_step_of_training_is_that_of_the_package():
    x, y = data()
    model = network(SGD(learning_rate=0.5))
    model.fit(x, y.argmax(axis=1), batch_size=10, epochs=1, shuffle=False, verbose=0)
    after = loss_of([np.asarray(each, dtype=float) for each in model.get_weights()], x, y)
    assert train("shuffle")[3] == pytest.approx(after, rel=1e-4)


def found(bug):
    numbers = FIGURE.numbers({"bug": bug})
    return {name: int((~group).sum()) for name, group in numbers["groups"].items()}


def test_the_check_finds_what_changes_the_gradient_and_tells_where():
    assert not any(found("none").values())
    assert found("bias") == {"w1": 0, "b1": 6, "w2": 0, "b2": 3}
    assert found("slope")["w2"] == found("slope")["b2"] == 0
    assert found("slope")["w1"] > 0
    for bug in ("sign", "sum"):
        assert sum(found(bug).values()) == sum(int(np.prod(shape)) for shape in SHAPES)


@pytest.mark.parametrize("bug", ["shuffle", "uphill"])
def test_what_is_no_error_of_the_gradient_passes_though_it_trains_worse(bug):
    assert not any(found(bug).values())
    assert train(bug)[-1] > 1.2 * train("none")[-1]


def test_a_wrong_gradient_may_train_nearly_as_well():
    assert train("bias")[-1] < 1.2 * train("none")[-1]
    assert train("slope")[-1] < 0.35 * train("none")[0]


def test_every_difference_is_far_from_the_border_of_agreeing():
    """So that no rounding on another machine moves a point across."""
    for bug in BUGS:
        claimed, measured = analytic(bug), numerical()
        larger = np.maximum(np.maximum(np.abs(claimed), np.abs(measured)), 1e-12)
        apart = np.abs(claimed - measured) / larger
        assert not ((apart > 3e-7) & (apart < 1e-4)).any(), bug


def test_the_examples_are_sorted_by_class_and_the_gradient_of_a_batch_is_a_mean():
    x, y = data()
    assert (np.diff(y.argmax(axis=1)) >= 0).all()
    halves = [gradients_of(start(), x[half], y[half]) for half in (slice(45), slice(45, 90))]
    whole = gradients_of(start(), x, y)
    for first, second, both in zip(*halves, whole, strict=True):
        np.testing.assert_allclose((first + second) / 2, both)
