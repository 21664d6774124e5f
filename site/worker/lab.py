"""The Lab's network, as the reader's config describes it."""

from __future__ import annotations

from typing import Any

from figures.controls import Choice, Control, Number, check_state

from nnweb import Sequential
from nnweb.datasets import FILES
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.optimizers import SGD, Adam, Optimizer, RMSprop

Message = dict[str, Any]

OPTIMIZERS = {
    "adam": lambda rate: Adam(learning_rate=rate),
    "rmsprop": lambda rate: RMSprop(learning_rate=rate),
    "sgd": lambda rate: SGD(learning_rate=rate),
    "momentum": lambda rate: SGD(learning_rate=rate, momentum=0.9),
}


TRAIN_IMAGES = FILES["train"][0][2][0]

# What the Lab's inputs may hold and first do: the article's network and training.
CONTROLS: tuple[Control, ...] = (
    Number("epochs", 5, 1, 100, 1),
    Number("batch_size", 32, 1, 1024, 1),
    Number("learning_rate", 0.001, 1e-6, 10, 1e-6, log=True),
    Choice("optimizer", "adam", tuple(OPTIMIZERS)),
    Number("train_images", TRAIN_IMAGES, 1, TRAIN_IMAGES, 1),
    Number("hidden_units", 128, 1, 1024, 1),
    Choice("activation", "relu", ("relu", "sigmoid", "tanh")),
    Number("seed", 0, 0, 999_999, 1),
)
DEFAULTS: Message = {control.key: control.default for control in CONTROLS}


def check(config: Message) -> Message:
    """Return the config as the inputs may hold it; raise a ValueError for what they could not hold."""
    if set(DEFAULTS) - set(config):
        raise ValueError(f"Expected the keys {', '.join(DEFAULTS)}. Received {', '.join(config) or 'none'}.")
    return check_state(CONTROLS, config)


def build_model(config: Message) -> Sequential:
    """Return the article's network with the config's hidden units, activation and seed, compiled."""
    model = Sequential(
        [
            Rescaling(1 / 255, input_shape=(28, 28)),
            Flatten(),
            Dense(int(config["hidden_units"]), activation=config["activation"]),
            Dense(10, activation="softmax"),
        ],
        seed=int(config["seed"]),
    )
    compile_model(model, config)
    return model


def compile_model(model: Sequential, config: Message) -> None:
    """Give the model a fresh optimizer, as the config names it."""
    optimizer: Optimizer = OPTIMIZERS[config["optimizer"]](float(config["learning_rate"]))
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def same_network(one: Message, other: Message) -> bool:
    """Whether two configs describe the same starting weights."""
    return all(one.get(key) == other.get(key) for key in ("hidden_units", "activation", "seed"))


def config_of(model: Sequential) -> Message:
    """Return what the config of `build_model` says of this model; nothing, where it is not one of those."""
    layers = model.layers
    if [type(layer) for layer in layers] != [Rescaling, Flatten, Dense, Dense]:
        return {}
    hidden = layers[2].config()

    def kind(optimizer: Optimizer) -> Message:
        return {**optimizer.config(), "learning_rate": None}

    names = [name for name, make in OPTIMIZERS.items() if kind(make(1.0)) == kind(model.optimizer)]
    if not names:
        return {}
    return {
        "hidden_units": hidden["units"],
        "activation": hidden["activation"],
        "seed": model.seed,
        "optimizer": names[0],
        "learning_rate": model.optimizer.learning_rate,
    }
