"""The same weights, the same batches: nnweb's losses against PyTorch's (see make_golden.py)."""

import json

import numpy as np
import pytest

from nnweb import Sequential, optimizers
from nnweb.layers import Dense
from nnweb.training import Step
from tests.parity.case import BATCH, GOLDEN, OPTIMIZERS, STEPS, batches, fingerprint, starting_weights

golden = json.loads(GOLDEN.read_text())


def losses_of(name: str) -> list[float]:
    model = Sequential([Dense(128, activation="relu", input_shape=(784,)), Dense(10, activation="softmax")])
    model.compile(optimizers.OPTIMIZERS[name](**OPTIMIZERS[name]), "sparse_categorical_crossentropy")
    model.set_weights(starting_weights())
    x, y = batches()
    steps = model.fit_steps(x.reshape(-1, 784), y.ravel(), batch_size=BATCH, shuffle=False)
    return [step.batch_loss for step in steps if isinstance(step, Step)]


def test_both_sides_start_from_the_same_weights():
    assert fingerprint(starting_weights()) == golden["weights_sha256"]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_fifty_losses_agree_with_pytorch(name):
    losses = losses_of(name)
    assert len(losses) == STEPS
    np.testing.assert_allclose(losses, golden["losses"][name], rtol=1e-4)
    assert losses[-1] < losses[0] / 2


def test_the_comparison_is_sharp_enough_to_tell_conventions_apart(monkeypatch):
    # Were epsilon outside the root, as PyTorch has it, the test above would fail.
    def torch_rmsprop(parameters, gradients, v, learning_rate, rho, epsilon):
        v *= rho
        v += (1 - rho) * gradients * gradients
        parameters -= learning_rate * gradients / (np.sqrt(v) + epsilon)
        return True

    monkeypatch.setattr("nnweb.ops.rmsprop", torch_rmsprop)
    assert not np.allclose(losses_of("rmsprop"), golden["losses"]["rmsprop"], rtol=1e-3, atol=0)
