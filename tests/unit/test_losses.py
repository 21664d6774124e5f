import numpy as np
import pytest

from nnweb import losses
from nnweb.activations import sigmoid, softmax
from nnweb.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
)
from tests.unit.gradcheck import assert_gradient

LOGITS = np.array([[0.2, -1.0, 2.0], [1.5, 0.3, -0.4]])
LABELS = np.array([2, 1])
ONE_HOT = np.eye(3)[LABELS]
MIXED = np.array([[0.2, 0.5, 0.3], [0.0, 0.9, 0.1]])
CASES = [
    (MeanSquaredError(), LOGITS, MIXED),
    (BinaryCrossentropy(), sigmoid(LOGITS), MIXED),
    (BinaryCrossentropy(from_logits=True), LOGITS, MIXED),
    (CategoricalCrossentropy(), softmax(LOGITS), MIXED),
    (CategoricalCrossentropy(from_logits=True), LOGITS, MIXED),
    (SparseCategoricalCrossentropy(), softmax(LOGITS), LABELS),
    (SparseCategoricalCrossentropy(from_logits=True), LOGITS, LABELS),
]


@pytest.mark.parametrize(("loss", "outputs", "targets"), CASES, ids=lambda value: repr(value)[:40])
def test_gradient_by_outputs(loss, outputs, targets):
    outputs = outputs.copy()
    assert_gradient(lambda: loss(targets, outputs), outputs, loss.gradient(targets, outputs))


@pytest.mark.parametrize(("loss", "outputs", "targets"), CASES[1:], ids=lambda value: repr(value)[:40])
def test_fused_loss_outputs_and_gradient(loss, outputs, targets):
    logits = LOGITS.copy()
    value, returned, gradient = loss.with_logits(targets, logits)
    np.testing.assert_allclose(returned, outputs)
    assert value == pytest.approx(loss(targets, outputs))
    assert_gradient(lambda: loss.with_logits(targets, logits)[0], logits, gradient)


def test_known_values():
    assert MeanSquaredError()(np.array([[0.0, 1.0]]), np.array([[2.0, 1.0]])) == 2.0
    assert BinaryCrossentropy()(np.array([[1.0]]), np.array([[0.25]])) == pytest.approx(np.log(4))
    p = np.array([[0.5, 0.25, 0.25]])
    assert SparseCategoricalCrossentropy()(np.array([1]), p) == pytest.approx(np.log(4))
    assert CategoricalCrossentropy()(np.array([[0.5, 0.5, 0.0]]), p) == pytest.approx(1.5 * np.log(2))


@pytest.mark.parametrize("size", [1e3, 1e30])
def test_fused_losses_stay_finite_however_sure_and_wrong(size):
    logits = np.array([[size, -size, 0]], np.float32)
    for loss, targets in [
        (SparseCategoricalCrossentropy(), np.array([1])),
        (CategoricalCrossentropy(), np.array([[0, 1, 0]], np.float32)),
        (BinaryCrossentropy(), np.array([[0, 1, 0]], np.float32)),
    ]:
        value, outputs, gradient = loss.with_logits(targets, logits)
        assert np.isfinite(value)
        assert value > size / 2
        assert np.isfinite(outputs).all()
        assert np.isfinite(gradient).all()


def test_probabilities_of_zero_are_clipped():
    value = SparseCategoricalCrossentropy()(np.array([0]), np.array([[0.0, 1.0]]))
    assert value == pytest.approx(-np.log(1e-7))


def test_check_returns_what_the_loss_works_with():
    sparse = SparseCategoricalCrossentropy()
    np.testing.assert_array_equal(sparse.check(np.array([[1], [2]]), 3), [1, 2])
    checked = sparse.check(np.array([1.0, 2.0]), 3)
    assert checked.dtype.kind == "i"
    assert BinaryCrossentropy().check(np.array([0, 1]), 1).shape == (2, 1)
    assert MeanSquaredError().check(np.array([[1.0, 2.0]]), 2).dtype == np.float32


@pytest.mark.parametrize(
    ("loss", "y", "outputs", "message"),
    [
        (
            SparseCategoricalCrossentropy(),
            np.array([0, 10]),
            10,
            "Expected labels from 0 to 9.*labels from 0 to 10",
        ),
        (SparseCategoricalCrossentropy(), np.array([-1]), 10, "Received: labels from -1"),
        (SparseCategoricalCrossentropy(), np.array([0.5]), 10, "Expected class numbers.*Received: 0.5"),
        (
            SparseCategoricalCrossentropy(),
            np.eye(10),
            10,
            "For one-hot targets use 'categorical_crossentropy'",
        ),
        (CategoricalCrossentropy(), np.array([1, 2]), 10, "use 'sparse_categorical_crossentropy'"),
        (CategoricalCrossentropy(), np.ones((2, 3)), 3, "add up to 1.*adds up to 3"),
        (CategoricalCrossentropy(), np.array([[-0.5, 1.5]]), 2, "add up to 1.*a row with -0.5 in it"),
        (BinaryCrossentropy(), np.array([[2.0]]), 1, "from 0 to 1.*Received: y from 2.0 to 2.0"),
        (MeanSquaredError(), np.ones((4, 3)), 2, r"targets of shape \(4, 2\).*Received: y of shape \(4, 3\)"),
    ],
)
def test_targets_that_do_not_fit_are_told(loss, y, outputs, message):
    with pytest.raises(ValueError, match=message):
        loss.check(y, outputs)


def test_activation_and_loss_must_fit():
    with pytest.raises(
        ValueError, match=r"Expected the last layer's activation to be 'softmax'.*from_logits=True"
    ):
        SparseCategoricalCrossentropy().fuses("linear")
    with pytest.raises(ValueError, match=r"activation to be 'linear'.*Received: activation='sigmoid'"):
        BinaryCrossentropy(from_logits=True).fuses("sigmoid")
    assert CategoricalCrossentropy(from_logits=True).fuses("linear")
    assert not MeanSquaredError().fuses("relu")


def test_get():
    assert isinstance(losses.get("mse"), MeanSquaredError)
    loss = BinaryCrossentropy(from_logits=True)
    assert losses.get(loss) is loss
    with pytest.raises(ValueError, match=r"Unknown loss: .*Received: 'crossentropy'"):
        losses.get("crossentropy")
    with pytest.raises(ValueError, match=r"Received: loss=None"):
        losses.get(None)
