from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb import Sequential
from nnweb.activations import ACTIVATIONS, Activation
from nnweb.layers import LAYERS, Dense, Dropout, Flatten, Layer, Rescaling
from tests.unit.gradcheck import assert_gradient

RNG = np.random.Generator(np.random.PCG64(3))


def attached(layer: Layer, input_shape: tuple[int, ...]) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Give a layer float64 parameters of its own, so that its gradients can be checked sharply."""
    shapes = layer.parameter_shapes(input_shape)
    parameters = {name: RNG.normal(size=shape) for name, shape in shapes.items()}
    gradients = {name: np.full(shape, np.nan) for name, shape in shapes.items()}
    layer.attach(parameters, gradients)
    return layer, parameters, gradients


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_of_dense(activation):
    layer, parameters, gradients = attached(Dense(4, activation=activation), (5,))
    x, weights = RNG.normal(size=(3, 5)), RNG.normal(size=(3, 4))

    def f() -> float:
        return float(np.sum(layer.forward(x, training=True) * weights))

    f()
    dx = layer.backward(weights.copy())
    assert dx is not None
    claimed = {"x": dx.copy()} | {name: array.copy() for name, array in gradients.items()}
    for name, array in {"x": x, **parameters}.items():
        assert_gradient(f, array, claimed[name])


@pytest.mark.parametrize(
    "layer", [Rescaling(1 / 255, -0.5), Flatten(), Dropout(0.4)], ids=lambda layer: layer.name
)
def test_gradients_of_layers_without_parameters(layer):
    x = RNG.normal(size=(3, 2, 4))
    weights = RNG.normal(size=(3, *layer.output_shape((2, 4))))

    def f() -> float:
        layer.initialize(np.random.Generator(np.random.PCG64(1)))  # Dropout: the same mask each time
        return float(np.sum(layer.forward(x, training=True) * weights))

    f()
    assert_gradient(f, x, layer.backward(weights.copy()))


@pytest.mark.parametrize(
    "layer", [Rescaling(2), Flatten(), Dense(2), Dropout(0.5)], ids=lambda layer: layer.name
)
def test_no_input_gradient_where_none_is_needed(layer):
    attached(layer, (3,))
    layer.initialize(np.random.Generator(np.random.PCG64(1)))
    y = layer.forward(np.ones((2, 3)), training=True)
    assert layer.backward(np.ones_like(y), need_dx=False) is None


def test_dense_by_hand():
    layer, _, _ = attached(Dense(2, activation="relu"), (2,))
    layer.kernel[...] = [[1, -1], [2, 1]]
    layer.bias[...] = [0.5, -3]
    np.testing.assert_array_equal(layer.forward(np.array([[1.0, 1.0]])), [[3.5, 0]])


@given(batch=st.integers(0, 5), inputs=st.integers(1, 6), units=st.integers(1, 6))
def test_shapes_of_dense(batch, inputs, units):
    model = Sequential([Dense(units, input_shape=(inputs,))], seed=0)
    model.build()
    layer: Any = model.layers[0]
    y = layer.forward(np.ones((batch, inputs), np.float32))
    assert y.shape == (batch, *layer.output_shape((inputs,)))
    assert layer.backward(np.ones_like(y)).shape == (batch, inputs)
    assert model.count_params() == inputs * units + units


@given(shape=st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple), batch=st.integers(0, 3))
def test_shapes_of_flatten(shape, batch):
    layer: Any = Flatten()
    y = layer.forward(np.zeros((batch, *shape)))
    assert y.shape == (batch, *layer.output_shape(shape))
    assert layer.backward(y).shape == (batch, *shape)


@pytest.mark.parametrize("sizes", [(4, 9, 2), (9, 4, 9)])
def test_kept_arrays_fit_every_batch(sizes):
    layer, parameters, _ = attached(Dense(3), (2,))
    for size in sizes:
        x = RNG.normal(size=(size, 2))
        expected = x @ parameters["kernel"] + parameters["bias"]
        np.testing.assert_allclose(layer.forward(x), expected)


def test_dropout_keeps_the_mean_and_rests_outside_training():
    layer = Dropout(0.25)
    layer.initialize(np.random.Generator(np.random.PCG64(0)))
    x = np.ones((200, 100), np.float32)
    y = layer.forward(x, training=True)
    assert set(np.unique(y)) == {np.float32(0), np.float32(1 / 0.75)}
    assert y.mean() == pytest.approx(1, abs=0.02)
    assert layer.forward(x) is x


def test_rescaling_bytes_gives_float32():
    y = Rescaling(1 / 255, offset=1).forward(np.array([[0, 255]], np.uint8))
    assert y.dtype == np.float32
    np.testing.assert_allclose(y, [[1, 2]])


@pytest.mark.parametrize(
    "layer",
    [
        Rescaling(0.5, 1, input_shape=(3,)),
        Flatten(input_shape=(2, 2)),
        Dense(3, "tanh", "he_normal"),
        Dropout(0.1),
    ],
    ids=lambda layer: layer.name,
)
def test_config_makes_the_layer_again(layer):
    again = LAYERS[type(layer).__name__](**layer.config())
    assert again.config() == layer.config()
    assert again.input_shape == layer.input_shape


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Dense(0), "Expected units to be a whole number of 1 or more. Received: units=0"),
        (
            lambda: Dense(2.5),  # type: ignore[arg-type]
            "Received: units=2.5",
        ),
        (lambda: Dense(True), "Received: units=True"),
        (lambda: Dense(2, activation="rely"), "Did you mean 'relu'"),
        (lambda: Dense(2, kernel_initializer="ones"), "Unknown initializer"),
        (lambda: Dense(2, bias_initializer="he_normal"), "Expected bias_initializer='zeros'"),
        (lambda: Dense(2, input_shape=(0,)), "Expected input_shape"),
        (
            lambda: Dense(2).output_shape((28, 28)),
            r"put Flatten\(\) before it. Received: input_shape=\(28, 28\)",
        ),
        (lambda: Dropout(1.0), "below 1. Received: rate=1.0"),
        (
            lambda: Dropout("0.5"),  # type: ignore[arg-type]
            "Expected rate to be a number 0 or more and below 1",
        ),
        (lambda: Rescaling(float("nan")), "Expected scale to be a finite number"),
    ],
)
def test_wrong_arguments_are_told(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_flatten_sees_what_is_written_into_an_array_that_is_not_contiguous():
    wide = np.zeros((2, 3, 8), np.float32)
    x: Any = wide[:, :, :4]  # its rows lie apart: to flatten it is to copy it
    layer = Flatten()
    layer.forward(x)
    wide[...] = 1
    np.testing.assert_array_equal(layer.forward(x), np.ones((2, 12)))


def test_a_parameter_that_is_set_is_the_models():
    model = Sequential([Dense(2, input_shape=(3,))], seed=0)
    layer: Any = model.layers[0]
    with pytest.raises(AttributeError, match="Expected a built layer: kernel"):
        layer.kernel  # noqa: B018
    model.build()
    layer.kernel = np.arange(6.0).reshape(3, 2)
    layer.bias = [7, 8]
    np.testing.assert_array_equal(model.parameters, [0, 1, 2, 3, 4, 5, 7, 8])
    np.testing.assert_array_equal(model.predict(np.eye(3)[:1]), [[7, 9]])
    with pytest.raises(ValueError, match=r"Expected kernel of shape \(3, 2\). Received: .*\(2, 3\)"):
        layer.kernel = np.zeros((2, 3))
    with pytest.raises(ValueError, match=r"Expected bias of shape \(2,\)"):
        layer.bias = 1.0


def test_an_activation_of_ones_own_is_used_and_refused_when_saved():
    double = Activation("relu", lambda z, out=None: np.multiply(z, 2, out=out), lambda y, dy, out=None: dy)
    model = Sequential([Dense(1, activation=double, input_shape=(1,))], seed=0)
    model.build()
    layer: Any = model.layers[0]
    layer.kernel = [[-3]]
    assert model.predict(np.ones((1, 1))) == -6  # not what ReLU makes of -3
    with pytest.raises(ValueError, match=r"Expected an activation of nnweb.activations to be saved"):
        layer.config()


def test_a_layer_of_another_model_is_refused_and_the_first_model_stays_as_it_was():
    first = Sequential([Dense(2, input_shape=(3,))], seed=0)
    first.build()
    kept = first.parameters.copy()
    second = Sequential([*first.layers, Dense(1)], seed=1)
    with pytest.raises(ValueError, match="Expected each layer in one model: dense belongs to another"):
        second.build()
    np.testing.assert_array_equal(first.parameters, kept)
