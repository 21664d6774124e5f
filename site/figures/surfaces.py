"""Losses of two parameters, as maps to walk down on: their slopes, their contours, and optimizers' ways.

All lie in the same square and have their lowest value, 0, within it, so that one start serves all of them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from figures.contours import loops
from figures.scales import Scale, linear, logarithmic
from figures.svg import element, line, number, text
from nnweb.ops import declined
from nnweb.ops.arrays import Array
from nnweb.optimizers import Optimizer

__all__ = [
    "FAR",
    "LOSS_Y",
    "MAP_X",
    "MAP_Y",
    "REACH",
    "SURFACES",
    "Surface",
    "draw_losses",
    "draw_map",
    "draw_way",
    "losses_of",
    "plot_clip",
    "shade",
    "since",
    "spread",
    "walk",
    "write_loss",
]

REACH = 2.0  # of the map, either way
FAR = 10 * REACH  # whoever is farther out is not followed any more
MAP_X = linear(-REACH, REACH, 44, 404)
MAP_Y = linear(-REACH, REACH, 392, 32)
LOSS_Y = logarithmic(1e-4, 1e3, 392, 32)

GRID = 49  # points along the map
STEEP = 20.0  # how many times as steep a ravine is across as along
COS, SIN = 12 / 13, 5 / 13  # by which the ravine aslant is turned
HALF = math.sqrt(0.5)  # cosine and sine of 45°, along which the saddle's hollows lie


@dataclass(frozen=True)
class Surface:
    """A loss of the parameters w₁ and w₂, and its slope.

    Attributes:
        loss: of two numbers, or of two arrays of them.
        gradient: of two numbers: both partial derivatives.
        minima: where the loss is 0.
        curvature: the largest second derivative, where it is the same everywhere.
        floor: the direction of length 1 along which such a loss is gentlest; across it, it is steepest.
    """

    loss: Callable[[Any, Any], Any]
    gradient: Callable[[float, float], tuple[float, float]]
    minima: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    curvature: float | None = None
    floor: tuple[float, float] | None = None


def _tilted_loss(x: Array, y: Array) -> Array:
    along, across = COS * x + SIN * y, COS * y - SIN * x
    return (along**2 + STEEP * across**2) / 2


def _tilted_gradient(x: float, y: float) -> tuple[float, float]:
    along, across = COS * x + SIN * y, COS * y - SIN * x
    return COS * along - SIN * STEEP * across, SIN * along + COS * STEEP * across


def _saddle_loss(x: Array, y: Array) -> Array:
    along, across = HALF * (x + y), HALF * (y - x)
    return (along**2 - 1) ** 2 / 4 + across**2 / 2


def _saddle_gradient(x: float, y: float) -> tuple[float, float]:
    along, across = HALF * (x + y), HALF * (y - x)
    slope = along * (along * along - 1)
    return HALF * (slope - across), HALF * (slope + across)


def _rosenbrock_gradient(x: float, y: float) -> tuple[float, float]:
    off = y - x * x
    return (x - 1) / 5 - 4 * x * off, 2 * off


SURFACES = {
    "bowl": Surface(lambda x, y: (x**2 + y**2) / 2, lambda x, y: (x, y), curvature=1.0),
    "ravine": Surface(
        lambda x, y: (x**2 + STEEP * y**2) / 2, lambda x, y: (x, STEEP * y), curvature=STEEP, floor=(1.0, 0.0)
    ),
    "tilted": Surface(_tilted_loss, _tilted_gradient, curvature=STEEP, floor=(COS, SIN)),
    # Level between two hollows: downhill across, uphill along, until the hollows.
    "saddle": Surface(_saddle_loss, _saddle_gradient, minima=((HALF, HALF), (-HALF, -HALF))),
    # Rosenbrock's curved valley (1960), its walls a tenth as steep as his.
    "rosenbrock": Surface(
        lambda x, y: (1 - x) ** 2 / 10 + (y - x**2) ** 2, _rosenbrock_gradient, minima=((1.0, 1.0),)
    ),
}
"""Every surface by its name."""


def walk(surface: Surface, optimizer: Optimizer, start: tuple[float, float], steps: int) -> Array:
    """Return where the optimizer is after 0, 1, … `steps` steps, [steps + 1, 2]; NaN once it is far out."""
    way = np.full((steps + 1, 2), np.nan)
    parameters, gradients = np.array(start, dtype=float), np.empty(2)
    way[0] = parameters
    x, y = start
    with declined():  # the fast operations would decline each step, for they are float32's
        for k in range(1, steps + 1):
            gradients[:] = surface.gradient(x, y)
            optimizer.update(parameters, gradients)
            way[k] = parameters
            x, y = parameters.tolist()
            if not (-FAR < x < FAR and -FAR < y < FAR):
                break
    return way


def losses_of(surface: Surface, way: Array) -> Array:
    """Return the loss at each place of a way; NaN where it is no longer followed."""
    return np.asarray(surface.loss(way[:, 0], way[:, 1]))


def since(holds: Array, step: int) -> int | None:
    """Return from which step on it has held until this one, or None if it does not now."""
    against = np.flatnonzero(~holds[: step + 1])
    first = int(against[-1]) + 1 if len(against) else 0
    return first if first <= step else None


def write_loss(loss: float) -> str:
    """Return a loss as text; beyond the chart, only that it is beyond."""
    if not loss <= LOSS_Y.high:  # NaN too: it is out of sight
        return f"> {LOSS_Y.high:g}"
    return f"< {LOSS_Y.low:g}" if loss < LOSS_Y.low else f"{loss:.4f}" if loss < 1 else f"{loss:.1f}"


# The map


def draw_map(name: str, which: str, x_name: str, y_name: str) -> str:
    """Return a surface's map for the figure `name`: the bluer, the lower; crosses are the lowest points."""
    return element(
        "g",
        element(
            "clipPath",
            element("rect", x=MAP_X.start, y=MAP_Y.end, width=360, height=360),
            id=f"figure-{name}-map",
        ),
        _relief(name, which),
        _frame(x_name, y_name),
    )


