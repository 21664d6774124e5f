"""Six activations raced: one deep network trained on digits with each, and what reaches its layers."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.figure import Choice, Figure, Given, Numbers, Panel, Range, State, Words
from figures.races import draw_curves, race, rounds
from figures.scales import linear, logarithmic
from figures.svg import axes
from nnweb import Sequential
from nnweb.activations import Activation
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.ops.arrays import Array
from nnweb.optimizers import SGD

__all__ = ["ACTIVATIONS", "EPOCHS", "FIGURE", "IMAGES", "STEP", "TESTED", "build", "dead", "run"]

UNITS = 32
IMAGES, BATCH, EPOCHS = 3000, 32, 3
TESTED, EVERY = 1000, 12  # test images, and the steps between two looks at them
STEPS = rounds(IMAGES, BATCH, EPOCHS)
RATE = 0.05
DEEPEST = 8
INITIALIZERS = {"glorot": "glorot_uniform", "he": "he_normal"}
# How much of the mean gradient so far each step leaves: about the last twenty count.
KEPT = 0.95

# The Heaviside step: whatever it is asked, its slope is 0, and nothing comes back through it.
STEP = Activation(
    "step",
    lambda z, out=None: np.heaviside(z, 1, out=out),
    lambda _y, dy, out=None: np.multiply(dy, 0, out=out),
)
ACTIVATIONS: dict[str, str | Activation] = {
    "relu": "relu",
    "leaky_relu": "leaky_relu",
    "tanh": "tanh",
    "linear": "linear",
    "sigmoid": "sigmoid",
    "threshold": STEP,
}
INKS = {
    "relu": "var(--nn-positive)",
    "leaky_relu": "var(--nn-digit-4)",
    "tanh": "var(--nn-digit-2)",
    "linear": "var(--nn-ink-muted)",
    "sigmoid": "var(--nn-negative)",
    "threshold": "var(--nn-digit-8)",
}

STEP_X = linear(0, STEPS, 52, 276)
SHARE_Y = linear(0, 100, 280, 32)
SLOPE_Y = logarithmic(1e-7, 1, 280, 32)


def build(activation: str, depth: int, initializer: str) -> Sequential:
    """Return a network of so many hidden layers with its first weights."""
    start = INITIALIZERS[initializer]
    hidden = [Dense(UNITS, ACTIVATIONS[activation], kernel_initializer=start) for _ in range(depth)]
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), *hidden, Dense(10, "softmax")]
    model = Sequential(layers, seed=0)
    model.compile(SGD(learning_rate=RATE), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.build()
    return model


def dead(model: Sequential, images: Array) -> int:
    """Return how many hidden units give 0 for every image."""
    count, y = 0, model.gather(images, slice(None))
    for layer in model.layers[1:-1]:
        y = layer.forward(y)
        count += int((y == 0).all(axis=0).sum()) if isinstance(layer, Dense) else 0
    return count


def numbers(state: State) -> Numbers:
    """Return what there is before a run: nothing but the settings."""
    empty: dict[str, Any] = {name: np.zeros(0) for name in ACTIVATIONS}
    nothing: Numbers = {"tested": np.zeros(0), "accuracy": empty, "slopes": {}, "dead": {}}
    return {**state, "phase": "train", "step": 0, **nothing}


def run(state: State, given: Given) -> Iterator[Numbers]:
    """Train all of them, and keep how many digits each reads and how large each layer's gradient is."""
    images, labels = given.split("train")
    tests, answers = given.split("test")
    depth = round(state["depth"])
    models = {name: build(name, depth, state["init"]) for name in ACTIVATIONS}
    slopes = {name: np.zeros(depth + 1) for name in ACTIVATIONS}
    steps = dict.fromkeys(ACTIVATIONS, 0)

    def note(name: str, model: Sequential) -> None:
        now = [
            float(np.sqrt(np.mean(np.square(layer.gradients["kernel"], dtype=float))))
            for layer in model.layers
            if isinstance(layer, Dense)
        ]
        slopes[name] = KEPT * slopes[name] + (1 - KEPT) * np.array(now)
        steps[name] += 1

    train, test = (images[:IMAGES], labels[:IMAGES]), (tests[:TESTED], answers[:TESTED])
    for at in race(models, train, test, epochs=EPOCHS, batch=BATCH, every=EVERY, note=note):
        # The mean begins at 0: what it lacks for that is made up.
        means = {name: slopes[name] / (1 - KEPT ** steps[name]) for name in ACTIVATIONS if steps[name]}
        over = at["done"] == at["of"]
        whole = [name for name in models if over and np.isfinite(at["accuracy"][name][-1])]
        died = {name: dead(models[name], test[0]) for name in whole}
        yield {**state, "phase": "train"} | at | {"slopes": means, "dead": died}


def right(shares: Array) -> str:
    """Return the last of these shares of the test images as text; a cross where the loss became no number."""
    if not len(shares):
        return "–"
    return f"{100 * shares[-1]:.0f}%" if np.isfinite(shares[-1]) else "\N{MULTIPLICATION SIGN}"


def values(numbers: Numbers) -> dict[str, str]:
    """Return how far all are, how many digits each reads, and how many of its units are dead."""
    depth = round(numbers["depth"])
    told = {"step": str(numbers["step"]), "steps": str(STEPS)}
    told |= {"depth": str(depth), "units": str(depth * UNITS)}
    for name, each in numbers["accuracy"].items():
        told[name] = right(each)
        told[f"{name}_dead"] = str(numbers["dead"].get(name, "–"))
    return told


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    names = words["names"]
    curves = {name: (numbers["tested"], 100 * each) for name, each in numbers["accuracy"].items()}
    told = {name: f"{names[name]} {right(each)}" for name, each in numbers["accuracy"].items()}
    depth = round(numbers["depth"])
    layer_x = linear(1, depth + 1, STEP_X.start + 12, STEP_X.end)
    slopes = {
        # A slope that is 0 has no place on this scale; the layers above it have.
        name: (np.arange(1, depth + 2)[each > 0], each[each > 0])
        for name, each in numbers["slopes"].items()
    }
    return {
        "right": axes(STEP_X, SHARE_Y, words["axis_step"], words["axis_right"], count=4)
        + draw_curves(curves, INKS, told, STEP_X, SHARE_Y),
        "slopes": axes(layer_x, SLOPE_Y, words["axis_layer"], words["axis_slope"], count=depth)
        + draw_curves(slopes, INKS, names, layer_x, SLOPE_Y),
    }


FIGURE = Figure(
    controls=(
        Range("depth", 4, 1, DEEPEST, 1),
        Choice("init", "glorot", ("glorot", "he")),
    ),
    panels=(Panel("right", 420, 324), Panel("slopes", 420, 324)),
    numbers=numbers,
    values=values,
    draw=draw,
    needs=("train", "test"),
    run=run,
)
