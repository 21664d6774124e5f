import copy
import pickle
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb import Sequential
from nnweb.layers import Dense, Dropout, Flatten, Rescaling

RNG = np.random.Generator(np.random.PCG64(5))
X, Y = RNG.normal(size=(40, 3)), RNG.integers(0, 2, 40)


def small(seed=0):
    return Sequential([Flatten(input_shape=(2, 3)), Dense(4, "relu"), Dense(2, "softmax")], seed=seed)


def test_parameters_are_views_into_one_vector():
    model = small()
    assert model.count_params() == 6 * 4 + 4 + 4 * 2 + 2
    model.parameters[...] = np.arange(38)
    kernel, bias = model.layers[1].kernel, model.layers[1].bias
    np.testing.assert_array_equal(kernel, np.arange(24).reshape(6, 4))
    np.testing.assert_array_equal(bias, [24, 25, 26, 27])
    assert model.layers[2].gradients["bias"].base is model.gradients


def test_weights_round_trip_and_are_copies():
    model, other = small(1), small(2)
    weights = model.get_weights()
    assert [array.shape for array in weights] == [(6, 4), (4,), (4, 2), (2,)]
    other.set_weights(weights)
    np.testing.assert_array_equal(other.parameters, model.parameters)
    weights[0][...] = 9
    assert not (model.parameters == 9).any()
    with pytest.raises(ValueError, match=r"Expected arrays of shapes .*Received: \[\(6, 4\)\]"):
        model.set_weights(weights[:1])


def test_the_seed_decides_the_starting_weights():
    np.testing.assert_array_equal(small(5).get_weights()[0], small(5).get_weights()[0])
    assert not np.array_equal(small(5).get_weights()[0], small(6).get_weights()[0])
    drawn = Sequential([Dense(3, input_shape=(2,))])
    again = Sequential([Dense(3, input_shape=(2,))], seed=drawn.seed)
    np.testing.assert_array_equal(drawn.get_weights()[0], again.get_weights()[0])


@given(
    hidden=st.lists(st.integers(1, 5), max_size=3),
    inputs=st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple),
    batch=st.integers(1, 4),
)
def test_shapes_of_any_stack(hidden, inputs, batch):
    model = Sequential(
        [Flatten(input_shape=inputs), *(Dense(units, "tanh") for units in hidden), Dense(3)], seed=0
    )
    outputs = model.predict(np.zeros((batch, *inputs), np.uint8))
    assert outputs.shape == (batch, 3)
    assert outputs.dtype == np.float32
    sizes = [int(np.prod(inputs)), *hidden, 3]
    assert model.count_params() == sum(a * b + b for a, b in pairwise(sizes))


def test_a_first_rescaling_is_applied_once():
    x = np.array([[10, 20]], np.uint8)
    first = Sequential([Rescaling(0.5, 1, input_shape=(2,)), Dense(1)], seed=0)
    plain = Sequential([Dense(1, input_shape=(2,))], seed=0)
    np.testing.assert_allclose(first.predict(x), plain.predict(x * 0.5 + 1), rtol=1e-6)
    np.testing.assert_allclose(Sequential([Rescaling(0.5)]).predict(x), [[5, 10]])
    np.testing.assert_allclose(Sequential([Rescaling(0.5), Rescaling(0.1)]).predict(x), [[0.5, 1]])


def test_build_from_the_first_data_or_by_hand():
    model = Sequential([Flatten(), Dense(2)], seed=0)
    with pytest.raises(ValueError, match="give the first layer input_shape"):
        model.count_params()
    model.build((2, 2))
    model.build((2, 2))
    assert model.count_params() == 10
    with pytest.raises(
        ValueError, match=r"Expected input_shape=\(2, 2\), as built. Received: input_shape=\(3,\)"
    ):
        model.build((3,))


def test_wrong_stacks_are_told():
    with pytest.raises(ValueError, match=r"put Flatten\(\) before it"):
        Sequential([Dense(3, input_shape=(28, 28))])
    with pytest.raises(TypeError, match="Expected a layer, such as"):
        Sequential().add("dense")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"Expected dense's input_shape to be \(4,\)"):
        Sequential([Dense(4, input_shape=(2,)), Dense(3, input_shape=(5,))])
    with pytest.raises(ValueError, match="without layers"):
        Sequential().build((2,))
    layer = Dense(2)
    with pytest.raises(ValueError, match="Expected each layer once"):
        Sequential([layer, layer])
    model = small()
    model.build()
    with pytest.raises(RuntimeError, match=r"Expected add\(\) before the model is built"):
        model.add(Dense(2))


