import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb.activations import ACTIVATIONS
from nnweb.ops import numpy_ops as ops
from tests.unit.gradcheck import assert_gradient

sizes = st.integers(1, 7)


@given(batch=st.integers(0, 7), inputs=sizes, units=sizes, activation=st.sampled_from(list(ACTIVATIONS)))
def test_dense_shapes_and_given_arrays(batch, inputs, units, activation):
    rng = np.random.Generator(np.random.PCG64(0))
    x, kernel, bias = (
        rng.random(shape, np.float32) for shape in ((batch, inputs), (inputs, units), (units,))
    )
    out = np.empty((batch, units), np.float32)
    y = ops.dense_forward(x, kernel, bias, activation, out=out)
    assert y is out
    np.testing.assert_allclose(y, ACTIVATIONS[activation](x @ kernel + bias), rtol=1e-5)
    dkernel, dbias = np.full_like(kernel, np.nan), np.full_like(bias, np.nan)
    dx = ops.dense_backward(x, kernel, y, np.ones_like(y), activation, dkernel, dbias, need_dx=True)
    assert dx is not None
    assert dx.shape == x.shape
    assert np.isfinite(dkernel).all()
    assert np.isfinite(dbias).all()
    assert (
        ops.dense_backward(x, kernel, y, np.ones_like(y), activation, dkernel, dbias, need_dx=False) is None
    )


@pytest.mark.parametrize("targets", [np.array([2, 0]), np.array([[0.1, 0.2, 0.7], [1, 0, 0]])])
def test_softmax_crossentropy(targets):
    logits = np.array([[0.1, -2.0, 1.0], [3.0, 0.0, 0.5]])
    loss, probabilities, gradient = ops.softmax_crossentropy(logits, targets)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    t = targets if targets.ndim == 2 else np.eye(3)[targets]
    np.testing.assert_allclose(probabilities, p)
    assert loss == pytest.approx(-np.sum(t * np.log(p)) / 2)
    assert_gradient(lambda: ops.softmax_crossentropy(logits, targets)[0], logits, gradient)


def test_sigmoid_crossentropy():
    logits, targets = np.array([[0.1, -2.0], [3.0, 0.0]]), np.array([[1.0, 0.0], [0.3, 1.0]])
    loss, probabilities, gradient = ops.sigmoid_crossentropy(logits, targets)
    p = 1 / (1 + np.exp(-logits))
    np.testing.assert_allclose(probabilities, p)
    assert loss == pytest.approx(-np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p)))
    assert_gradient(lambda: ops.sigmoid_crossentropy(logits, targets)[0], logits, gradient)


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float16, np.float32, np.float64, bool])
@pytest.mark.parametrize(
    "indices", [np.array([3, 0, 3]), slice(1, 3), np.array([], int)], ids=["some", "slice", "none"]
)
@pytest.mark.parametrize("form", ["plain", "fortran", "strided"])
def test_gather(dtype, indices, form):
    x = (np.arange(24).reshape(4, 2, 3) % 7).astype(dtype)
    given_x = {"plain": x, "fortran": np.asfortranarray(x), "strided": np.repeat(x, 2, axis=0)[::2]}[form]
    batch = ops.gather(given_x, indices, 0.5, -1.0)
    assert batch.dtype == np.float32
    np.testing.assert_allclose(batch, x[indices].astype(np.float64) * 0.5 - 1)
    out = np.empty_like(batch)
    assert ops.gather(given_x, indices, out=out) is out
    np.testing.assert_allclose(out, x[indices].astype(np.float64))


def test_gather_scales_bytes_as_division_does():
    batch = ops.gather(np.arange(256, dtype=np.uint8)[:, None], slice(None), 1 / 255)
    np.testing.assert_allclose(batch[:, 0], np.arange(256) / 255, rtol=2e-7)


@given(size=st.integers(0, 9), step=st.integers(1, 1000))
def test_updates_leave_gradients_alone_and_change_in_place(size, step):
    rng = np.random.Generator(np.random.PCG64(step))
    gradients = rng.standard_normal(size).astype(np.float32)
    kept = gradients.copy()
    parameters, m, v, velocity = np.zeros((4, size), np.float32)
    ops.adam_update(parameters, gradients, m, v, step, 1e-3, 0.9, 0.999, 1e-7)
    ops.rmsprop_update(parameters, gradients, v, 1e-3, 0.9, 1e-7)
    ops.sgd_update(parameters, gradients, velocity, 1e-3, 0.9)
    ops.sgd_update(parameters, gradients, None, 1e-3, 0.0)
    np.testing.assert_array_equal(gradients, kept)
    assert parameters.dtype == np.float32
    assert (np.sign(parameters) == -np.sign(gradients)).all()
