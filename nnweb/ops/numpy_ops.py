"""The operations in NumPy: what a faster twin has to reproduce.

Each is one call for what a layer, a loss or an optimizer does to a batch. They write into arrays the caller
keeps, in any float dtype (the package uses float32; the gradient checks float64), and keep no state.
Optional `out` arrays are for reuse; without them a new array is made.
"""

import math
from typing import cast

import numpy as np

from nnweb.activations import ACTIVATIONS
from nnweb.ops.arrays import FLOAT, Array

__all__ = [
    "Memo",
    "adam_update",
    "dense_backward",
    "dense_forward",
    "gather",
    "rmsprop_update",
    "sgd_update",
    "sigmoid_crossentropy",
    "softmax_crossentropy",
]


class Memo:
    """What one layer's forward leaves for its backward: nothing here; a faster twin has something."""


def gather(
    x: Array, indices: Array | slice, scale: float = 1.0, offset: float = 0.0, out: Array | None = None
) -> Array:
    """Return `x[indices] * scale + offset` as float32, [batch, ...]; only the batch is copied, never `x`.

    Args:
        x: examples of any numeric dtype, shape [examples, ...].
        indices: integers, shape [batch], or a slice of consecutive examples.
        scale: and `offset`, applied to each value.
        offset: see `scale`.
        out: float32, shape [batch, ...].
    """
    # take is the faster one, but would first copy the whole of an x that is not contiguous.
    plain = isinstance(indices, slice) or not x.flags.c_contiguous
    rows = x[indices] if plain else x.take(cast(Array, indices), axis=0)
    if out is None:
        out = np.empty(rows.shape, FLOAT)
    if scale == 1.0 or rows.dtype.itemsize > 4:
        np.copyto(out, rows, casting="unsafe")
        if scale != 1.0:
            out *= FLOAT(scale)
    else:
        np.multiply(rows, FLOAT(scale), out=out, casting="unsafe")
    if offset != 0.0:
        out += FLOAT(offset)
    return out


def dense_forward(
    x: Array,
    kernel: Array,
    bias: Array,
    activation: str,
    out: Array | None = None,
    memo: Memo | None = None,  # noqa: ARG001
) -> Array:
    """Return `activation(x @ kernel + bias)`.

    Args:
        x: [batch, inputs].
        kernel: [inputs, units].
        bias: [units].
        activation: one of `nnweb.activations.ACTIVATIONS`.
        out: [batch, units].
        memo: one layer's own. What a faster twin finds out about x here it may use in the `dense_backward`
            that follows with the same memo, and about where arrays lie in later calls. NumPy keeps nothing.
    """
    y = np.matmul(x, kernel, out=out)
    y += bias
    if activation != "linear":
        ACTIVATIONS[activation].function(y, out=y)
    return y


def dense_backward(
    x: Array,
    kernel: Array,
    y: Array,
    dy: Array,
    activation: str,
    dkernel: Array,
    dbias: Array,
    need_dx: bool,
    out: Array | None = None,
    memo: Memo | None = None,  # noqa: ARG001
) -> Array | None:
    """Write the gradients of a dense layer's kernel and bias; return that of its input, if needed.

    Args:
        x: what `dense_forward` was given, [batch, inputs].
        kernel: likewise, [inputs, units].
        y: what it returned, [batch, units].
        dy: the loss's gradient with respect to y, [batch, units]; overwritten.
        activation: as in `dense_forward`.
        dkernel: written, [inputs, units].
        dbias: written, [units].
        need_dx: whether the gradient with respect to x is wanted; a first layer has no use for it.
        out: for that gradient, [batch, inputs].
        memo: as in the last `dense_forward` of this x, or none.
    """
    if activation != "linear":
        ACTIVATIONS[activation].backward(y, dy, out=dy)
    np.matmul(x.T, dy, out=dkernel)
    dy.sum(axis=0, out=dbias)
    return np.matmul(dy, kernel.T, out=out) if need_dx else None


