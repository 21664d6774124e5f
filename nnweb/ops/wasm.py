"""The operations themselves: `kernel.c`, on NumPy's own buffers. How a call is made is in `call`.

Only indices and labels are copied, to integers of 32 bits. What each means is said by who asks: layers,
losses, optimizers, the network. Arrays are written in place.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from nnweb.ops.addresses import UnfitError, address
from nnweb.ops.arrays import FLOAT, Array
from nnweb.ops.buffers import Buffers
from nnweb.ops.call import Memo, once, ready, refuse, shared

if TYPE_CHECKING:
    from nnweb.activations import Activation

__all__ = ["adam", "dense_backward", "dense_forward", "gather", "rmsprop", "sgd", "softmax_crossentropy"]

# As kernel.c numbers and names them.
GATHER, DENSE_FORWARD, DENSE_BACKWARD, SOFTMAX_CROSSENTROPY, ADAM, SGD, RMSPROP = range(7)
ACTIVATION = {"linear": 0, "relu": 1, "sigmoid": 2, "tanh": 3}
ROWS = 64

_integers = Buffers()
_loss = np.zeros(1, FLOAT)


def gather(x: Array, indices: Array | slice, scale: float, offset: float, out: Array) -> bool:
    """Write `x[indices] * scale + offset` for bytes.

    Args:
        x: uint8 [examples, ...].
        indices: integers [batch].
        scale: and `offset`, applied to each value.
        offset: see `scale`.
        out: float32 [batch, ...].

    Raises:
        IndexError: if there is no such example.
    """
    if not ready() or x.dtype != np.uint8 or isinstance(indices, slice):
        return False
    n, example = indices.size, x.shape[1:]
    if out.shape != (n, *example):
        refuse(out=(out.shape, (n, *example)))
    rows = _integers.take("rows", (n,), np.int32)
    rows[...] = indices
    try:
        where = address(x, np.uint8), address(rows, np.int32), address(out)
    except UnfitError:
        return False
    once.pack(GATHER, (n, math.prod(example), len(x)), where, (scale, offset, 0.0, 0.0))
    if once.run():
        raise IndexError(
            f"Expected indices from 0 to {len(x) - 1}. Received: {indices.min()} to {indices.max()}"
        )
    return True


def dense_forward(
    x: Array, kernel: Array, bias: Array, activation: "Activation", out: Array, memo: Memo | None
) -> bool:
    """Write `activation(x @ kernel + bias)`.

    Args:
        x: [batch, inputs].
        kernel: [inputs, units].
        bias: [units].
        activation: done in the same pass where the kernel knows it, by its own function where not.
        out: [batch, units].
        memo: one layer's own, which keeps the lists of x's non-zeros and the packed call for the
            `dense_backward` that follows; None where none does.
    """
    if not ready():
        if memo is not None:
            memo.forget()
        return False
    forward = once if memo is None else memo.forward
    if not forward.is_about(x, kernel, bias, activation, out):
        (n, k), m = x.shape, bias.size
        if kernel.shape != (k, m) or out.shape != (n, m):
            refuse(kernel=(kernel.shape, (k, m)), out=(out.shape, (n, m)))
        try:
            where = address(x), address(kernel), address(bias), address(out)
        except UnfitError:
            if memo is not None:
                memo.forget()
            return False
        work = lists = 0
        if memo is None:
            work, _ = shared.take(ROWS * (2 * k + 1) + 1)
        else:
            lists, moved = memo.lists.take(n * (2 * k + 1) + 1)
            if moved:
                memo.backward.about = ()
            forward.about = x, kernel, bias, activation, out
        known = ACTIVATION.get(activation.name, 0)
        forward.pack(DENSE_FORWARD, (n, k, m), (*where, 0, 0, 0, work, lists), activation=known)
    forward.run()
    if memo is not None:
        memo.x = x
    if activation.name not in ACTIVATION:
        activation.function(out, out=out)
    return True


def dense_backward(
    x: Array,
    kernel: Array,
    y: Array,
    dy: Array,
    activation: "Activation",
    dkernel: Array,
    dbias: Array,
    dx: Array | None,
    memo: Memo | None,
) -> bool:
    """Write the gradients of kernel, bias and, if asked for, x; `dy` is overwritten.

    Args:
        x: what `dense_forward` was given, [batch, inputs].
        kernel: likewise, [inputs, units].
        y: what it wrote, [batch, units].
        dy: the loss's gradient by y, [batch, units].
        activation: as in `dense_forward`.
        dkernel: written, [inputs, units].
        dbias: written, [units].
        dx: written, [batch, inputs]; None where nobody before this layer learns.
        memo: as in the last `dense_forward` of this x, or None.
    """
    if not ready() or activation.name not in ACTIVATION:
        return False
    if memo is not None and memo.x is not x:
        memo = None  # it holds no lists of this x
    backward = once if memo is None else memo.backward
    if not backward.is_about(x, kernel, y, dy, activation, dkernel, dbias, dx):
        (n, k), m = x.shape, dbias.size
        batch = (n, m)
        if kernel.shape != (k, m) or dkernel.shape != (k, m) or y.shape != batch or dy.shape != batch:
            refuse(
                kernel=(kernel.shape, (k, m)),
                dkernel=(dkernel.shape, (k, m)),
                y=(y.shape, batch),
                dy=(dy.shape, batch),
            )
        if dx is not None and dx.shape != x.shape:
            refuse(dx=(dx.shape, x.shape))
        try:
            where = address(x), address(kernel), address(y), address(dy), address(dkernel), address(dbias)
            to = 0 if dx is None else address(dx)
        except UnfitError:
            return False
        words = max(n + k + 2 + 4 * n * k, k * m + ROWS * (2 * m + 1) + 1)
        work, _ = (shared if memo is None else memo.work).take(words)
        lists = 0 if memo is None else memo.lists.take(0)[0]
        if memo is not None:
            backward.about = x, kernel, y, dy, activation, dkernel, dbias, dx
        known = ACTIVATION[activation.name]
        backward.pack(DENSE_BACKWARD, (n, k, m), (*where, to, work, lists), activation=known)
    backward.run()
    return True


def softmax_crossentropy(
    logits: Array, labels: Array, probabilities: Array, gradient: Array, memo: Memo
) -> float | None:
    """Write softmax(logits) and the loss's gradient by the logits; return the loss, or None to decline.

    Args:
        logits: [batch, classes].
        labels: class numbers, integers [batch]; for other targets it declines.
        probabilities: written, [batch, classes].
        gradient: written, [batch, classes].
        memo: one loss's own, which keeps the packed call.

    Raises:
        IndexError: if a label is no class.
    """
    if not ready() or labels.ndim != 1 or not len(logits):
        return None
    (n, m), call = logits.shape, memo.forward
    if labels.shape != (n,):
        refuse(labels=(labels.shape, (n,)))
    numbers = _integers.take("labels", (n,), np.int32)
    numbers[...] = labels
    if not call.is_about(logits, numbers, probabilities, gradient):
        if probabilities.shape != (n, m) or gradient.shape != (n, m):
            refuse(probabilities=(probabilities.shape, (n, m)), gradient=(gradient.shape, (n, m)))
        try:
            where = address(logits), address(numbers, np.int32), address(probabilities), address(gradient)
        except UnfitError:
            return None
        call.about = logits, numbers, probabilities, gradient
        call.pack(SOFTMAX_CROSSENTROPY, (n, 0, m), (*where, address(_loss)))
    if call.run():
        raise IndexError(
            f"Expected class numbers from 0 to {m - 1}. Received: {labels.min()} to {labels.max()}"
        )
    return _loss.item()


# Optimizers: every array [n]; parameters and what is remembered are updated.


def sgd(
    parameters: Array, gradients: Array, velocity: Array | None, learning_rate: float, momentum: float
) -> bool:
    """Step as `optimizers.SGD` does; `velocity` is None where it has none."""
    numbers = (learning_rate, momentum, 0.0, 0.0)
    return _update(SGD, (parameters, gradients, velocity), numbers)


def rmsprop(
    parameters: Array, gradients: Array, v: Array, learning_rate: float, rho: float, epsilon: float
) -> bool:
    """Step as `optimizers.RMSprop` does."""
    return _update(RMSPROP, (parameters, gradients, v), (learning_rate, 1 - rho, epsilon, 0.0))


def adam(
    parameters: Array,
    gradients: Array,
    m: Array,
    v: Array,
    rate: float,
    beta_1: float,
    beta_2: float,
    epsilon: float,
) -> bool:
    """Step as `optimizers.Adam` does; `rate` is the learning rate with its bias correction."""
    return _update(ADAM, (parameters, gradients, m, v), (rate, 1 - beta_1, 1 - beta_2, epsilon))


def _update(
    operation: int,
    arrays: tuple[Array, *tuple[Array | None, ...]],
    numbers: tuple[float, float, float, float],
) -> bool:
    if not ready():
        return False
    parameters, *others = arrays
    for array in others:
        if array is not None and array.shape != parameters.shape:
            refuse(**{"gradients and what is remembered": (array.shape, parameters.shape)})
    try:
        where = tuple([0 if array is None else address(array) for array in arrays])
    except UnfitError:
        return False
    once.pack(operation, (parameters.size, 0, 0), where, numbers)
    once.run()
    return True
