"""Squared error against cross-entropy in real runs: one network, one seed, the same digits, both losses."""

from collections.abc import Iterator

import numpy as np

from figures.figure import Choice, Figure, Given, Numbers, Panel, State, Words
from figures.races import draw_curves, race, rounds
from figures.scales import linear, logarithmic
from figures.svg import axes
from nnweb import Sequential
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.ops.arrays import Array
from nnweb.optimizers import SGD

__all__ = ["EPOCHS", "FIGURE", "IMAGES", "LOSSES", "TESTED", "build", "run", "smooth"]

LOSSES = {"squared": "mean_squared_error", "cross": "categorical_crossentropy"}
IMAGES, BATCH, EPOCHS = 3000, 32, 3
TESTED, EVERY = 1000, 6  # test images, and the steps between two looks at them
STEPS = rounds(IMAGES, BATCH, EPOCHS)
RATE = 0.1
RATES = {"same": 0.1, "ten": 1.0}  # squared error's; it also averages over the ten outputs
# The wrong start: an epoch of cross-entropy in which every digit is called the next one, 9 a 0.
WRONG = 1

STEP_X = linear(0, STEPS, 52, 272)
SHARE_Y = linear(0, 100, 280, 32)
SLOPE_Y = logarithmic(1e-3, 10, 280, 32)
INKS = {"squared": "var(--nn-negative)", "cross": "var(--nn-positive)"}


def build(loss: str, rate: float) -> Sequential:
    """Return a small network with its first weights, which are the same each time."""
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(32, "relu"), Dense(10, "softmax")]
    model = Sequential(layers, seed=0)
    model.compile(SGD(learning_rate=rate), loss, metrics=["accuracy"])
    model.build()
    return model


def numbers(state: State) -> Numbers:
    """Return what there is before a run: nothing but the settings."""
    empty = np.zeros(0)
    nothing: dict[str, Array] = dict.fromkeys(LOSSES, empty)
    return {**state, "phase": "train", "step": 0, "tested": empty, "accuracy": nothing, "slopes": nothing}


def run(state: State, given: Given) -> Iterator[Numbers]:
    """Train both from the same weights; keep how many digits each reads and how large its gradients are."""
    images, labels = given.split("train")
    one_hot = np.eye(10, dtype=np.float32)
    train = images[:IMAGES], one_hot[labels[:IMAGES]]
    tests, answers = given.split("test")
    test = tests[:TESTED], one_hot[answers[:TESTED]]
    rates = {"squared": RATES[state["rate"]], "cross": RATE}
    models = {name: build(loss, rates[name]) for name, loss in LOSSES.items()}
    before = 0
    if state["start"] == "wrong":
        before = rounds(IMAGES, BATCH, WRONG)
        wrong = build(LOSSES["cross"], RATE)
        of = before + STEPS * len(models)
        for done, _ in enumerate(wrong.fit_steps(train[0], np.roll(train[1], 1, axis=1), BATCH, WRONG)):
            yield numbers(state) | {"phase": "wrong", "done": min(done + 1, before), "of": of}
        for model in models.values():
            model.parameters[:] = wrong.parameters
    slopes: dict[str, list[float]] = {name: [] for name in LOSSES}

    def note(name: str, model: Sequential) -> None:
        slopes[name].append(float(np.linalg.norm(model.gradients)))

    for at in race(models, train, test, epochs=EPOCHS, batch=BATCH, every=EVERY, note=note):
        at["done"] += before
        at["of"] += before
        yield {**state, "phase": "train"} | at | {"slopes": {name: np.array(s) for name, s in slopes.items()}}


def smooth(values: Array, over: int = EVERY) -> tuple[Array, Array]:
    """The means over so many steps each, at the middles of these: single batches differ much."""
    whole = len(values) // over
    return (np.arange(whole) + 0.5) * over, values[: whole * over].reshape(whole, over).mean(axis=1)


def values(numbers: Numbers) -> dict[str, str]:
    """Return how far both are, and how many digits each reads."""
    told = {"step": str(numbers["step"]), "steps": str(STEPS)}
    for name, each in numbers["accuracy"].items():
        told[name] = f"{100 * each[-1]:.1f}%" if len(each) else "–"
        told[f"{name}_start"] = f"{100 * each[0]:.1f}%" if len(each) else "–"
    return told


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    names = words["names"]
    right = {name: (numbers["tested"][: len(each)], 100 * each) for name, each in numbers["accuracy"].items()}
    told = {
        name: f"{names[name]} {each[1][-1]:.0f}%" if len(each[0]) else names[name]
        for name, each in right.items()
    }
    slopes = {name: smooth(each) for name, each in numbers["slopes"].items()}
    return {
        "right": axes(STEP_X, SHARE_Y, words["axis_step"], words["axis_right"], count=4)
        + draw_curves(right, INKS, told, STEP_X, SHARE_Y),
        "slopes": axes(STEP_X, SLOPE_Y, words["axis_step"], words["axis_slope"], count=4)
        + draw_curves(slopes, INKS, names, STEP_X, SLOPE_Y),
    }


FIGURE = Figure(
    controls=(
        Choice("start", "fresh", ("fresh", "wrong")),
        Choice("rate", "same", ("same", "ten")),
    ),
    panels=(Panel("right", 420, 324), Panel("slopes", 420, 324)),
    numbers=numbers,
    values=values,
    draw=draw,
    needs=("train", "test"),
    run=run,
)
