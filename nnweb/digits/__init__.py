"""Digits on their way to a network: from a drawing, from image files, and what can spoil them.

`SIZE` is the pixels of an image's side, `BOX` those of the box its ink fits in.
"""

from nnweb.digits.drawing import BOX, SIZE, to_mnist

__all__ = ["BOX", "SIZE", "to_mnist"]