def softmax_crossentropy(logits: Array, targets: Array) -> tuple[float, Array, Array]:
    """Return the mean cross-entropy of softmax(logits), the probabilities, and the loss's gradient by logits.

    Fused, so that neither log(0) nor 0/0 can arise: the gradient is simply (probabilities - target) / batch.

    Args:
        logits: [batch, classes].
        targets: class numbers, integers [batch]; or probabilities, floats [batch, classes], rows adding to 1.
    """
    batch = len(logits)
    shifted = logits - logits.max(axis=1, keepdims=True)
    probabilities = np.exp(shifted)
    totals = probabilities.sum(axis=1, keepdims=True)
    probabilities /= totals
    gradient = probabilities / batch
    if targets.ndim == 1:
        rows = np.arange(batch)
        chosen = shifted[rows, targets].sum(dtype=np.float64)
        gradient[rows, targets] -= 1 / batch
    else:
        chosen = np.sum(shifted * targets, dtype=np.float64)
        gradient -= targets / batch
    loss = (float(np.log(totals).sum(dtype=np.float64)) - float(chosen)) / batch
    return loss, probabilities, gradient


def sigmoid_crossentropy(logits: Array, targets: Array) -> tuple[float, Array, Array]:
    """Return the mean binary cross-entropy of sigmoid(logits), the probabilities, and the gradient by logits.

    Fused: log(1 + exp(-|z|)) neither overflows nor takes the logarithm of 0.

    Args:
        logits: [batch, outputs].
        targets: 0 to 1, floats [batch, outputs].
    """
    probabilities = ACTIVATIONS["sigmoid"](logits)
    losses = np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))
    gradient = (probabilities - targets) / logits.size
    return float(losses.mean(dtype=np.float64)), probabilities, gradient


def sgd_update(
    parameters: Array, gradients: Array, velocity: Array | None, learning_rate: float, momentum: float
) -> None:
    """Step down the gradient in place: v = momentum v - learning_rate g; p += v (Keras' convention).

    Args:
        parameters: [n], updated.
        gradients: [n].
        velocity: [n], updated; None where momentum is 0.
        learning_rate: size of the step.
        momentum: share of the last step that is taken again.
    """
    if velocity is None:
        parameters -= gradients * learning_rate
        return
    velocity *= momentum
    velocity -= gradients * learning_rate
    parameters += velocity


def rmsprop_update(
    parameters: Array, gradients: Array, v: Array, learning_rate: float, rho: float, epsilon: float
) -> None:
    """Step in place: v = rho v + (1 - rho) g²; p -= learning_rate g / sqrt(v + epsilon), as Keras.

    Args:
        parameters: [n], updated.
        gradients: [n].
        v: running mean of squared gradients, [n], updated.
        learning_rate: size of the step.
        rho: share of v that is kept.
        epsilon: keeps the quotient finite.
    """
    t = gradients * gradients
    t -= v
    t *= 1 - rho
    v += t
    np.add(v, epsilon, out=t)
    np.sqrt(t, out=t)
    np.divide(gradients, t, out=t)
    t *= learning_rate
    parameters -= t


def adam_update(
    parameters: Array,
    gradients: Array,
    m: Array,
    v: Array,
    step: int,
    learning_rate: float,
    beta_1: float,
    beta_2: float,
    epsilon: float,
) -> None:
    """Step in place as Adam does (Kingma & Ba 2014, the efficient form at the end of section 2, as Keras).

    m = beta_1 m + (1 - beta_1) g; v = beta_2 v + (1 - beta_2) g²;
    p -= learning_rate sqrt(1 - beta_2^step) / (1 - beta_1^step) · m / (sqrt(v) + epsilon).

    Args:
        parameters: [n], updated.
        gradients: [n].
        m: running mean of gradients, [n], updated.
        v: running mean of squared gradients, [n], updated.
        step: of this update, from 1.
        learning_rate: size of the step.
        beta_1: share of m that is kept.
        beta_2: share of v that is kept.
        epsilon: keeps the quotient finite.
    """
    rate = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    t = gradients - m
    t *= 1 - beta_1
    m += t
    np.multiply(gradients, gradients, out=t)
    t -= v
    t *= 1 - beta_2
    v += t
    np.sqrt(v, out=t)
    t += epsilon
    np.divide(m, t, out=t)
    t *= rate
    parameters -= t
