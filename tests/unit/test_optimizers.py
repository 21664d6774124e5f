import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb import Sequential, optimizers
from nnweb.layers import Dense
from nnweb.optimizers import SGD, Adam, RMSprop

P, G = np.array([1.0, -2.0]), np.array([0.5, -4.0])


def after(optimizer, steps=1):
    parameters = P.copy()
    for _ in range(steps):
        optimizer.update(parameters, G)
    return parameters


def test_sgd_by_hand():
    np.testing.assert_allclose(after(SGD(learning_rate=0.1)), [1 - 0.05, -2 + 0.4])


def test_momentum_by_hand():
    # v1 = -0.1 g; v2 = 0.9 v1 - 0.1 g = -0.19 g; p = p0 - 0.29 g.
    np.testing.assert_allclose(after(SGD(learning_rate=0.1, momentum=0.9), steps=2), P - 0.29 * G)


def test_rmsprop_by_hand():
    # v = 0.1 g², so the first step is learning_rate / sqrt(0.1), whatever the gradient's size.
    np.testing.assert_allclose(after(RMSprop(0.01)), P - 0.01 / np.sqrt(0.1) * np.sign(G), rtol=1e-6)
    # Where the gradient is as small as epsilon, its place under the root shows.
    parameters, small = np.zeros(1), np.full(1, 1e-3)
    RMSprop(0.01, epsilon=1e-7).update(parameters, small)
    np.testing.assert_allclose(parameters, -0.01 * 1e-3 / np.sqrt(0.1 * 1e-6 + 1e-7), rtol=1e-6)


def test_adam_by_hand():
    # After one step m / (1 - beta_1) = g and v / (1 - beta_2) = g²: a step of learning_rate, g's sign.
    np.testing.assert_allclose(after(Adam(0.01)), P - 0.01 * np.sign(G), rtol=1e-6)
    # m2 = 0.19 g, v2 = 0.001999 g²; rate = 0.01 sqrt(0.001999) / 0.19: again a step of 0.01.
    np.testing.assert_allclose(after(Adam(0.01), steps=2), P - 0.02 * np.sign(G), rtol=1e-6)
    # epsilon is added to sqrt(v) before the bias is corrected, as in Keras.
    parameters, small = np.zeros(1), np.full(1, 1e-6)
    Adam(0.01, epsilon=1e-7).update(parameters, small)
    expected = -0.01 * np.sqrt(0.001) / 0.1 * 0.1 * 1e-6 / (np.sqrt(0.001) * 1e-6 + 1e-7)
    np.testing.assert_allclose(parameters, expected, rtol=1e-6)


@pytest.mark.parametrize("name", optimizers.OPTIMIZERS)
def test_learning_rate_may_change_between_steps(name):
    optimizer = optimizers.get(name)
    parameters = after(optimizer)
    with pytest.raises(ValueError, match="Received: learning_rate=nan"):
        optimizer.learning_rate = float("nan")
    optimizer.learning_rate = 0.0
    before = parameters.copy()
    if name != "sgd":
        optimizer.state = {key: np.zeros(2) for key in optimizer.state}
    optimizer.update(parameters, G)
    np.testing.assert_array_equal(parameters, before)
    assert optimizer.iterations == 2


@pytest.mark.parametrize("optimizer", [SGD(0.1), SGD(0.1, momentum=0.5), RMSprop(0.01), Adam(0.1)])
def test_each_makes_a_bowl_shallower(optimizer):
    parameters = np.array([3.0, -2.0], np.float32)
    for _ in range(300):
        optimizer.update(parameters, 2 * parameters)
    assert np.abs(parameters).max() < 0.5


def test_an_optimizer_shared_by_two_models_is_told():
    optimizer = Adam()
    optimizer.update(np.zeros(3), np.zeros(3))
    with pytest.raises(ValueError, match=r"give each model its own, Adam\(…\). Received: the 4 parameters"):
        optimizer.update(np.zeros(4), np.zeros(4))


@pytest.mark.parametrize("optimizer", [SGD(0.1), SGD(0.1, momentum=0.5), RMSprop(0.01), Adam(0.1)])
def test_an_optimizer_shared_by_two_models_of_a_size_is_told(optimizer):
    # What it remembers of the one would move the other.
    models = [Sequential([Dense(2, input_shape=(3,))], seed=seed) for seed in (0, 1)]
    for model in models:
        model.compile(optimizer, "mse")
    models[0].fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)
    before = models[1].parameters.copy()
    with pytest.raises(ValueError, match="give each model its own"):
        models[1].fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)
    np.testing.assert_array_equal(models[1].parameters, before)
    models[0].fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)  # the first one goes on


@given(size=st.integers(0, 9), steps=st.integers(1, 4))
def test_updates_leave_gradients_alone_and_change_float32_in_place(size, steps):
    gradients = np.random.Generator(np.random.PCG64(steps)).standard_normal(size).astype(np.float32)
    kept = gradients.copy()
    for optimizer in (SGD(0.1), SGD(0.1, momentum=0.9), RMSprop(), Adam()):
        parameters = np.zeros(size, np.float32)
        for _ in range(steps):
            optimizer.update(parameters, gradients)
        np.testing.assert_array_equal(gradients, kept)
        assert all(array.dtype == np.float32 for array in (parameters, *optimizer.state.values()))
        assert (np.sign(parameters) == -np.sign(gradients)).all()


def test_config_makes_it_again():
    for optimizer in (SGD(0.2, momentum=0.3), RMSprop(0.1, rho=0.8), Adam(0.1, beta_1=0.5)):
        described = optimizer.config()
        again = optimizers.OPTIMIZERS[described.pop("name")](**described)
        assert again.config() == optimizer.config()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SGD(0), "Expected learning_rate to be a number above 0. Received: learning_rate=0"),
        (
            lambda: Adam("fast"),  # type: ignore[arg-type]
            "Received: learning_rate='fast'",
        ),
        (lambda: Adam(float("nan")), "Received: learning_rate=nan"),
        (lambda: SGD(0.1, momentum=1), "0 or more and below 1. Received: momentum=1"),
        (lambda: optimizers.get("adan"), "Unknown optimizer: .*Did you mean 'adam'"),
    ],
)
def test_wrong_arguments_are_told(make, message):
    with pytest.raises(ValueError, match=message):
        make()
