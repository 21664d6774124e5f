"""How parameters start. Each function draws one array from the generator it is given, and nothing else."""

from collections.abc import Callable

import numpy as np

from nnweb.checks.arguments import choose
from nnweb.ops.arrays import FLOAT, Array, Shape

__all__ = ["INITIALIZERS", "get", "glorot_uniform", "he_normal", "zeros"]

Initializer = Callable[[Shape, np.random.Generator], Array]

# The standard deviation of a normal distribution cut off at two of its own.
TRUNCATED_STDDEV = 0.87962566103423978


def zeros(shape: Shape, rng: np.random.Generator) -> Array:  # noqa: ARG001
    """Return float32 zeros."""
    return np.zeros(shape, FLOAT)


def glorot_uniform(shape: Shape, rng: np.random.Generator) -> Array:
    """Return float32 drawn evenly from ±sqrt(6 / (fan_in + fan_out)) (Glorot & Bengio 2010).

    It keeps the variance of activations and gradients about the same from layer to layer for tanh-like units.
    `shape` is [fan_in, fan_out].
    """
    fan_in, fan_out = _fans(shape)
    limit = np.sqrt(6.0 / (fan_in + fan_out))
    values = rng.random(shape, dtype=FLOAT)
    values *= FLOAT(2 * limit)
    values -= FLOAT(limit)
    return values


def he_normal(shape: Shape, rng: np.random.Generator) -> Array:
    """Return float32 of a normal distribution cut off at two standard deviations, variance 2 / fan_in.

    Made for ReLU, which lets half of its input through (He et al. 2015). `shape` is [fan_in, fan_out].
    """
    fan_in, _ = _fans(shape)
    values = rng.standard_normal(shape, dtype=FLOAT)
    while (outside := np.abs(values) > 2).any():
        values[outside] = rng.standard_normal(int(outside.sum()), dtype=FLOAT)
    values *= FLOAT(np.sqrt(2.0 / fan_in) / TRUNCATED_STDDEV)
    return values


def _fans(shape: Shape) -> tuple[int, int]:
    if len(shape) != 2:
        raise ValueError(
            f"Expected a shape [fan_in, fan_out]; use 'zeros' for a bias. Received: shape={shape}"
        )
    return shape[0], shape[1]


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "glorot_uniform": glorot_uniform,
    "he_normal": he_normal,
}
"""Every initializer by its name."""


def get(name: str) -> Initializer:
    """Return the initializer of that name.

    Raises:
        ValueError: for an unknown name.
    """
    return choose("initializer", name, INITIALIZERS)
