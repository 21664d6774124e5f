"""Digits made hard to read, for people and networks alike: noise, hidden parts, blends, and masks.

Everything takes and gives uint8 [28, 28], 0 paper to 255 ink, and draws its chance from the generator it is
given: the same seed makes the same pixels. The masks at the end are not to be read: shown after an image,
they cut the look at it short (Enns & Di Lollo 2000).
"""

import numpy as np

from nnweb.checks.arguments import check_number
from nnweb.ops.arrays import Array

__all__ = ["blend", "cut", "noise", "noise_mask", "occlude", "salt_and_pepper", "scramble", "strokes_mask"]

Generator = np.random.Generator


def noise(image: Array, amount: float, rng: Generator) -> Array:
    """Return the image with Gaussian noise, uint8 [28, 28].

    Args:
        image: uint8 [28, 28].
        amount: the noise's standard deviation as a share of full ink; what leaves 0 to 255 is cut off.
        rng: where chance comes from.
    """
    image = _check(image)
    noisy = image + rng.normal(0.0, 255 * _check_share(amount, "amount"), image.shape)
    return np.asarray(np.rint(noisy).clip(0, 255).astype(np.uint8))


def salt_and_pepper(image: Array, share: float, rng: Generator) -> Array:
    """Return the image with this share of its pixels set to paper or to full ink, half of them each."""
    image = _check(image)
    chosen = rng.random(image.shape) < _check_share(share, "share")
    return np.where(chosen, 255 * rng.integers(0, 2, image.shape, np.uint8), image).astype(np.uint8)


def cut(image: Array, share: float, rng: Generator) -> Array:
    """Return the image without the ink beyond a straight line: at least this share of it is gone.

    The line's direction comes from `rng`; its place is where it cuts off that share.
    """
    image = _check(image)
    if not image.any() or not _check_share(share, "share"):
        return image.copy()
    rows, columns = np.indices(image.shape)
    angle = rng.uniform(0, 2 * np.pi)
    along = rows * np.sin(angle) + columns * np.cos(angle)
    order = np.argsort(along, axis=None)
    gone = np.cumsum(image.ravel()[order], dtype=np.int64)
    limit = along.ravel()[order][np.searchsorted(gone, share * gone[-1])]
    return np.where(along <= limit, 0, image).astype(np.uint8)


def occlude(image: Array, share: float, rng: Generator, grey: int = 128) -> Array:
    """Return the image behind a grey square of this share of the box that the ink fills.

    The square's middle comes from `rng` and lies on a pixel with ink, so that it always hides some.
    """
    image = _check(image)
    inked = np.argwhere(image > 127) if (image > 127).any() else np.argwhere(image)
    if not len(inked) or not _check_share(share, "share"):
        return image.copy()
    height, width = inked.max(axis=0) - inked.min(axis=0) + 1
    side = max(1, round(float(np.sqrt(share * height * width))))
    middle = inked[rng.integers(len(inked))]
    top, left = (min(max(int(at) - side // 2, 0), max(0, image.shape[0] - side)) for at in middle)
    hidden = image.copy()
    hidden[top : top + side, left : left + side] = grey
    return hidden


def blend(first: Array, second: Array, weight: float) -> Array:
    """Return the mean of two images in which the second weighs `weight` and the first the rest."""
    weight = _check_share(weight, "weight")
    mixed = (1 - weight) * _check(first).astype(np.float32) + weight * _check(second)
    return np.asarray(np.rint(mixed).astype(np.uint8))


# Masks


def noise_mask(rng: Generator) -> Array:
    """Return pixels of any grey, each on its own."""
    return rng.integers(0, 256, (28, 28), np.uint8)


def scramble(image: Array, rng: Generator) -> Array:
    """Return the image's own pixels in another order: as much ink, no shape."""
    image = _check(image)
    return rng.permutation(image.ravel()).reshape(image.shape)


# Of a stroke mask: a window's reach around its middle, the windows along each side, how often a piece is
# drawn before its place stays empty, and what share of a piece's ink may lie on another's.
REACH, SPOTS, TRIES, CROSSING = 4, 4, 6, 0.04
ACROSS = 2 * REACH + 1
WINDOW = np.hypot(*(np.indices((ACROSS, ACROSS)) - REACH)) <= REACH


def strokes_mask(images: Array, rng: Generator) -> Array:
    """Return pieces of other digits' strokes strewn over the whole image, as thick and as bright as there.

    A piece is what a round window sees around an inked pixel, turned and mirrored by chance. The windows'
    places are a grid that chance has shaken, so that no part of a digit stays uncovered; a piece that would
    run into those already laid is drawn again, so that they stay strokes and do not fill up to a blob.

    Args:
        images: other digits, uint8 [n, 28, 28].
        rng: where chance comes from.
    """
    padded = np.pad([_check(image) for image in images], ((0, 0), (REACH, REACH), (REACH, REACH)))
    inked = np.argwhere(padded > 127) - (0, REACH, REACH)  # each one's image, and the corner of its window
    laid = np.zeros(padded.shape[1:], np.uint8)
    spots = (np.indices((SPOTS, SPOTS)).reshape(2, -1).T + 0.5) * 28 / SPOTS
    shaken = (spots + rng.uniform(-1.2, 1.2, spots.shape)).astype(int).clip(0, 27)
    for row, column in rng.permutation(shaken):
        here = laid[row : row + ACROSS, column : column + ACROSS]
        for number, y, x in inked[rng.integers(len(inked), size=TRIES)] if len(inked) else ():
            piece = np.rot90(padded[number, y : y + ACROSS, x : x + ACROSS] * WINDOW, int(rng.integers(4)))
            piece = piece.T if rng.random() < 0.5 else piece
            if np.minimum(here, piece).sum(dtype=int) <= CROSSING * piece.sum(dtype=int):
                np.maximum(here, piece, out=here)
                break
    return laid[REACH:-REACH, REACH:-REACH].copy()


def _check(image: Array) -> Array:
    image = np.asarray(image)
    if image.shape != (28, 28) or image.dtype != np.uint8:
        raise ValueError(
            "Expected an image of uint8, shape (28, 28), 0 paper to 255 ink. "
            f"Received: {image.dtype} of shape {image.shape}"
        )
    return image


def _check_share(value: float, name: str) -> float:
    return check_number(name, value, at_least=0, at_most=1)
