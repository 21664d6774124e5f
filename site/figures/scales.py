"""From a value to its place in a drawing, and back."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["Scale", "linear", "logarithmic"]

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Scale:
    """Maps values from `low` to `high` to pixels from `start` to `end`; with `log`, by equal factors.

    An upward y axis has its start below its end: `linear(0, 1, 260, 20)`.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: Any) -> Any:
        """Return the pixel of a value, or the pixels of an array; nothing is clipped."""
        if not isinstance(value, int | float):
            value = np.asarray(value)
        if self.log:
            share = np.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        pixel = self.start + share * (self.end - self.start)
        return pixel if np.ndim(pixel) else float(pixel)

    def values(self, count: int) -> Array:
        """Return `count` values from low to high, evenly spaced on the drawing."""
        if self.log:
            return np.geomspace(self.low, self.high, count)
        return np.linspace(self.low, self.high, count)

    def ticks(self, count: int = 5) -> list[float]:
        """Return about `count` round values from low to high; powers of ten on a logarithmic scale."""
        low, high = min(self.low, self.high), max(self.low, self.high)
        if self.log:
            powers = range(int(np.ceil(np.log10(low) - 1e-9)), int(np.floor(np.log10(high) + 1e-9)) + 1)
            return [float(f"1e{power}") for power in powers]
        rough = (high - low) / max(1, count)
        power = 10.0 ** np.floor(np.log10(rough))
        step = float(next(digit for digit in (1, 2, 5, 10) if digit * power >= rough * 0.999) * power)
        first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
        return [float(f"{each * step:.12g}") for each in range(first, last + 1)]

    def write(self, tick: float) -> str:
        """Return a tick as text, with a true minus sign; a very small power of ten as a power."""
        if self.log and tick < 1e-4:
            return "10" + f"{round(math.log10(tick))}".translate(RAISED)
        return f"{tick:.6g}".replace("-", "\N{MINUS SIGN}")

    def inside(self, values: Iterable[float]) -> Array:
        """Return the values with those off the scale made NaN, so that a line ends at the plot's edge."""
        array = np.array(values, dtype=float)
        low, high = min(self.low, self.high), max(self.low, self.high)
        array[(array < low) | (array > high)] = np.nan
        return array


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """Return a scale on which equal differences are equally long."""
    return Scale(low, high, start, end)


def logarithmic(low: float, high: float, start: float, end: float) -> Scale:
    """Return a scale on which equal factors are equally long; both ends are above 0."""
    return Scale(low, high, start, end, log=True)
