"""What a figure may be given besides its state: the images of MNIST, and a trained network."""

from collections.abc import Callable
from dataclasses import dataclass

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.ops.arrays import Array

__all__ = ["Given"]


@dataclass(frozen=True)
class Given:
    """What `numbers` gets beside the state of a figure that `needs` something.

    Attributes:
        network: "shipped" or "own" -> that network; an error where the reader has none of their own.
    """

    network: Callable[[str], Sequential]

    def split(self, name: str) -> tuple[Array, Array]:
        """Return the images, uint8 [n, 28, 28], and labels, uint8 [n], of "train" or "test"."""
        images, labels = mnist.load_split(name)
        return images, labels
