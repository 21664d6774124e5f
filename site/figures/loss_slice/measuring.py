"""What the slice computes: a training run, two directions round its end, and the loss on their plane."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from figures.figure import Given, Numbers, State
from nnweb import Sequential, activations
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.ops.arrays import Array
from nnweb.training import Step

__all__ = ["EVERY", "GRID", "IMAGES", "MEASURED", "STEPS", "build", "directions", "loss_on", "order", "run"]

IMAGES, BATCH = 6000, 32  # of the training images, once through
MEASURED = 1000  # the first of them: the loss drawn is the mean over these
STEPS = -(-IMAGES // BATCH)
EVERY = 6  # steps between two stops of the way
GRID = 25  # points along the plane; the outermost lie just outside the map
MARGIN = 1.25  # how much farther than the way the map reaches
COARSE = 4  # the first points are every fourth, then every second, then all
# What an evaluation of the loss along the way takes, in points of the plane: so that the bar moves evenly.
EVALUATION = 6


def build(seed: int) -> Sequential:
    """Return the article's network, untrained."""
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(128, "relu"), Dense(10, "softmax")]
    model = Sequential(layers, seed=seed)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.build()
    return model


def run(state: State, given: Given) -> Iterator[Numbers]:
    """Train, measure the loss along the way, lay a plane through its end, and measure the loss on that."""
    images, labels = given.split("train")
    measured = images[:MEASURED], labels[:MEASURED]
    model = build(int(state["seed"]))
    stops = [*range(0, STEPS, EVERY), STEPS]
    at: Numbers = {**state, "phase": "train", "step": 0, "points": 0, "done": 0}
    at["of"] = STEPS + (EVALUATION + 1) * len(stops) + GRID * GRID
    at["stops"] = np.array(stops)

    def measure() -> float:
        at["done"] += EVALUATION
        loss: float = model.evaluate(*measured, batch_size=250)[0]
        return loss

    way, had = [model.parameters.copy()], [measure()]
    for step in model.fit_steps(images[:IMAGES], labels[:IMAGES], batch_size=BATCH):
        if not isinstance(step, Step):
            continue
        at["step"], at["done"] = step.batch, at["done"] + 1
        if step.batch in stops:
            way.append(model.parameters.copy())
            had.append(measure())
        yield at | {"had": np.array(had)}
    at["had"] = np.array(had)

    end = way[-1]
    moves = np.stack(way) - end
    plane = directions(str(state["plane"]), moves, model, np.random.default_rng(int(state["seed"])))
    at["phase"], at["way"] = "map", moves @ plane.T
    at["share"] = float(np.square(at["way"]).sum() / np.square(moves, dtype=float).sum())
    at["far"] = float(np.linalg.norm(moves[0]))
    at["size"] = float(np.linalg.norm(end))
    at["reach"] = at["size"] if state["plane"] == "random" else MARGIN * float(np.abs(at["way"]).max())
    loss_at = loss_on(model, plane, *measured)
    below = np.full(len(stops), np.nan)
    for i, place in enumerate(at["way"]):
        below[i] = loss_at(*place)
        at["done"] += 1
        yield at | {"below": below.copy()}
    at["below"] = below

    # The outermost points are one cell beyond the map.
    along = np.linspace(-1, 1, GRID - 2) * at["reach"]
    cell = along[1] - along[0]
    along = np.r_[along[0] - cell, along, along[-1] + cell]
    losses = np.full((GRID, GRID), np.nan)
    for points, (row, column) in enumerate(order(), start=1):
        losses[row, column] = loss_at(along[column], along[row])
        at["points"], at["done"] = points, at["done"] + 1
        yield at | {"losses": losses.copy()}


def loss_on(model: Sequential, plane: Array, images: Array, labels: Array) -> Callable[[float, float], float]:
    """Return a function of the plane's two coordinates: the mean loss of the network that is there.

    Along a straight line through the weights the hidden units' sums change straight. So they are worked out
    once for the model and for each direction, and mixed at each point, which is many times as fast as the
    whole way forward; a test compares the two.

    Args:
        model: Flatten, a hidden Dense, and a last one with softmax; where both coordinates are 0.
        plane: two directions, [2, parameters].
        images: uint8 [n, 28, 28], whose labels are [n].
        labels: see `images`.
    """
    hidden, last = (layer for layer in model.layers if isinstance(layer, Dense))
    corners = np.stack([model.parameters.copy(), *plane])
    x = images.reshape(len(images), -1) / np.float32(255)
    sums, kernels, biases = [], [], []
    for model.parameters[:] in corners:
        sums.append(hidden.forward(x, as_logits=True).copy())
        kernels.append(last.kernel.copy())
        biases.append(last.bias.copy())
    model.parameters[:] = corners[0]
    function = activations.get(hidden.activation)

    def loss_at(a: float, b: float) -> float:
        at = np.array([a, b], dtype=np.float32)
        h, last.kernel, last.bias = (
            three[0] + at[0] * three[1] + at[1] * three[2] for three in (sums, kernels, biases)
        )
        loss, _, _ = model.loss.with_logits(labels, last.forward(function(h), as_logits=True))
        return float(loss)

    return loss_at


def directions(which: str, moves: Array, model: Sequential, rng: Any) -> Array:
    """Return two perpendicular directions of length 1, [2, parameters].

    "path": the two in which the way lies most, by the squares of its distances from its end (after Li et al.
    2018; they take the differences' mean away first, so that their directions differ a little). "random":
    normal numbers, of each unit as large together as the unit's own weights, and 0 for biases (Li et al.'s
    filter normalisation).

    Args:
        which: of the two.
        moves: [stops, parameters] from the end to each stop; the last is 0.
        model: whose parameters are the way's end.
        rng: to draw from.
    """
    if which == "path":
        sizes, mixes = np.linalg.eigh(moves.astype(float) @ moves.T.astype(float))
        plane = (mixes[:, :-3:-1] / np.sqrt(sizes[:-3:-1])).T @ moves
        # So that the way comes from the left, and from below.
        plane *= -np.sign(plane @ moves[0])[:, None]
    else:
        plane = np.stack([_random(model, rng) for _ in range(2)])
        plane[1] -= plane[1] @ plane[0] / (plane[0] @ plane[0]) * plane[0]  # they nearly are, by themselves
        plane /= np.linalg.norm(plane, axis=1, keepdims=True)
    return np.asarray(plane, dtype=np.float32)


def _random(model: Sequential, rng: Any) -> Array:
    parts = []
    for layer in model.layers:
        if isinstance(layer, Dense):
            drawn = rng.normal(size=layer.kernel.shape)
            drawn *= np.linalg.norm(layer.kernel, axis=0) / np.linalg.norm(drawn, axis=0)
            parts += [drawn.ravel(), np.zeros(layer.units)]
    return np.concatenate(parts)


def order() -> list[tuple[int, int]]:
    """Return every point of the grid by row and column, every fourth first, then those between."""
    found: dict[tuple[int, int], None] = {}
    stride = COARSE
    while stride:
        every = range(0, GRID, stride)
        found |= dict.fromkeys((row, column) for row in every for column in every)
        stride //= 2
    return list(found)