@lru_cache(maxsize=16)
def _relief(name: str, which: str) -> str:
    surface = SURFACES[which]
    # One cell more on each side, since the loops come back along the edge of their grid.
    cell = 2 * REACH / (GRID - 1)
    along = np.linspace(-REACH - cell, REACH + cell, GRID + 2)
    losses = surface.loss(*np.meshgrid(along, along))
    top = float(losses[1:-1, 1:-1].max())
    levels = [top * (i / 8) ** 3 for i in range(7, 0, -1)]  # closer together near the bottom
    crosses = "".join(f"M{MAP_X(x) - 5:.1f} {MAP_Y(y):.1f}h10m-5 -5v10" for x, y in surface.minima)
    return shade(losses, levels, MAP_X, MAP_Y, cell, f"figure-{name}-map") + element(
        "path", d=crosses, stroke="var(--nn-ink)", stroke_width=2
    )


def shade(losses: Array, levels: list[float], x: Scale, y: Scale, cell: float, clip: str) -> str:
    """Return what lies below each level, the highest first, each a tone bluer than what is above it.

    Args:
        losses: [rows, columns] on a grid one cell larger than the map on each side; row 0 is lowest on y.
        levels: of the lines, from high to low.
        x: of the map, likewise `y`.
        y: see `x`.
        cell: of the grid, in units of x and of y.
        clip: id of the clipPath that is the map.
    """
    marks = []
    for level in levels:
        parts = []
        for loop in loops(losses, level):
            xs = x(x.low + (loop[:, 0] - 1) * cell).tolist()
            ys = y(y.low + (loop[:, 1] - 1) * cell).tolist()
            points = [f"{a:.1f} {b:.1f}" for a, b in zip(xs, ys, strict=True)]
            parts.append(f"M{'L'.join(points)}Z")
        marks.append("".join(parts))
    return element(
        "g",
        *[element("path", d=d) for d in marks if d],
        clip_path=f"url(#{clip})",
        fill="var(--nn-unit)",
        fill_opacity="0.06",
        fill_rule="evenodd",
        stroke="var(--nn-unit)",
        stroke_opacity="0.35",
    )


