import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnweb import activations
from nnweb.activations import ACTIVATIONS
from tests.unit.gradcheck import assert_gradient

Z = np.array([[-3.0, -0.4, 0.3, 2.0], [0.7, -1.2, 5.0, -0.1]])
WEIGHTS = np.array([[0.3, -1.0, 0.8, 0.2], [1.1, 0.4, -0.7, 0.9]])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_backward_is_the_gradient(name):
    function, z = ACTIVATIONS[name], Z.copy()
    claimed = function.backward(function(z), WEIGHTS.copy())
    assert_gradient(lambda: float(np.sum(function(z) * WEIGHTS)), z, claimed)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_in_place_gives_the_same(name):
    function = ACTIVATIONS[name]
    y = function(Z)
    z = Z.copy()
    assert function(z, out=z) is z
    np.testing.assert_array_equal(z, y)
    dy = WEIGHTS.copy()
    assert function.backward(y, dy, out=dy) is dy
    np.testing.assert_array_equal(dy, function.backward(y, WEIGHTS))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("linear", [-1.0, 0.0, 2.0]),
        ("relu", [0.0, 0.0, 2.0]),
        ("leaky_relu", [-0.2, 0.0, 2.0]),
        ("sigmoid", [0.26894142, 0.5, 0.88079708]),
        ("tanh", [-0.76159416, 0.0, 0.96402758]),
        ("softmax", [0.04201007, 0.11419520, 0.84379473]),
    ],
)
def test_known_values(name, expected):
    np.testing.assert_allclose(ACTIVATIONS[name](np.array([-1.0, 0.0, 2.0])), expected, atol=1e-8)


def test_derivative_of_relu_and_none_of_softmax():
    np.testing.assert_array_equal(ACTIVATIONS["relu"].derivative(np.array([-1.0, 3.0])), [0, 1])
    with pytest.raises(ValueError, match=r"element-wise.*softmax"):
        ACTIVATIONS["softmax"].derivative(Z)


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(
    z=arrays(
        np.float32,
        st.tuples(st.integers(0, 4), st.integers(1, 5)),
        elements=st.floats(-(2.0**60), 2.0**60, width=32),
    )
)
def test_any_shape_and_size_stays_finite(name, z):
    y = ACTIVATIONS[name](z)
    assert y.shape == z.shape
    assert y.dtype == np.float32
    assert np.isfinite(y).all()
    if name == "softmax":
        np.testing.assert_allclose(y.sum(axis=1), 1, rtol=1e-5)


def test_get():
    assert activations.get(None).name == "linear"
    assert activations.get("relu") is activations.get(activations.get("relu"))
    with pytest.raises(
        ValueError, match=r"Unknown activation: expected 'linear'.*Did you mean 'relu'.*Received: 'Relu6'"
    ):
        activations.get("Relu6")
