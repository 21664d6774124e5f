"""The playground's network: built, compiled, regularized and scored as the settings say."""

import numpy as np

from figures.playground.settings import State, arrange
from nnweb import Sequential, losses
from nnweb.layers import Dense
from nnweb.ops.arrays import Array
from nnweb.optimizers import SGD, Adam
from nnweb.regularizers import L1, L2

__all__ = ["build", "compile_model", "regularize", "score"]


def build(state: State) -> Sequential:
    """Return the network the state describes, with the starting weights of its seed."""
    chosen, hidden = arrange(state)
    model = Sequential(seed=int(state["seed"]))
    for units in hidden:
        model.add(Dense(units, activation=state["activation"]))
    model.add(Dense(1, activation="sigmoid"))
    model.build((len(chosen),))
    regularize(model, state)
    compile_model(model, state)
    return model


def compile_model(model: Sequential, state: State) -> None:
    """Give the model a fresh optimizer, as the state names it."""
    optimizer = {"adam": Adam, "sgd": SGD}[state["optimizer"]](learning_rate=state["rate"])
    model.compile(optimizer=optimizer, loss="binary_crossentropy", metrics=["accuracy"])


def regularize(model: Sequential, state: State) -> None:
    """Let every layer's weights cost what the state says; the network stays as it is."""
    kind = {"none": None, "l1": L1, "l2": L2}[state["regularizer"]]
    for layer in model.layers:
        assert isinstance(layer, Dense)  # noqa: S101
        layer.kernel_regularizer = kind(state["factor"]) if kind else None


def score(model: Sequential, x: Array, y: Array) -> tuple[float, float]:
    """Return loss, without what regularizers add, and accuracy over these examples."""
    if not len(x):
        return float("nan"), float("nan")
    p = model.forward(x)
    return losses.get("binary_crossentropy")(y, p), float(np.mean((p > 0.5) == (y > 0.5)))
