"""The operations in WebAssembly SIMD: `kernel.c`, loaded by ctypes, on NumPy's own buffers, no copies.

Each stands for its twin in `numpy_ops`, which says what it means. What the kernel can't take as it is
(another dtype, a strided array) goes to the twin. How a call is made is told in `wasm_call`.
"""

import math

import numpy as np

from nnweb.activations import ACTIVATIONS
from nnweb.ops import numpy_ops
from nnweb.ops.arrays import FLOAT, Array
from nnweb.ops.buffers import Buffers
from nnweb.ops.call import Call, Memo, UnfitError, address, once, refuse, shared
from nnweb.ops.numpy_ops import sigmoid_crossentropy

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

# As kernel.c numbers and names them.
GATHER, DENSE_FORWARD, DENSE_BACKWARD, SOFTMAX_CROSSENTROPY, ADAM, SGD, RMSPROP = range(7)
ACTIVATION = {"linear": 0, "relu": 1, "sigmoid": 2, "tanh": 3}
ROWS = 64

_rows = Buffers()
_crossentropies: dict[tuple[int, ...], tuple[Array, Array, Array, Call]] = {}
_loss = np.zeros(1, FLOAT)


def gather(
    x: Array, indices: Array | slice, scale: float = 1.0, offset: float = 0.0, out: Array | None = None
) -> Array:
    """See `numpy_ops.gather`; the kernel takes bytes."""
    if x.dtype != np.uint8 or isinstance(indices, slice):
        return numpy_ops.gather(x, indices, scale, offset, out)
    n, example = indices.size, x.shape[1:]
    if out is None:
        out = np.empty((n, *example), FLOAT)
    if out.shape != (n, *example):
        refuse(out=(out.shape, (n, *example)))
    rows = _rows.take("rows", (n,), np.int32)
    rows[...] = indices
    try:
        where = address(x, np.uint8), address(rows, np.int32), address(out)
    except UnfitError:
        return numpy_ops.gather(x, indices, scale, offset, out)
    once.pack(GATHER, (n, math.prod(example), len(x)), where, (scale, offset, 0.0, 0.0))
    if once.run():
        raise IndexError(
            f"Expected indices from 0 to {len(x) - 1}. Received: {indices.min()} to {indices.max()}"
        )
    return out


def dense_forward(
    x: Array,
    kernel: Array,
    bias: Array,
    activation: str,
    out: Array | None = None,
    memo: Memo | None = None,
) -> Array:
    """See `numpy_ops.dense_forward`; the memo keeps the lists of x's non-zeros, and the packed call."""
    if out is None:
        out = np.empty((len(x), bias.size), FLOAT)
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
            return numpy_ops.dense_forward(x, kernel, bias, activation, out)
        work = lists = 0
        if memo is None:
            work, _ = shared.take(ROWS * (2 * k + 1) + 1)
        else:
            lists, moved = memo.lists.take(n * (2 * k + 1) + 1)
            if moved:
                memo.backward.about = ()
            forward.about = x, kernel, bias, activation, out
        forward.pack(
            DENSE_FORWARD, (n, k, m), (*where, 0, 0, 0, work, lists), activation=ACTIVATION.get(activation, 0)
        )
    forward.run()
    if memo is not None:
        memo.x = x
    if activation not in ACTIVATION:
        ACTIVATIONS[activation].function(out, out=out)
    return out


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
    memo: Memo | None = None,
) -> Array | None:
    """See `numpy_ops.dense_backward`."""
    if memo is not None and memo.x is not x:
        memo = None  # it holds no lists of this x
    if need_dx and out is None:
        out = np.empty(x.shape, FLOAT)
    backward = once if memo is None else memo.backward
    if not backward.is_about(x, kernel, y, dy, activation, dkernel, dbias, need_dx, out):
        (n, k), m = x.shape, dbias.size
        batch = (n, m)
        if kernel.shape != (k, m) or dkernel.shape != (k, m) or y.shape != batch or dy.shape != batch:
            refuse(
                kernel=(kernel.shape, (k, m)),
                dkernel=(dkernel.shape, (k, m)),
                y=(y.shape, batch),
                dy=(dy.shape, batch),
            )
        try:
            if activation not in ACTIVATION:
                raise UnfitError
            where = address(x), address(kernel), address(y), address(dy), address(dkernel), address(dbias)
            to = address(out) if need_dx and out is not None else 0
        except UnfitError:
            return numpy_ops.dense_backward(x, kernel, y, dy, activation, dkernel, dbias, need_dx, out)
        words = max(n + k + 2 + 4 * n * k, k * m + ROWS * (2 * m + 1) + 1)
        work, _ = (shared if memo is None else memo.work).take(words)
        lists = 0 if memo is None else memo.lists.take(0)[0]
        if memo is not None:
            backward.about = x, kernel, y, dy, activation, dkernel, dbias, need_dx, out
        backward.pack(DENSE_BACKWARD, (n, k, m), (*where, to, work, lists), activation=ACTIVATION[activation])
    backward.run()
    return out if need_dx else None


