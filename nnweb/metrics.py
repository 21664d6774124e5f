"""Metrics: how good predictions are, in numbers people read."""

import math

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["accuracy", "confusion_matrix", "count_correct", "wilson_interval"]


def count_correct(y_true: Array, y_pred: Array, threshold: float = 0.5) -> int:
    """Return how many examples are right.

    Args:
        y_true: class numbers [n] or one-hot [n, classes]; with one output, 0 or 1, [n] or [n, 1].
        y_pred: outputs, [n, classes]; the largest wins. With one output, [n] or [n, 1]: more than
            `threshold` means 1.
        threshold: see `y_pred`.
    """
    if y_pred.ndim == 2 and y_pred.shape[1] > 1:
        predicted = y_pred.argmax(axis=1)
        return int(np.count_nonzero(predicted == (y_true.argmax(axis=1) if y_true.ndim == 2 else y_true)))
    return int(np.count_nonzero((y_pred.reshape(-1) > threshold) == (y_true.reshape(-1) > 0.5)))


def accuracy(y_true: Array, y_pred: Array) -> float:
    """Return the share of examples that are right, 0 to 1; see `count_correct` for the shapes.

    Raises:
        ValueError: if the two differ in length or are empty.
    """
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred) or not len(y_true):
        raise ValueError(
            "Expected y_true and y_pred to be equally long and not empty. "
            f"Received: {len(y_true)} and {len(y_pred)} examples"
        )
    return count_correct(y_true, y_pred) / len(y_true)


def confusion_matrix(y_true: Array, y_pred: Array, classes: int | None = None) -> Array:
    """Return how often each class (row) was taken for each class (column): int64, [classes, classes].

    Args:
        y_true: class numbers, integers [n].
        y_pred: predicted class numbers, integers [n], or outputs [n, classes].
        classes: how many there are; by default as many as the outputs, or the largest number says.

    Raises:
        ValueError: if lengths differ, or a number is not a class.
    """
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if y_pred.ndim == 2:
        classes = y_pred.shape[1] if classes is None else classes
        y_pred = y_pred.argmax(axis=1)
    if y_true.shape != y_pred.shape or y_true.ndim != 1 or y_true.dtype.kind not in "iu":
        raise ValueError(
            "Expected y_true to hold integers, [n], and y_pred as many. "
            f"Received: y_true of {y_true.dtype}, shape {y_true.shape}, and y_pred of shape {y_pred.shape}"
        )
    # bincount counts with the machine's own integers, which have 32 bits in WebAssembly.
    true, predicted = y_true.astype(np.intp), y_pred.astype(np.intp)
    both = np.concatenate([true, predicted])
    lowest, largest = int(both.min(initial=0)), int(both.max(initial=-1))
    classes = largest + 1 if classes is None else classes
    if largest >= classes or lowest < 0:
        raise ValueError(f"Expected class numbers from 0 to {classes - 1}. Received: {lowest} to {largest}")
    counts = np.bincount(true * classes + predicted, minlength=classes * classes)
    return counts.astype(np.int64).reshape(classes, classes)


def wilson_interval(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Return between which shares the true accuracy lies, given `right` of `count` (Wilson 1927).

    Args:
        right: how many were right.
        count: of how many, at least 1.
        z: how sure; 1.96 is 95 %.
    """
    if not 0 <= right <= count or count < 1:
        raise ValueError(f"Expected 0 <= right <= count and count >= 1. Received: {right} and {count}")
    share = right / count
    middle = share + z * z / (2 * count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    # At its ends the interval touches 0 or 1 exactly; rounding must not push it beyond.
    low = 0.0 if right == 0 else (middle - half) / scale
    high = 1.0 if right == count else (middle + half) / scale
    return low, high
