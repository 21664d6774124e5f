"""Gradient descent on a surface: a ball that feels only the slope beneath it, and the size of its steps."""

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
    since,
    walk,
    write_loss,
)
from figures.svg import arrow, axes, element, label, line, term, text
from nnweb.ops.arrays import Array
from nnweb.optimizers import SGD

__all__ = ["FIGURE"]

STEPS = 100
START = (-1.5, 1.4)
DOWN = 0.001  # the loss from which on the ball counts as arrived
STEP_X = linear(0, STEPS, 62, 404)
WAY = "var(--nn-unit)"


@lru_cache(maxsize=8)
def _way(surface: str, rate: float, momentum: float, start: tuple[float, float]) -> Array:
    return walk(SURFACES[surface], SGD(rate, momentum), start, STEPS)


def numbers(state: State) -> Numbers:
    """Return the ball's whole way and its losses, where it is now, and since when it is out or down."""
    surface, step = SURFACES[state["surface"]], round(state["step"])
    way = _way(state["surface"], state["rate"], state["momentum"], (state["x"], state["y"]))
    losses = losses_of(surface, way)
    outside = ~(np.abs(way).max(axis=1) <= REACH)  # also where it is no longer followed
    curvature = surface.curvature
    return {
        **state,
        "step": step,
        "way": way,
        "losses": losses,
        "left": since(outside, step),
        "arrived": since(losses < DOWN, step),
        # Of the heavy ball on a parabola; without momentum 2 / curvature.
        "limit": None if curvature is None else 2 * (1 + state["momentum"]) / curvature,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the step, its loss and the learning rate as texts."""
    return {
        "step": str(numbers["step"]),
        "rate": f"{numbers['rate']:.3g}",
        "momentum": f"{numbers['momentum']:.2f}",
        "loss": write_loss(float(numbers["losses"][numbers["step"]])),
        "first": write_loss(float(numbers["losses"][0])),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"map": _map(numbers, words), "loss": _loss(numbers, words)}


def _map(numbers: Numbers, words: Words) -> str:
    step = numbers["step"]
    way = numbers["way"][: step + 1]
    followed = way[~np.isnan(way[:, 0])]
    x, y = np.clip(followed[-1], -REACH, REACH).tolist()
    ball = {"stroke": WAY, "stroke_width": 3, "fill": "var(--nn-surface-raised)"}
    return "".join(
        (
            draw_map("descent", numbers["surface"], words["axis_x"], words["axis_y"]),
            draw_way("descent", followed, WAY),
            _pointed_at(numbers["surface"], followed),
            element("circle", cx=MAP_X(x), cy=MAP_Y(y), r=9, **ball, data_term="weight"),
            label(_verdict(numbers, words), MAP_X.start + 12, MAP_Y.start - 14, font_weight=650),
        )
    )


def _pointed_at(surface: str, followed: Array) -> str:
    """What the formulas name and the map does not always show: the last step, the gradient, the distance."""
    at = followed[-1]
    if np.abs(at).max() > REACH:
        return ""
    x, y = MAP_X(at[0]), MAP_Y(at[1])
    marks = []
    if len(followed) > 1:
        before = followed[-2:]
        step = line(MAP_X(before[:, 0]), MAP_Y(before[:, 1]), "var(--nn-accent)", 4)
        marks.append(term("last-step", element("g", step, clip_path="url(#figure-descent-map)"), hidden=True))
    slope = np.array(SURFACES[surface].gradient(*at.tolist()))
    if steep := float(np.hypot(*slope)):
        # Uphill, always as long: how steep it is the loss beside the map tells.
        across, down = (60 * slope / steep * (1, -1)).tolist()
        marks.append(term("gradient", arrow(x, y, x + across, y + down, "var(--nn-accent)", 4), hidden=True))
    if SURFACES[surface].curvature is not None:
        left = distances(surface, at)
        dotted = line(MAP_X(left[:, 0]), MAP_Y(left[:, 1]), "var(--nn-accent)", 4, stroke_dasharray="1 7")
        marks.append(term("distance", dotted, hidden=True))
    return "".join(marks)


def distances(surface: str, at: Array) -> Array:
    """Return the corners of the way that is left to the lowest point, [corners, 2].

    On the bowl it is straight. In a ravine it goes across and then along: a step leaves of each its own
    share, so that for the straight way the formula would not hold.
    """
    lowest, floor = np.array(SURFACES[surface].minima[0]), SURFACES[surface].floor
    if floor is None:
        return np.array([at, lowest])
    along = np.array(floor)
    return np.array([at, lowest + along * ((at - lowest) @ along), lowest])


def _verdict(numbers: Numbers, words: Words) -> str:
    if numbers["left"] is not None:
        return str(words["left"].format(step=numbers["left"]))
    if numbers["arrived"] is not None:
        return str(words["arrived"].format(step=numbers["arrived"]))
    return str(words["going"].format(step=numbers["step"]))


def _loss(numbers: Numbers, words: Words) -> str:
    limit = numbers["limit"]
    return "".join(
        (
            plot_clip("descent", STEP_X),
            axes(STEP_X, LOSS_Y, words["axis_step"], words["axis_loss"]),
            draw_losses("descent", numbers["losses"], numbers["step"], WAY, STEP_X),
            ""
            if limit is None
            else text(
                words["limit"].format(limit=f"{limit:.3g}"), 404, 18, text_anchor="end", font_size=14,
                data_term="curvature",
            ),
        )
    )  # fmt: skip


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the start: both parameters at once."""
    return (Handle("start", "map", x=("x", MAP_X), y=("y", MAP_Y), colour="--nn-ink"),)


FIGURE = Figure(
    controls=(
        Range("rate", 0.09, 0.001, 3.0, 0.001, log=True),
        Play("step", 40, 0, STEPS, 1, seconds=10),
        Range("momentum", 0.0, 0.0, 0.95, 0.05),
        Choice("surface", "ravine", ("bowl", "ravine", "tilted", "saddle", "rosenbrock"), listed=True),
        Range("x", START[0], -REACH, REACH, 0.05, shown=False),
        Range("y", START[1], -REACH, REACH, 0.05, shown=False),
    ),
    panels=(Panel("map", 420, 424), Panel("loss", 420, 436)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    terms={"rate": "learning-rate", "momentum": "momentum", "x": "weight"},
    leads=("rate", "step"),
)
