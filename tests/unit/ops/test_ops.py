"""Without WebAssembly every operation declines, and leaves what it was given as it was."""

import numpy as np

from nnweb import ops
from nnweb.activations import ACTIVATIONS

F = np.float32


def test_natively_all_decline_and_touch_nothing():
    x, kernel, bias, out = np.ones((2, 3), F), np.ones((3, 4), F), np.ones(4, F), np.full((2, 4), 7, F)
    kept = out.copy()
    relu, memo = ACTIVATIONS["relu"], ops.Memo()
    assert ops.NAME == "numpy"
    assert not ops.gather(np.ones((3, 4), np.uint8), np.array([0, 2]), 1.0, 0.0, out)
    assert not ops.dense_forward(x, kernel, bias, relu, out, memo)
    assert not ops.dense_backward(x, kernel, out, out, relu, kernel.copy(), bias.copy(), None, memo)
    assert ops.softmax_crossentropy(out, np.array([0, 1]), out, out, memo) is None
    assert not ops.sgd(bias, bias, None, 0.1, 0.0)
    assert not ops.rmsprop(bias, bias, bias, 0.1, 0.9, 1e-7)
    assert not ops.adam(bias, bias, bias, bias, 0.1, 0.9, 0.999, 1e-7)
    np.testing.assert_array_equal(out, kept)
    with ops.declined():
        assert not ops.sgd(bias, bias, None, 0.1, 0.0)