@lru_cache(maxsize=16)
def _frame(x_name: str, y_name: str) -> str:
    muted = {"fill": "var(--nn-ink-muted)", "font_size": 14}
    ticks = [
        text(MAP_X.write(v), MAP_X(v), MAP_Y.start + 20, text_anchor="middle", **muted)
        for v in (-2, -1, 0, 1)
    ]
    ticks += [
        text(MAP_Y.write(v), MAP_X.start - 8, MAP_Y(v) + 5, text_anchor="end", **muted)
        for v in (-2, -1, 0, 1, 2)
    ]
    return element(
        "g",
        element(
            "rect",
            x=MAP_X.start,
            y=MAP_Y.end,
            width=360,
            height=360,
            fill="none",
            stroke="var(--nn-rule-strong)",
        ),
        *ticks,
        text(x_name, MAP_X.end, MAP_Y.start + 20, text_anchor="end", font_size=14),
        text(y_name, 4, MAP_Y.end - 14, font_size=14),
    )


def draw_way(name: str, way: Array, colour: str, width: float = 2.0, dots: float = 5.0) -> str:
    """Return the way walked so far, cut off at the map's edge, with a dot after each step."""
    xs, ys = MAP_X(way[:, 0]), MAP_Y(way[:, 1])
    stood = "".join(
        f"M{x:.1f} {y:.1f}h0" for x, y in zip(xs.tolist(), ys.tolist(), strict=True) if x - x == 0 == y - y
    )
    return element(
        "g",
        line(xs, ys, colour, width),
        element(
            "path", d=stood, stroke=colour, stroke_width=number(dots), stroke_linecap="round", fill="none"
        ),
        clip_path=f"url(#figure-{name}-map)",
    )


def draw_losses(
    name: str, losses: Array, step: int, colour: str, x: Scale, y: Scale = LOSS_Y, mark: str = ""
) -> str:
    """Return a run's losses over its steps, those to come as a thin dotted line, and where it stands now.

    Args:
        name: of the figure; the plot's clipPath is `figure-NAME-plot`.
        losses: [steps + 1]; NaN where the run is no longer followed.
        step: the present one.
        colour: of the line.
        x: of the steps, likewise `y` of the losses.
        y: see `x`.
        mark: what stands at the present step, if not a dot.
    """
    xs = x(np.arange(len(losses)))
    # Far beyond the edges, where the plot cuts them off, all are alike.
    ys = y(np.clip(losses, y.low / 1e3, y.high * 1e3))
    now = float(np.clip(np.nan_to_num(losses[step], nan=np.inf), y.low, y.high))
    return element(
        "g",
        line(xs[step:], ys[step:], colour, 1.5, stroke_dasharray="1.5 4", stroke_opacity="0.6"),
        line(xs[: step + 1], ys[: step + 1], colour, 2.5),
        clip_path=f"url(#figure-{name}-plot)",
    ) + (mark or element("circle", cx=float(xs[step]), cy=y(now), r=5, fill=colour))


def plot_clip(name: str, x: Scale, y: Scale = LOSS_Y) -> str:
    """Return the clipPath of a chart's plot."""
    box = {"x": x.start, "y": y.end, "width": x.end - x.start, "height": y.start - y.end}
    return element("clipPath", element("rect", **box), id=f"figure-{name}-plot")


def spread(heights: list[float], scale: Scale = LOSS_Y, least: float = 20) -> list[float]:
    """Return the heights of words, sorted from above to below, moved apart and kept on the scale."""
    moved: list[float] = []
    for y in heights:
        moved.append(max(y, moved[-1] + least if moved else scale.end))
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], moved[i + 1] - least if i + 1 < len(moved) else scale.start)
    return moved
