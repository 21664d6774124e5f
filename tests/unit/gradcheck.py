"""The numerical gradient check: what a backward pass says, against central differences in float64.

The package's formulas work in any float dtype, so the very code that trains in float32 is checked here in
float64, where a difference quotient with h = 1e-6 is right to about ten digits.
"""

from collections.abc import Callable

import numpy as np

from nnweb.ops.arrays import Array

H = 1e-6


def numerical_gradient(f: Callable[[], float], x: Array) -> Array:
    """Return df/dx by central differences; `f` reads `x`, which is changed for a moment and put back."""
    assert x.dtype == np.float64
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + H
        above = f()
        x[index] = kept - H
        below = f()
        x[index] = kept
        gradient[index] = (above - below) / (2 * H)
    return gradient


def assert_gradient(f: Callable[[], float], x: Array, claimed: Array) -> None:
    """Assert that `claimed` is df/dx, to 1e-6 of the largest component."""
    expected = numerical_gradient(f, x)
    assert claimed.shape == x.shape
    np.testing.assert_allclose(
        claimed, expected, rtol=1e-6, atol=1e-7 * max(1.0, float(np.abs(expected).max()))
    )
