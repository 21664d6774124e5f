"""What arrays are called in signatures, and what the package computes in."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FLOAT", "Array", "Shape"]

Array = NDArray[Any]
"""A NumPy array; the docstring beside it says its shape and dtype."""

Shape = tuple[int, ...]
"""The shape of one example, without the batch axis, unless said otherwise."""

FLOAT = np.float32
"""What the package computes in."""
