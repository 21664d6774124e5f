"""Contour lines by marching squares: the closed loops round all that lies below a level."""

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["loops"]

# A cell's corners, clockwise from its upper left one, by row and column. Side i leads from corner i on.
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
        Of each loop its points [n, 2], column and row, on the grid's sides; after the last comes the first.
    """
    fenced = np.pad(np.asarray(values, dtype=float), 1, constant_values=np.inf)
    follows, places = _cells(fenced, level)
    found = []
    while follows:
        side = next(iter(follows))
        points = []
        while side in follows:
            points.append(places[side])
            side = follows.pop(side)
        found.append(np.array(points) - 1)
    return found


def _cells(fenced: Array, level: float) -> tuple[dict[Side, Side], dict[Side, tuple[float, float]]]:
    """From which side of the grid to which the line leads within each cell, and where it cuts them."""
    below = fenced < level
    count = below[:-1, :-1].astype(int) + below[:-1, 1:] + below[1:, :-1] + below[1:, 1:]
    follows: dict[Side, Side] = {}
    places: dict[Side, tuple[float, float]] = {}
    heights = fenced.tolist()  # some thousand single numbers are read: far quicker from lists
    for row, column in np.argwhere((count > 0) & (count < 4)).tolist():
        corners = [
            (row + down, column + right, heights[row + down][column + right]) for down, right in CORNERS
        ]
        leaving: list[tuple[int, Side]] = []
        entering: list[tuple[int, Side]] = []
        for i, here in enumerate(corners):
            there = corners[(i + 1) % 4]
            if (here[2] < level) == (there[2] < level):
                continue
            side = _side(here, there)
            (leaving if here[2] < level else entering).append((i, side))
            if side not in places:
                places[side] = _cut(level, here, there)
        # Two opposite corners are below, two above: the middle says which of them belong together.
        apart = len(leaving) == 2 and sum(height for _, _, height in corners) / 4 >= level
        for i, side in leaving:
            turns = [(i - j if apart else j - i) % 4 for j, _ in entering]
            follows[side] = entering[turns.index(min(turns))][1]
    return follows, places


Corner = tuple[int, int, float]
"""A point of the grid, by row and column, and its height."""


def _side(here: Corner, there: Corner) -> Side:
    return min(here[0], there[0]), min(here[1], there[1]), here[0] == there[0]


def _cut(level: float, here: Corner, there: Corner) -> tuple[float, float]:
    """Where between two neighbours the level is reached, as column and row."""
    low, high = (here, there) if here[2] < there[2] else (there, here)
    share = (level - low[2]) / (high[2] - low[2])  # 0 towards the fence
    return low[1] + share * (high[1] - low[1]), low[0] + share * (high[0] - low[0])
