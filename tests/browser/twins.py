"""Runs inside Pyodide: what is done with the kernel beside what is done without, on one random example."""

import numpy as np

from nnweb import Sequential, activations, layers, losses, ops, optimizers

F = np.float32


def worst(kernel, twin, least):
    """Return the largest difference, relative to the largest number the twin has, or to `least`."""
    errors = [0.0]
    for a, b in zip(kernel, twin, strict=True):
        assert a.shape == b.shape, (a.shape, b.shape)
        assert a.dtype == b.dtype == F, (a.dtype, b.dtype)
        if b.size:
            assert np.isfinite(a).all()
            errors.append(float(np.abs(a.astype(float) - b).max() / max(np.abs(b).max(), least)))
    return max(errors)


def both(run, least=1e-6):
    fast = run()
    with ops.declined():
        return worst(fast, run(), least)


def both_sums(run):
    # Sums of numbers of the size of 1, which may cancel out: what is left then is no measure of the error.
    return both(run, 0.1)


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
    dy, labels = rng.standard_normal((n, m)).astype(F), rng.integers(0, m, n).astype(np.uint8)
    pixels = rng.integers(0, 256, (n + 3, k), dtype=np.uint8)
    rows = rng.permutation(n + 3)[:n]
    start, step = rng.standard_normal((2, k * m)).astype(F)

    def dense():
        layer = layers.Dense(m, activation)
        gradients = {"kernel": np.full((k, m), np.nan, F), "bias": np.full(m, np.nan, F)}
        layer.attach({"kernel": kernel, "bias": bias}, gradients)
        return layer, gradients

    def forward():
        return [dense()[0].forward(x).copy()]

    def backward():
        layer, gradients = dense()
        layer.forward(x, training=True)
        return [layer.backward(dy.copy()).copy(), *gradients.values()]

    def unremembered():
        # A backward after a forward that was not for training works the lists of non-zeros out itself.
        layer, gradients = dense()
        layer.forward(x)
        return [layer.backward(dy.copy()).copy(), *gradients.values()]

    def remembered():
        # One layer's calls again and again, as training: other numbers in the same arrays, then fewer rows.
        layer, gradients = dense()
        into, gradient, results = x.copy(order="C"), dy.copy(), []

        def turn(x, dy):
            results.append(layer.forward(x, training=True).copy())
            results.append(layer.backward(dy).copy())
            results.extend(each.copy() for each in gradients.values())

        for shift in range(3):
            into[...] = np.roll(x, shift)
            gradient[...] = dy
            turn(into, gradient)
        turn(into[: n // 2], dy[: n // 2].copy())
        gradient[...] = dy
        turn(into, gradient)
        return results

    def gathered():
        model = Sequential([layers.Rescaling(1 / 255, -0.5, input_shape=(k,)), layers.Flatten()])
        return [model.gather(pixels, rows).copy()]

    def bytes_as_inputs():
        # Where an array of bytes lies was found out by gather; a layer must not read it as floats.
        gathered()
        return [dense()[0].forward(pixels).copy()]

    def loss():
        logits = (x @ kernel).astype(F)
        value, p, gradient = losses.SparseCategoricalCrossentropy().with_logits(labels, logits)
        return np.array([value], F), p.copy(), gradient.copy()

    def update(make):
        def run():
            optimizer, parameters = make(), start.copy()
            for factor in (1, -2, 0.5):
                optimizer.update(parameters, step * F(factor))
            return [parameters, *optimizer.state.values()]

        return run

    assert ops.NAME == "wasm-simd"
    assert activations.get(activation).name == activation
    return {
        "gather": both(gathered),
        "bytes": both(bytes_as_inputs),
        "dense forward": both_sums(forward),
        "dense backward": both_sums(backward),
        "dense backward without lists": both_sums(unremembered),
        "a layer's memo": both_sums(remembered),
        "softmax_crossentropy": both(loss) if n else 0.0,
        "sgd": both(update(lambda: optimizers.SGD(0.01))),
        "momentum": both(update(lambda: optimizers.SGD(0.01, momentum=0.9))),
        "rmsprop": both(update(lambda: optimizers.RMSprop(0.001))),
        "adam": both(update(lambda: optimizers.Adam(0.001))),
    }
