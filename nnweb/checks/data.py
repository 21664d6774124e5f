"""What is checked at the door of fit, evaluate and predict, so that nothing odd gets further in."""

from typing import Any

import numpy as np

from nnweb.ops.arrays import Array, Shape

__all__ = ["check_examples", "check_targets"]

# Float inputs are looked through for NaN in blocks, so that no copy of a large set is made.
BLOCK = 2048


def check_examples(values: Any, input_shape: Shape | None, name: str = "x") -> Array:
    """Return the values as an array, [examples, *input_shape]; they are not copied if they are one.

    Raises:
        TypeError: if they are no numbers.
        ValueError: if there are no examples, their shape isn't `input_shape`, or one is NaN or infinite.
    """
    x = _numbers(values, name)
    if x.ndim < 2 or len(x) == 0:
        raise ValueError(
            f"Expected {name} to hold one example or more, shape (examples, …); "
            f"a single example goes in as {name}[None]. Received: {name} of shape {x.shape}"
        )
    if input_shape is not None and x.shape[1:] != input_shape:
        single = f" A single example goes in as {name}[None]." if x.shape == input_shape else ""
        raise ValueError(
            f"Expected {name} of shape {_batched(input_shape)}, as the model was built for.{single} "
            f"Received: {name} of shape {x.shape}"
        )
    if x.dtype.kind == "f":
        for start in range(0, len(x), BLOCK):
            _check_finite(x[start : start + BLOCK], start, name)
    return x


def check_targets(values: Any, examples: int, name: str = "y", x_name: str = "x") -> Array:
    """Return the values as an array of as many entries as there are examples.

    Raises:
        TypeError: if they are no numbers.
        ValueError: if they are more or fewer than the examples, or an entry is NaN or infinite.
    """
    y = _numbers(values, name)
    if y.ndim == 0 or len(y) != examples:
        raise ValueError(
            f"Expected {name} to be as long as {x_name}, {examples}. Received: {name} of shape {y.shape}"
        )
    if y.dtype.kind == "f":
        _check_finite(y, 0, name)
    return y


def _numbers(values: Any, name: str) -> Array:
    try:
        array: Array = np.asarray(values)
    except ValueError as error:
        raise ValueError(f"Expected {name} to be an array; its rows differ in length. ({error})") from None
    if array.dtype.kind not in "buif":
        raise TypeError(f"Expected {name} to hold real numbers. Received: {name} of dtype {array.dtype}")
    return array


def _check_finite(values: Array, start: int, name: str) -> None:
    # A sum is finite when all are (short of overflow): one pass, no temporary. Only then look closely.
    with np.errstate(all="ignore"):
        if np.isfinite(values.sum(dtype=np.float64)):
            return
    bad = ~np.isfinite(values)
    if bad.any():
        where = np.argwhere(bad)[0]
        raise ValueError(
            f"Expected {name} to hold finite numbers. "
            f"Received: {values[tuple(where)]} in example {start + where[0]}"
        )


def _batched(shape: Shape) -> str:
    return f"(examples, {', '.join(map(str, shape))})"
