"""Contour lines by marching squares: the closed loops round all that lies below a level."""

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["loops"]

# A cell's corners, clockwise from its upper left one, as steps of row and column. Side i leads from corner i on.
CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))

Side = tuple[int, int, bool]
"""A side of the grid by its upper or left end, row and column, and whether it runs along the row."""


def loops(values: Array, level: float) -> list[Array]:
    """Return the closed lines at which the values reach the level; all that is lower lies to their left.

    The grid counts as fenced in by values above the level, so that a line which leaves it comes back along
    its edge: every loop can be filled, and what is drawn may be cut off one cell within.

    Args:
        values: [rows, columns], finite, at the points of a grid.
        level: of the line; between two points the values are taken as straight.

    Returns:
        Of each loop its points [n, 2], column and row, on the grid's sides; the last is followed by the first.
    """
    fenced = np.pad(np.asarray(values, dtype=float), 1, constant_values=np.inf)
    follows, places = _cells(fenced, level)
    found = []
    while follows:
        first = side = next(iter(follows))
        points = []
        while side in follows:
            points.append(places[side])
            side = follows.pop(side)
        assert side == first, "a line came to an end"
        found.append(np.array(points) - 1)
    return found


def _cells(fenced: Array, level: float) -> tuple[dict[Side, Side], dict[Side, tuple[float, float]]]:
    """From which side of the grid to which the line leads within each cell, and where it cuts them."""
    below = fenced < level
    count = below[:-1, :-1].astype(int) + below[:-1, 1:] + below[1:, :-1] + below[1:, 1:]
    follows: dict[Side, Side] = {}
    places: dict[Side, tuple[float, float]] = {}
    for row, column in np.argwhere((count > 0) & (count < 4)).tolist():
        corners = [(row + down, column + right) for down, right in CORNERS]
        leaving, entering = [], []
        for i, here in enumerate(corners):
            there = corners[(i + 1) % 4]
            if below[here] == below[there]:
                continue
            (leaving if below[here] else entering).append(i)
            side = _side(here, there)
            if side not in places:
                places[side] = _cut(fenced, level, here, there)
        # Two opposite corners are below, two above: the middle says which of them belong together.
        turned = len(leaving) == 2 and not _mean(fenced, corners) < level
        for i in leaving:
            nearest = min(entering, key=lambda j: (i - j if turned else j - i) % 4)
            follows[_of(corners, i)] = _of(corners, nearest)
    return follows, places


def _mean(fenced: Array, corners: list[tuple[int, int]]) -> float:
    return sum(float(fenced[corner]) for corner in corners) / 4


def _of(corners: list[tuple[int, int]], i: int) -> Side:
    return _side(corners[i], corners[(i + 1) % 4])


def _side(here: tuple[int, int], there: tuple[int, int]) -> Side:
    row, column = min(here, there)
    return row, column, here[0] == there[0]


def _cut(fenced: Array, level: float, here: tuple[int, int], there: tuple[int, int]) -> tuple[float, float]:
    """Where between two neighbours the level is reached, as column and row."""
    low, high = (here, there) if fenced[here] < fenced[there] else (there, here)
    share = float((level - fenced[low]) / (fenced[high] - fenced[low]))  # 0 towards the fence
    return low[1] + share * (high[1] - low[1]), low[0] + share * (high[0] - low[0])
