"""Backpropagation without its backward weights: feedback alignment, on a network small enough to see through.

Two layers without activation learn a linear map `target`: y = x W1 W2. With independent inputs of variance 1
the expected squared error depends on the weights alone, so no examples are needed:

    E = W1 W2 - target            loss = 1/2 sum(E^2)
    dloss/dW2 = W1^T E            dloss/dW1 = E W2^T

The last W2^T is what backpropagation asks for: the error comes back through the forward weights. Feedback
alignment puts a fixed random matrix B in its place, W1 <- W1 - rate E B (Lillicrap, Cownden, Tweed and
Akerman 2016, who begin with a linear network too). The third way leaves W1 as it was.

Limits: linear, two layers, exact expected gradients. Deep and convolutional networks are harder to teach so.
"""

from typing import NamedTuple

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["METHODS", "Curves", "learn"]

METHODS = ("backpropagation", "feedback alignment", "first layer fixed")
"""The three ways, in the order in which their losses are given."""


class Curves(NamedTuple):
    """What three ways of learning made of the same start, step by step."""

    losses: Array
    """[steps + 1, 3]: the loss before each step and after the last, as a share of the first."""
    angles: Array
    """[steps + 1]: degrees between E B, which feedback alignment sends back, and the gradient's E W2^T."""


def learn(target: Array, first: Array, second: Array, feedback: Array, rate: float, steps: int) -> Curves:
    """Return how backpropagation, feedback alignment and a fixed first layer learn from the same weights.

    Args:
        target: [inputs, outputs], the map to be learned.
        first: [inputs, hidden], W1 at the start.
        second: [hidden, outputs], W2 at the start.
        feedback: [outputs, hidden], B.
        rate: the learning rate of every weight.
        steps: how many.
    """
    w1, w2 = np.stack([first] * 3), np.stack([second] * 3)
    # What sends the error back in each way: W2^T is filled in at every step; nothing moves the fixed layer.
    back = np.stack([second.T, feedback, np.zeros_like(feedback)])
    errors = np.empty((steps + 1, 3, *target.shape))
    seconds = np.empty((steps + 1, *second.shape))
    for step in range(steps + 1):
        error = w1 @ w2 - target
        errors[step], seconds[step] = error, w2[1]
        back[0] = w2[0].T
        change = error @ back
        w2 -= rate * (w1.transpose(0, 2, 1) @ error)
        w1 -= rate * change
    losses = (errors**2).sum(axis=(2, 3))
    return Curves(
        losses / losses[0], _angles(errors[:, 1] @ feedback, errors[:, 1] @ seconds.transpose(0, 2, 1))
    )


def _angles(one: Array, other: Array) -> Array:
    """Return the angle between two matrices taken as vectors, in degrees, at each step."""
    product = (one * other).sum(axis=(1, 2))
    lengths = np.sqrt((one**2).sum(axis=(1, 2)) * (other**2).sum(axis=(1, 2)))
    return np.asarray(np.degrees(np.arccos(np.clip(product / np.maximum(lengths, 1e-30), -1, 1))))
