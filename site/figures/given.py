"""What a figure may be given besides its state: MNIST's images, a trained network, the reader's drawing."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.digits import SIZE
from nnweb.ops.arrays import Array

__all__ = ["Given"]


def blank() -> Array:
    """Return a sheet without ink."""
    return np.zeros((SIZE, SIZE), np.uint8)


@dataclass(frozen=True)
class Given:
    """What `numbers` gets beside the state of a figure that `needs` something.

    Attributes:
        network: "shipped" or "own" -> that network; an error where the reader has none of their own.
        drawing: the reader's, as MNIST would hold it: uint8 [28, 28]; blank where there is none.
    """

    network: Callable[[str], Sequential]
    drawing: Array = field(default_factory=blank)

    def split(self, name: str) -> tuple[Array, Array]:
        """Return the images, uint8 [n, 28, 28], and labels, uint8 [n], of "train" or "test"."""
        images, labels = mnist.load_split(name)
        return images, labels
