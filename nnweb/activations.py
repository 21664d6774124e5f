"""Activation functions, each with its backward beside it.

A backward takes the function's *output* `y`, which the forward pass keeps anyway, and the loss's gradient
with respect to it, `dy`; it returns the gradient with respect to the input `z`. Every function works in any
float dtype, along the last axis where it matters, and writes into `out` where one is given (which may be
the input itself).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnweb.checks.arguments import choose
from nnweb.ops.arrays import Array

__all__ = ["ACTIVATIONS", "Activation", "get", "leaky_relu", "linear", "relu", "sigmoid", "softmax", "tanh"]

# What leaky_relu leaves of negative sums: Keras' value; Maas et al. took 0.01.
LEAK = 0.2


@dataclass(frozen=True)
class Activation:
    """An activation function: `function(z) -> y` and `backward(y, dy) -> dz`, both with `out=`."""

    name: str
    function: Callable[..., Array]
    backward: Callable[..., Array]

    def __call__(self, z: Array, out: Array | None = None) -> Array:
        """Return the activations of `z`, shape and dtype kept."""
        return self.function(z, out=out)

    def derivative(self, z: Array) -> Array:
        """Return dy/dz at each element of `z`; for softmax, which has no such thing, use `backward`."""
        if self.name == "softmax":
            raise ValueError(
                "Expected an element-wise activation. Received: 'softmax'; use its backward(y, dy)."
            )
        y = self.function(z)
        return self.backward(y, np.ones_like(y))


def linear(z: Array, out: Array | None = None) -> Array:
    """Return `z` itself: y = z."""
    return z if out is z else np.positive(z, out=out)


def linear_backward(y: Array, dy: Array, out: Array | None = None) -> Array:  # noqa: ARG001
    return dy if out is dy else np.positive(dy, out=out)


def relu(z: Array, out: Array | None = None) -> Array:
    """Return the rectified linear unit, y = max(z, 0) (Glorot, Bordes & Bengio 2011)."""
    return np.maximum(z, 0, out=out)


def relu_backward(y: Array, dy: Array, out: Array | None = None) -> Array:
    return np.multiply(dy, y > 0, out=out)


def leaky_relu(z: Array, out: Array | None = None) -> Array:
    """Return y = max(z, 0.2 z): negative sums keep a small slope (Maas, Hannun & Ng 2013)."""
    y: Array = np.maximum(z, np.multiply(z, LEAK), out=out)
    return y


def leaky_relu_backward(y: Array, dy: Array, out: Array | None = None) -> Array:
    # y has the sign of z. The slopes take dy's dtype, so that float32 stays float32.
    slopes = np.where(y > 0, dy.dtype.type(1), dy.dtype.type(LEAK))
    dz: Array = np.multiply(dy, slopes, out=out)
    return dz


def sigmoid(z: Array, out: Array | None = None) -> Array:
    """Return the logistic function, y = 1 / (1 + exp(-z))."""
    # The same curve as a shifted tanh, which can't overflow however negative z is.
    y: Array = np.asarray(np.multiply(z, 0.5, out=out))  # of a plain number too
    np.tanh(y, out=y)
    y += 1
    y *= 0.5
    return y


def sigmoid_backward(y: Array, dy: Array, out: Array | None = None) -> Array:
    dz: Array = np.multiply(dy, y * (1 - y), out=out)
    return dz


def tanh(z: Array, out: Array | None = None) -> Array:
    """Return the hyperbolic tangent of `z`."""
    y: Array = np.tanh(z, out=out)
    return y


def tanh_backward(y: Array, dy: Array, out: Array | None = None) -> Array:
    dz: Array = np.multiply(dy, 1 - y * y, out=out)
    return dz


def softmax(z: Array, out: Array | None = None) -> Array:
    """Return exp(z) / sum(exp(z)) along the last axis: positive numbers that add up to 1."""
    # Taking the largest away first changes nothing in the quotient and keeps exp from overflowing.
    y: Array = np.subtract(z, z.max(axis=-1, keepdims=True), out=out)
    np.exp(y, out=y)
    y /= y.sum(axis=-1, keepdims=True)
    return y


def softmax_backward(y: Array, dy: Array, out: Array | None = None) -> Array:
    # Every output depends on every input: dz_i = y_i (dy_i - sum_j dy_j y_j).
    dz: Array = np.subtract(dy, np.sum(dy * y, axis=-1, keepdims=True), out=out)
    dz *= y
    return dz


ACTIVATIONS: dict[str, Activation] = {
    "linear": Activation("linear", linear, linear_backward),
    "relu": Activation("relu", relu, relu_backward),
    "leaky_relu": Activation("leaky_relu", leaky_relu, leaky_relu_backward),
    "sigmoid": Activation("sigmoid", sigmoid, sigmoid_backward),
    "tanh": Activation("tanh", tanh, tanh_backward),
    "softmax": Activation("softmax", softmax, softmax_backward),
}
"""Every activation by its name."""


def get(name: str | Activation | None) -> Activation:
    """Return the activation of that name; None is "linear".

    Raises:
        ValueError: for an unknown name.
    """
    if isinstance(name, Activation):
        return name
    return ACTIVATIONS["linear"] if name is None else choose("activation", name, ACTIVATIONS)
