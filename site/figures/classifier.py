"""The article's classifier taken apart: every number between an image and the ten probabilities."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from nnweb import Sequential, activations
from nnweb.layers import Dense
from nnweb.ops.arrays import Array

__all__ = ["Pass", "by_pixel", "mistakes", "run"]


@dataclass(frozen=True)
class Pass:
    """One image on its way through Flatten, a hidden Dense of n units, and Dense 10 with softmax.

    Attributes:
        x: grey values from 0 to 1, [784].
        hidden_kernel: [784, n], and so on to the last layer's bias, [10].
        hidden_bias: [n].
        activation: the hidden layer's, by name.
        z: sums of the hidden units, [n].
        a: their activations, [n].
        kernel: [n, 10].
        bias: [10].
        scores: what softmax gets, [10].
        p: probabilities, [10].
    """

    x: Array
    hidden_kernel: Array
    hidden_bias: Array
    activation: str
    z: Array
    a: Array
    kernel: Array
    bias: Array
    scores: Array
    p: Array


def run(network: Sequential, image: Array) -> Pass:
    """Return all that happens to an image, uint8 [28, 28]; the same as `network.predict`, step by step."""
    hidden, last = (layer for layer in network.layers if isinstance(layer, Dense))
    x = image.reshape(-1) / np.float32(255)
    z = x @ hidden.kernel + hidden.bias
    a = activations.get(hidden.activation)(z)
    scores = a @ last.kernel + last.bias
    return Pass(
        x, hidden.kernel, hidden.bias, hidden.activation, z, a, last.kernel, last.bias, scores,
        activations.softmax(scores),
    )  # fmt: skip


def by_pixel(passed: Pass, direction: Array) -> tuple[Array, float]:
    """Return what each pixel adds to a weighted sum of the scores, [784], and what the biases add.

    The parts add up to `direction @ scores` exactly. For one image a ReLU unit is either on, and passes its
    sum on, or off: the network is then linear in the pixels, and a pixel's part is its grey value times the
    slope that it meets. For another activation f the slope is (f(z) - f(0)) / z.
    The biases' part is this image's too: on a blank sheet other units would be on.
    """
    at_zero = float(activations.get(passed.activation)(np.zeros(1, passed.z.dtype))[0])
    off = passed.z == 0
    slope = np.where(off, 0, (passed.a - at_zero) / np.where(off, 1, passed.z))
    towards = passed.kernel @ direction
    parts = passed.x * (passed.hidden_kernel @ (slope * towards))
    rest = passed.hidden_bias @ (slope * towards) + at_zero * towards.sum() + passed.bias @ direction
    return parts, float(rest)


def mistakes(network: Sequential, images: Array, labels: Array) -> Array:
    """Return the numbers of the images read wrongly, the one it was surest of first."""
    key = zlib.crc32(np.ascontiguousarray(network.parameters)), len(images)
    if key not in _FOUND:
        p = network.predict(images, verbose=0)
        answers = p.argmax(axis=1)
        wrong = np.flatnonzero(answers != labels)
        _FOUND.clear()
        _FOUND[key] = wrong[np.argsort(-p[wrong, answers[wrong]], kind="stable")]
    return _FOUND[key]


# Of the network that was asked about last, by its weights: looking through 10,000 images takes a while.
_FOUND: dict[tuple[int, int], Array] = {}
