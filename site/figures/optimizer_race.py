"""Four optimizers from one start, each with its own learning rate: who is where after so many steps."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Play, Range, State, Words
from figures.scales import linear
from figures.surfaces import (
    LOSS_Y,
    MAP_X,
    MAP_Y,
    REACH,
    SURFACES,
    draw_losses,
    draw_map,
    draw_way,
    losses_of,
    plot_clip,
    spread,
    walk,
    write_loss,
)
from figures.svg import axes, element, label, line
from nnweb.ops.arrays import Array
from nnweb.optimizers import SGD, Adam, Optimizer, RMSprop

__all__ = ["FIGURE"]

STEPS = 60
START = (-1.5, 1.4)
MOMENTUM = 0.9
STEP_X = linear(0, STEPS, 62, 312)  # room for the names at the lines' ends

OPTIMIZERS: dict[str, Callable[[float], Optimizer]] = {
    "sgd": SGD,
    "momentum": lambda rate: SGD(rate, MOMENTUM),
    "rmsprop": RMSprop,
    "adam": Adam,
}
# Told apart by colour with any colour vision, by their marks, and by their names.
COLOUR = {
    "sgd": "var(--nn-ink)",
    "momentum": "var(--nn-negative)",
    "rmsprop": "var(--nn-digit-4)",
    "adam": "var(--nn-activation)",
}


@lru_cache(maxsize=32)
def _way(surface: str, optimizer: str, rate: float, start: tuple[float, float]) -> Array:
    return walk(SURFACES[surface], OPTIMIZERS[optimizer](rate), start, STEPS)


def numbers(state: State) -> Numbers:
    """Return each one's whole way with its losses, and the order in which they stand after this step."""
    surface, step = state["surface"], round(state["step"])
    start = state["x"], state["y"]
    ways = {name: _way(surface, name, state[name], start) for name in OPTIMIZERS}
    losses = {name: losses_of(SURFACES[surface], way) for name, way in ways.items()}
    now = {name: float(np.nan_to_num(each[step], nan=np.inf)) for name, each in losses.items()}
    return {
        **state,
        "step": step,
        "ways": ways,
        "losses": losses,
        "order": sorted(now, key=lambda name: now[name]),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the step, and the loss of each after it."""
    step = numbers["step"]
    losses = {f"{name}_loss": write_loss(float(each[step])) for name, each in numbers["losses"].items()}
    return losses | {"step": str(step)} | {name: f"{numbers[name]:.3g}" for name in OPTIMIZERS}


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"map": _map(numbers, words), "loss": _loss(numbers, words)}


def _map(numbers: Numbers, words: Words) -> str:
    marks = [draw_map("optimizer_race", numbers["surface"], words["axis_x"], words["axis_y"])]
    placed = []
    for name, colour in COLOUR.items():
        way = numbers["ways"][name][: numbers["step"] + 1]
        followed = way[~np.isnan(way[:, 0])]
        marks.append(draw_way("optimizer_race", followed, colour, dots=4))
        x, y = np.clip(followed[-1], -REACH, REACH).tolist()
        placed.append(_mark(name, MAP_X(x), MAP_Y(y)))
    return "".join(marks + placed)


def _mark(name: str, x: float, y: float) -> str:
    """The racer's own mark: a square, a triangle, a diamond or a disc."""
    edge = {"fill": COLOUR[name], "stroke": "var(--nn-surface-raised)", "stroke_width": 1.5}
    shape = {
        "sgd": "M-6 -6H6V6H-6Z",
        "momentum": "M0 -8L8 6H-8Z",
        "rmsprop": "M0 -9L9 0L0 9L-9 0Z",
        "adam": "M-7 0A7 7 0 1 0 7 0A7 7 0 1 0 -7 0Z",
    }[name]
    return element("path", d=shape, transform=f"translate({x:.1f} {y:.1f})", **edge)


def _loss(numbers: Numbers, words: Words) -> str:
    step = numbers["step"]
    marks = [
        plot_clip("optimizer_race", STEP_X),
        axes(STEP_X, LOSS_Y, words["axis_step"], words["axis_loss"]),
    ]
    now = {
        name: LOSS_Y(float(np.clip(np.nan_to_num(each[step], nan=np.inf), LOSS_Y.low, LOSS_Y.high)))
        for name, each in numbers["losses"].items()
    }
    for name, colour in COLOUR.items():
        mark = _mark(name, STEP_X(step), now[name])
        marks.append(draw_losses("optimizer_race", numbers["losses"][name], step, colour, STEP_X, mark=mark))
    # The names stand beside the plot in the order of the losses, each at its own height if there is room.
    order = numbers["order"][::-1]
    for name, y in zip(order, spread([now[each] for each in order]), strict=True):
        marks += [
            line(np.array([STEP_X(step) + 9, 318]), np.array([now[name], y]), "var(--nn-rule-strong)", 1),
            _mark(name, 328, y),
            label(words["names"][name], 340, y + 5, font_size=14),
        ]
    return "".join(marks)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the start of all four."""
    return (Handle("start", "map", x=("x", MAP_X), y=("y", MAP_Y), colour="--nn-ink"),)


FIGURE = Figure(
    controls=(
        Play("step", 20, 0, STEPS, 1, seconds=8),
        Choice("surface", "ravine", ("ravine", "tilted", "saddle", "rosenbrock", "bowl"), listed=True),
        Range("sgd", 0.08, 0.001, 1.0, 0.001, log=True),
        Range("momentum", 0.02, 0.001, 1.0, 0.001, log=True),
        Range("rmsprop", 0.05, 0.001, 1.0, 0.001, log=True),
        Range("adam", 0.2, 0.001, 1.0, 0.001, log=True),
        Range("x", START[0], -REACH, REACH, 0.05, shown=False),
        Range("y", START[1], -REACH, REACH, 0.05, shown=False),
    ),
    panels=(Panel("map", 420, 424), Panel("loss", 440, 436)),
    numbers=numbers,
    values=values,
    draw=draw,
    leads=("step",),
    handles=handles,
)
