"""The session's training, without a browser: going on after a restore, and divergence."""

import numpy as np
import pytest
from lab import OPTIMIZERS, build_model, config_of

from nnweb.optimizers import Adam
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


def test_a_model_that_the_lab_could_not_have_made_tells_no_config():
    model = build_model(CONFIG)
    model.compile(optimizer=Adam(beta_1=0.5), loss="sparse_categorical_crossentropy")
    assert config_of(model) == {}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"epochs": 0}, "epochs"),
        ({"epochs": 10**9}, "epochs"),
        ({"batch_size": -1}, "batch_size"),
        ({"hidden_units": 10**7}, "hidden_units"),
        ({"learning_rate": float("nan")}, "learning_rate"),
        ({"optimizer": "adamw"}, "optimizer"),
        ({"activation": "__import__"}, "activation"),
        ({"train_images": 60_001}, "train_images"),
        ({"seed": "3"}, "seed"),
        ({"layers": 3}, "layers"),
    ],
)
def test_what_the_inputs_could_not_hold_is_refused_and_the_network_kept(wrong, named):
    page = Listener()
    page.ask("train", config=CONFIG, paused=False)
    kept = page.session._own
    for request, rest in (("build", {}), ("train", {"paused": False})):
        failed = page.ask(request, config=CONFIG | wrong, **rest)
        assert (failed["type"], failed["data"]["kind"]) == ("error", "value")
        assert named in failed["data"]["message"]
        assert page.session._own is kept
    assert not page.session.busy


def test_a_learning_rate_that_is_no_number_is_refused():
    page = Listener()
    page.ask("train", config=CONFIG, paused=False)
    for rate in (float("nan"), float("inf"), -1, "0.1"):
        assert page.ask("set_learning_rate", learning_rate=rate)["data"]["kind"] == "value"
    assert page.ask("train", config=CONFIG, paused=False)["type"] == "reply"


def test_training_goes_on_with_a_restored_network():
    before = Listener()
    before.ask("train", config=CONFIG, paused=False)
    snapshot = before.said("snapshot")[-1]["snapshot"]
    after = Listener()
    after.ask("restore", snapshot=snapshot)
    weights = parameters(after).copy()
    after.ask("train", config=CONFIG | {"learning_rate": 1e-6}, paused=False)
    np.testing.assert_allclose(parameters(after), weights, atol=1e-5)


def test_divergence_is_a_failure_of_its_own():
    page = Listener()
    config = CONFIG | {"optimizer": "sgd", "activation": "relu", "epochs": 5}
    page.session.handle({"id": 90, "type": "train", "data": {"config": config, "paused": True}})
    page.ask("set_learning_rate", learning_rate=1e38)
    with np.errstate(all="ignore"):
        failed = page.ask("resume")
    assert failed["type"] == "error"
    assert failed["data"]["kind"] == "diverged"