def test_a_layer_that_does_not_fit_is_not_added():
    model = Sequential([Flatten(input_shape=(2, 2)), Dense(3)])
    with pytest.raises(ValueError, match="input_shape"):
        model.add(Dense(2, input_shape=(7,)))
    assert len(model.layers) == 2


def test_dropout_in_the_middle_passes_gradients_on():
    model = Sequential([Dense(8, "relu", input_shape=(4,)), Dropout(0.5), Dense(2, "softmax")], seed=0)
    model.compile("sgd", "sparse_categorical_crossentropy")
    before = model.get_weights()[0]
    model.fit(np.ones((8, 4)), np.zeros(8, int), verbose=0)
    assert not np.array_equal(before, model.get_weights()[0])


def learned(model: Sequential) -> float:
    """Train for a few steps; return how far that moved what the model predicts."""
    before = model.predict(X)
    model.fit(X, Y, epochs=3, verbose=0)
    return float(np.abs(model.predict(X) - before).max())


@pytest.mark.parametrize(
    "copied",
    [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))],  # noqa: S301
    ids=["deepcopy", "pickle"],
)
@pytest.mark.parametrize("trained", [False, True])
def test_a_copy_learns_and_leaves_the_original_alone(copied, trained):
    model = Sequential([Dense(5, "relu", input_shape=(3,)), Dropout(0.1), Dense(2, "softmax")], seed=0)
    model.compile("adam", "sparse_categorical_crossentropy")
    if trained:
        learned(model)
    again = copied(model)
    kept = model.parameters.copy()
    assert learned(again) > 1e-4
    np.testing.assert_array_equal(model.parameters, kept)
    np.testing.assert_array_equal(again.get_weights()[0], again.layers[0].kernel)
    # With optimizer and generator copied too, the original goes the same way.
    learned(model)
    np.testing.assert_array_equal(model.parameters, again.parameters)


def test_a_shallow_copy_shares_its_parameters():
    model = Sequential([Dense(2, input_shape=(3,))], seed=0)
    model.build()
    again = copy.copy(model)
    layer: Any = again.layers[0]
    layer.bias = [1, 2]
    np.testing.assert_array_equal(model.parameters[-2:], [1, 2])
    np.testing.assert_array_equal(again.parameters[-2:], [1, 2])


SHAPE = (4, 2, 3)


def gathering(scale: float = 1.0, offset: float = 0.0) -> Sequential:
    first = [Rescaling(scale, offset, input_shape=SHAPE[1:])] if (scale, offset) != (1.0, 0.0) else []
    model = Sequential([*first, Flatten(input_shape=SHAPE[1:])])
    model.build()
    return model


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float16, np.float32, np.float64, bool])
@pytest.mark.parametrize(
    "indices", [np.array([3, 0, 3]), slice(1, 3), np.array([], int)], ids=["some", "slice", "none"]
)
@pytest.mark.parametrize("form", ["plain", "fortran", "strided"])
def test_gather(dtype, indices, form):
    x = (np.arange(24).reshape(SHAPE) % 7).astype(dtype)
    given_x = {"plain": x, "fortran": np.asfortranarray(x), "strided": np.repeat(x, 2, axis=0)[::2]}[form]
    for scale, offset in ((0.5, -1.0), (1.0, 0.0)):
        batch = gathering(scale, offset).gather(given_x, indices)
        assert batch.dtype == np.float32
        np.testing.assert_allclose(batch, x[indices].astype(np.float64) * scale + offset)


def test_gather_scales_bytes_as_division_does():
    model = Sequential([Rescaling(1 / 255, input_shape=(1,)), Flatten()])
    batch = model.gather(np.arange(256, dtype=np.uint8)[:, None], slice(None))
    np.testing.assert_allclose(batch[:, 0], np.arange(256) / 255, rtol=2e-7)


def test_a_layer_that_does_not_fit_leaves_the_model_as_it_was():
    model = Sequential()
    with pytest.raises(ValueError, match="put Flatten"):
        model.add(Dense(2, input_shape=(2, 3)))
    assert model.input_shape is None
    assert not model.layers
