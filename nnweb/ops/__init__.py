"""The operations done fast, in WebAssembly SIMD: an offer to the layers, losses and optimizers.

Each is asked first and may decline, by returning False (or None where it has a result): there is no kernel
here, or it can't read an array as it is. Then the caller does it in NumPy. So the rule of a thing stands
once, where its name is, and what stands here is only faster. Without WebAssembly every operation declines;
`NAME` tells which it is. NNWEB_OPS=numpy in the environment asks for NumPy in a browser too, and
`declined()` does so for a while, to compare the two.
"""

from nnweb.ops import numpy_setup  # noqa: F401  (first: it decides how NumPy is loaded)

# isort: split
from nnweb.ops.call import NAME, Memo, declined
from nnweb.ops.wasm import (
    adam,
    dense_backward,
    dense_forward,
    gather,
    rmsprop,
    sgd,
    softmax_crossentropy,
)

__all__ = [
    "NAME",
    "Memo",
    "adam",
    "declined",
    "dense_backward",
    "dense_forward",
    "gather",
    "rmsprop",
    "sgd",
    "softmax_crossentropy",
]
