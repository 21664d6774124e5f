"""The session's training, without a browser: going on after a restore, and divergence."""

import numpy as np
import pytest
from lab import OPTIMIZERS, build_model, config_of

from tests.site.listener import Listener

CONFIG = {
    "hidden_units": 8,
    "activation": "tanh",
    "optimizer": "adam",
    "learning_rate": 0.001,
    "batch_size": 32,
    "epochs": 1,
    "train_images": 64,
    "seed": 3,
}


pytestmark = pytest.mark.usefixtures("few_test_images")


def parameters(page):
    model = page.session._own
    assert model is not None
    return model.parameters


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_models_config_can_be_told_from_it(optimizer):
    config = CONFIG | {"optimizer": optimizer}
    told = config_of(build_model(config))
    assert told == {key: config[key] for key in told}
    assert told["optimizer"] == optimizer


def test_training_goes_on_with_a_restored_network():
    before = Listener()
    before.ask("train", config=CONFIG, paused=False)
    snapshot = before.said("snapshot")[-1]["snapshot"]
    after = Listener()
    after.ask("restore", snapshot=snapshot)
    weights = parameters(after).copy()
    after.ask("train", config=CONFIG | {"learning_rate": 1e-9}, paused=False)
    np.testing.assert_allclose(parameters(after), weights, atol=1e-6)


def test_divergence_is_a_failure_of_its_own():
    page = Listener()
    wild = CONFIG | {"learning_rate": 1e38, "optimizer": "sgd", "activation": "relu", "epochs": 5}
    with np.errstate(all="ignore"):
        failed = page.ask("train", config=wild, paused=False)
    assert failed["type"] == "error"
    assert failed["data"]["kind"] == "diverged"
