"""From a drawing to the 28x28 image that MNIST would hold.

MNIST's digits were scaled to fit a 20x20 box, aspect kept, with grey levels from the scaling, and placed in
28x28 with their centre of mass in the middle (LeCun et al. 1998). A network knows no others.
"""

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["BOX", "SIZE", "to_mnist"]

SIZE, BOX = 28, 20
"""Pixels of an image's side, and of the box its ink fits in."""


def to_mnist(drawing: Array) -> Array:
    """Return the drawing as MNIST would hold it: uint8 [28, 28], 0 paper to 255 ink.

    Args:
        drawing: uint8 [height, width] of any size, 0 paper to 255 ink; one without ink comes back blank.

    Raises:
        ValueError: if it is not such an array.
    """
    drawing = np.asarray(drawing)
    if drawing.ndim != 2 or drawing.dtype != np.uint8:
        raise ValueError(
            "Expected a drawing of uint8, shape (height, width), 0 paper to 255 ink. "
            f"Received: {drawing.dtype} of shape {drawing.shape}"
        )
    rows, columns = np.flatnonzero(drawing.any(axis=1)), np.flatnonzero(drawing.any(axis=0))
    if not rows.size:
        return np.zeros((SIZE, SIZE), np.uint8)
    ink = drawing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32)
    scale = BOX / max(ink.shape)
    small = _averaging(ink.shape[0], scale) @ ink @ _averaging(ink.shape[1], scale).T
    image = np.zeros((SIZE, SIZE), np.uint8)
    top, left = (_start(small.sum(axis=1 - axis), SIZE) for axis in (0, 1))
    image[top : top + small.shape[0], left : left + small.shape[1]] = np.rint(small).clip(0, 255)
    return image


def _averaging(size: int, scale: float) -> Array:
    """Return the matrix that takes `size` pixels to round(size · scale) by averaging areas, [new, size]."""
    new = max(1, round(size * scale))
    # Pixel i of the new row covers the old ones from edges[i] to edges[i + 1]; overlaps are its weights.
    edges = np.arange(new + 1) * (size / new)
    pixels = np.arange(size)
    overlap = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return np.asarray((overlap.clip(0) * (new / size)).astype(np.float32))


def _start(mass: Array, size: int) -> int:
    """Return where to put a row of masses so that their centre comes to the middle, as far as it fits in."""
    # MNIST's own centres of mass lie within half a pixel of row 14 and column 14, counted from 0.
    centre = float(mass @ np.arange(len(mass)) / mass.sum())
    return min(max(round(size / 2 - centre), 0), size - len(mass))
