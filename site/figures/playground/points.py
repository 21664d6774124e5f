"""The points of the plane: four data sets, and how they are drawn."""

import numpy as np

from figures.playground.settings import POINTS, REACH, State
from figures.scales import linear
from figures.svg import element
from nnweb.ops.arrays import Array

__all__ = ["draw_points", "make_points"]


def make_points(state: State) -> tuple[Array, Array, int]:
    """Return points [400, 2], classes [400, 1] of 0 and 1, and how many of them, the first, are to train on.

    The noise, as a share of the plane's reach, moves the points after their class is decided; the same seed
    gives the same points.
    """
    rng = np.random.default_rng([int(state["points"]), 7])
    noise = state["noise"] / 100
    y = np.arange(POINTS) % 2
    x = {"circle": _circle, "xor": _xor, "gaussian": _gaussian, "spiral": _spiral}[state["data"]](
        rng, y, noise
    )
    order = rng.permutation(POINTS)
    trained = round(POINTS * state["share"] / 100)
    return np.clip(x, -REACH, REACH)[order], y[order, None].astype(np.float32), trained


def _circle(rng: np.random.Generator, y: Array, noise: float) -> Array:
    radius = np.where(y == 1, rng.uniform(0, 2.5, POINTS), rng.uniform(3.5, 5, POINTS))
    return _polar(radius, rng.uniform(0, 2 * np.pi, POINTS)) + rng.normal(0, 3 * noise, (POINTS, 2))


def _xor(rng: np.random.Generator, y: Array, noise: float) -> Array:
    # A little free space along the axes; class 1 where the signs differ.
    x = rng.uniform(0.3, 5, (POINTS, 2)) * rng.choice([-1, 1], (POINTS, 1))
    x[:, 1] *= np.where(y == 1, -1, 1)
    return np.asarray(x + rng.normal(0, 3 * noise, (POINTS, 2)))


def _gaussian(rng: np.random.Generator, y: Array, noise: float) -> Array:
    centre = np.where(y == 1, 2.0, -2.0)[:, None]
    return np.asarray(rng.normal(centre, 0.7 + 3 * noise, (POINTS, 2)))


def _spiral(rng: np.random.Generator, y: Array, noise: float) -> Array:
    along = (np.arange(POINTS) // 2) / (POINTS / 2)
    turned = 1.75 * along * 2 * np.pi + np.pi * y
    return _polar(5 * along, turned) + rng.uniform(-2 * noise, 2 * noise, (POINTS, 2))


def _polar(radius: Array, angle: Array) -> Array:
    return np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)


def draw_points(x: Array, y: Array, trained: int) -> str:
    """Return the points as marks in a plane of 300 by 300.

    Class 1 is a circle, class 0 a square; points to train on are full, those to test with are hollow.
    """
    across, up = linear(-REACH, REACH, 0, 300), linear(-REACH, REACH, 300, 0)
    marks = {True: ["", ""], False: ["", ""]}
    for i, (px, py, label) in enumerate(
        zip(across(x[:, 0]).tolist(), up(x[:, 1]).tolist(), y[:, 0].tolist(), strict=True)
    ):
        circle = f"M{px - 3.4:.1f} {py:.1f}a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0z"
        square = f"M{px - 3:.1f} {py - 3:.1f}h6v6h-6z"
        marks[i < trained][int(label)] += circle if label else square
    drawn = []
    for training in (False, True):
        paths = [
            element("path", d=d, class_=f"nn-points--{name}")
            for d, name in zip(marks[training], ("zero", "one"), strict=True)
            if d
        ]
        drawn.append(element("g", *paths, class_="nn-points--train" if training else "nn-points--test"))
    return "".join(drawn)
