"""Arguments: each check returns what it lets through; an error says what was expected and received."""

import math
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np

__all__ = ["check_count", "check_number", "choose", "one_of"]


def check_count(name: str, value: Any) -> int:
    """Return `value` as an int; raise ValueError unless it is a whole number of 1 or more."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise ValueError(f"Expected {name} to be a whole number of 1 or more. Received: {name}={value!r}")
    return int(value)


def check_number(
    name: str,
    value: Any,
    *,
    above: float = -math.inf,
    at_least: float = -math.inf,
    below: float = math.inf,
    at_most: float = math.inf,
) -> float:
    """Return `value` as a float; raise ValueError unless it is a finite number within these limits."""
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not (number and above < value < below and at_least <= value <= at_most):
        limits = [
            words.format(limit)
            for words, limit in (
                ("above {:g}", above),
                ("{:g} or more", at_least),
                ("below {:g}", below),
                ("at most {:g}", at_most),
            )
            if math.isfinite(limit)
        ]
        wanted = f"a number {' and '.join(limits)}" if limits else "a finite number"
        if math.isfinite(at_least) and math.isfinite(at_most):
            wanted = f"a number from {at_least:g} to {at_most:g}"
        raise ValueError(f"Expected {name} to be {wanted}. Received: {name}={value!r}")
    return float(value)


def one_of(names: Iterable[str]) -> str:
    """Return the names quoted and joined: `'adam', 'rmsprop' or 'sgd'`."""
    quoted = [repr(name) for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def choose[T](what: str, name: Any, table: Mapping[str, T]) -> T:
    """Return `table[name]`; an unknown name raises ValueError with the known ones and the nearest of them."""
    if isinstance(name, str) and name in table:
        return table[name]
    near = get_close_matches(name.lower(), table, n=1) if isinstance(name, str) else []
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"Unknown {what}: expected {one_of(table)}.{hint} Received: {name!r}")
