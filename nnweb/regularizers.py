"""Regularizers: what large weights cost, added to the loss, each with its gradient beside it."""

from typing import Any

import numpy as np

from nnweb.checks.arguments import check_number, choose
from nnweb.ops.arrays import Array

__all__ = ["L1", "L2", "REGULARIZERS", "Regularizer", "get"]


class Regularizer:
    """What all regularizers share: a factor, 0 or more."""

    name = ""

    def __init__(self, factor: Any) -> None:
        """Keep the factor."""
        self.factor = check_number(self.name, factor, at_least=0)

    def __call__(self, w: Array) -> float:
        """Return what these weights cost."""
        raise NotImplementedError

    def gradient(self, w: Array) -> Array:
        """Return the cost's gradient, shaped like w."""
        raise NotImplementedError

    def config(self) -> dict[str, Any]:
        """Return name and factor, fit for JSON; `get` makes it again."""
        return {"name": self.name, self.name: self.factor}


class L1(Regularizer):
    """l1 sum(|w|): pulls every weight to 0 with the same force, and many all the way (Tibshirani 1996)."""

    name = "l1"

    def __init__(self, l1: float = 0.01) -> None:
        """Keep the factor, 0 or more."""
        super().__init__(l1)

    def __call__(self, w: Array) -> float:
        """Return l1 sum(|w|)."""
        return self.factor * float(np.abs(w).sum(dtype=np.float64))

    def gradient(self, w: Array) -> Array:
        """Return l1 sign(w); at 0, where there is none, 0."""
        return np.asarray(np.sign(w) * w.dtype.type(self.factor))


class L2(Regularizer):
    """l2 sum(w²): pulls every weight to 0 the more strongly, the larger it is (weight decay, for SGD)."""

    name = "l2"

    def __init__(self, l2: float = 0.01) -> None:
        """Keep the factor, 0 or more."""
        super().__init__(l2)

    def __call__(self, w: Array) -> float:
        """Return l2 sum(w²)."""
        return self.factor * float(np.square(w).sum(dtype=np.float64))

    def gradient(self, w: Array) -> Array:
        """Return 2 l2 w."""
        return np.asarray(w * w.dtype.type(2 * self.factor))


REGULARIZERS: dict[str, Any] = {"l1": L1, "l2": L2}
"""Every regularizer by its name."""


def get(regularizer: str | dict[str, Any] | Regularizer | None) -> Regularizer | None:
    """Return the regularizer of that name with its default, of that config, or the regularizer itself.

    Raises:
        ValueError: for an unknown name.
    """
    if regularizer is None or isinstance(regularizer, Regularizer):
        return regularizer
    arguments = {"name": regularizer} if isinstance(regularizer, str) else dict(regularizer)
    made: Regularizer = choose("regularizer", arguments.pop("name", None), REGULARIZERS)(**arguments)
    return made