def softmax_crossentropy(logits: Array, targets: Array) -> tuple[float, Array, Array]:
    """See `numpy_ops.softmax_crossentropy`; the kernel takes class numbers.

    The two arrays are good until the next call for a batch of this shape.
    """
    n, m = batch = logits.shape
    if targets.ndim != 1 or n == 0:
        return numpy_ops.softmax_crossentropy(logits, targets)
    if targets.shape != (n,):
        refuse(targets=(targets.shape, (n,)))
    labels, probabilities, gradient, call = _kept_for(batch)
    if not call.is_about(logits):
        try:
            where = address(logits), address(labels, np.int32), address(probabilities), address(gradient)
        except UnfitError:
            return numpy_ops.softmax_crossentropy(logits, targets)
        call.about = (logits,)
        call.pack(SOFTMAX_CROSSENTROPY, (n, 0, m), (*where, address(_loss)))
    labels[...] = targets
    if call.run():
        raise IndexError(
            f"Expected class numbers from 0 to {m - 1}. Received: {targets.min()} to {targets.max()}"
        )
    return _loss.item(), probabilities, gradient


def _kept_for(batch: tuple[int, ...]) -> tuple[Array, Array, Array, Call]:
    # Labels, probabilities, gradient and call of the last cross-entropies of this shape.
    kept = _crossentropies.get(batch)
    if kept is None:
        if len(_crossentropies) >= 8:
            _crossentropies.clear()
        kept = np.empty(batch[0], np.int32), np.empty(batch, FLOAT), np.empty(batch, FLOAT), Call()
        _crossentropies[batch] = kept
    return kept


def sgd_update(
    parameters: Array, gradients: Array, velocity: Array | None, learning_rate: float, momentum: float
) -> None:
    """See `numpy_ops.sgd_update`."""
    try:
        where = address(parameters), address(gradients), 0 if velocity is None else address(velocity)
    except UnfitError:
        numpy_ops.sgd_update(parameters, gradients, velocity, learning_rate, momentum)
    else:
        once.pack(SGD, (parameters.size, 0, 0), where, (learning_rate, momentum, 0.0, 0.0))
        once.run()


def rmsprop_update(
    parameters: Array, gradients: Array, v: Array, learning_rate: float, rho: float, epsilon: float
) -> None:
    """See `numpy_ops.rmsprop_update`."""
    try:
        where = address(parameters), address(gradients), address(v)
    except UnfitError:
        numpy_ops.rmsprop_update(parameters, gradients, v, learning_rate, rho, epsilon)
    else:
        once.pack(RMSPROP, (parameters.size, 0, 0), where, (learning_rate, 1 - rho, epsilon, 0.0))
        once.run()


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
    """See `numpy_ops.adam_update`."""
    rate = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    try:
        where = address(parameters), address(gradients), address(m), address(v)
    except UnfitError:
        numpy_ops.adam_update(parameters, gradients, m, v, step, learning_rate, beta_1, beta_2, epsilon)
    else:
        once.pack(ADAM, (parameters.size, 0, 0), where, (rate, 1 - beta_1, 1 - beta_2, epsilon))
        once.run()
