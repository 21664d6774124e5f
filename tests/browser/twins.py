"""Runs inside Pyodide: each operation of the kernel beside its NumPy twin, on one random example."""

import numpy as np

from nnweb.ops import NAME, numpy_ops, wasm_ops

F = np.float32


def worst(kernel, twin):
    """Return the largest difference, relative to the largest number the twin has."""
    errors = [0.0]
    for a, b in zip(kernel, twin, strict=True):
        assert a.shape == b.shape, (a.shape, b.shape)
        assert a.dtype == b.dtype == F, (a.dtype, b.dtype)
        if b.size:
            assert np.isfinite(a).all()
            errors.append(float(np.abs(a.astype(float) - b).max() / max(np.abs(b).max(), 1e-6)))
    return max(errors)


def both(run):
    return worst(run(wasm_ops), run(numpy_ops))


def laid_out(array, layout):
    """Return equal numbers in memory another way: the operations take any strides NumPy can hand over."""
    if layout == "fortran":
        return np.asfortranarray(array)
    if layout == "strided":
        wide = np.zeros((array.shape[0], array.shape[1] * 2), array.dtype)
        wide[:, ::2] = array
        return wide[:, ::2]
    return array


def compare(seed, n, k, m, activation, share_of_zeros, layout):
    """Return each operation's worst relative error for n examples, k inputs and m units."""
    rng = np.random.default_rng(seed)
    x = laid_out((rng.standard_normal((n, k)) * (rng.random((n, k)) >= share_of_zeros)).astype(F), layout)
    kernel, bias = (rng.standard_normal((k, m)) / np.sqrt(k)).astype(F), rng.standard_normal(m).astype(F)
    y, dy = numpy_ops.dense_forward(x, kernel, bias, activation), rng.standard_normal((n, m)).astype(F)
    labels = rng.integers(0, m, n).astype(np.uint8)
    pixels = rng.integers(0, 256, (n + 3, k), dtype=np.uint8)
    rows = rng.permutation(n + 3)[:n]
    state = rng.standard_normal((3, k * m)).astype(F)
    squares = rng.random(k * m).astype(F)

    def backward(ops):
        dkernel, dbias = np.full((k, m), np.nan, F), np.full(m, np.nan, F)
        dx = ops.dense_backward(x, kernel, y, dy.copy(), activation, dkernel, dbias, True)
        return dkernel, dbias, dx

    def remembered(ops):
        # One layer's calls again and again, as training: other numbers in the same arrays, then fewer rows.
        memo, results = ops.Memo(), []
        out, dx = np.empty((n, m), F), np.empty((n, k), F)
        into, step = x.copy(order="C"), dy.copy()
        dkernel, dbias = np.empty((k, m), F), np.empty(m, F)
        for turn in range(3):
            into[...] = np.roll(x, turn)
            ops.dense_forward(into, kernel, bias, activation, out=out, memo=memo)
            step[...] = dy
            ops.dense_backward(into, kernel, out, step, activation, dkernel, dbias, True, out=dx, memo=memo)
            results += [out.copy(), dkernel.copy(), dbias.copy(), dx.copy()]
        fewer = into[: n // 2]
        part = ops.dense_forward(fewer, kernel, bias, activation, memo=memo)
        back = ops.dense_backward(
            fewer, kernel, part, dy[: n // 2].copy(), activation, dkernel, dbias, True, memo=memo
        )
        # A backward of an x the memo has not seen works its lists out itself.
        other = np.flip(x).copy(order="C")
        unseen = ops.dense_backward(other, kernel, y, dy.copy(), activation, dkernel, dbias, True, memo=memo)
        return [*results, part, back, unseen, dkernel]

    def loss(ops):
        value, probabilities, gradient = ops.softmax_crossentropy(y, labels)
        return np.array([value], F), probabilities.copy(), gradient.copy()

    def update(name, *more):
        def run(ops):
            p, g, one = state.copy()
            two = squares.copy()
            memory = {"sgd": (one,), "rmsprop": (two,), "adam": (one, two)}[name]
            getattr(ops, f"{name}_update")(p, g, *memory, *more)
            return p, *memory

        return run

    assert NAME == "wasm-simd"
    return {
        "gather": both(lambda ops: [ops.gather(pixels, rows, 1 / 255, -0.5)]),
        "dense_forward": both(lambda ops: [ops.dense_forward(x, kernel, bias, activation)]),
        "dense_backward": both(backward),
        "a layer's memo": both(remembered),
        "softmax_crossentropy": both(loss) if n else 0.0,
        "sgd": both(update("sgd", 0.01, 0.9)),
        "rmsprop": both(update("rmsprop", 0.001, 0.9, 1e-7)),
        "adam": both(update("adam", 3, 0.001, 0.9, 0.999, 1e-7)),
    }
