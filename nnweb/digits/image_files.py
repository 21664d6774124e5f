"""Image files as digits. The only module that needs Pillow, and only when it is used."""

from pathlib import Path

import numpy as np

from nnweb.digits.drawing import SIZE, to_mnist
from nnweb.ops.arrays import Array

__all__ = ["read_digit"]

# What is fainter than this share of the darkest ink is paper: its grain, a shadow, compression.
FAINT = 0.2


def read_digit(path: str | Path) -> Array:
    """Return the digit in an image file as MNIST would hold it: uint8 [28, 28], 0 paper to 255 ink.

    Ink may be darker or lighter than the paper, which the image's border shows. A 28x28 image, light on
    dark, is taken as it is.

    Raises:
        ModuleNotFoundError: without Pillow.
        FileNotFoundError: if there is no such file.
        ValueError: if it is no image, or blank.
    """
    try:
        from PIL import Image, UnidentifiedImageError
    except ModuleNotFoundError:
        raise ModuleNotFoundError('Reading images needs Pillow: pip install "nnweb[images]"') from None
    try:
        with Image.open(path) as image:
            rgba = image.convert("RGBA")
    except UnidentifiedImageError:
        raise ValueError(f"Expected an image, such as a PNG file. Received: {path}") from None
    white = Image.new("RGBA", rgba.size, "white")
    grey = np.asarray(Image.alpha_composite(white, rgba).convert("L")).astype(np.float32)
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(border))
    if grey.shape == (SIZE, SIZE) and paper < 128:
        digit: Array = grey.astype(np.uint8)
    else:
        digit = to_mnist(_ink(grey, paper))
    if not digit.any():
        raise ValueError(
            f"Expected a digit that stands out from its paper. Received: {path}, which looks blank"
        )
    return digit


def _ink(grey: Array, paper: float) -> Array:
    """Return how far each pixel is from the paper's grey, towards dark if the paper is light, as 0 to 255."""
    ink = (paper - grey if paper >= 128 else grey - paper).clip(0)
    strongest = float(ink.max())
    if strongest < 16:  # of 255: grain alone
        return np.zeros(grey.shape, np.uint8)
    ink[ink < FAINT * strongest] = 0
    return np.asarray(np.rint(ink * (255 / strongest)).astype(np.uint8))
