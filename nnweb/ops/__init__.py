"""The operations that layers, losses and optimizers call, and the choice of who carries them out.

The choice is made once, here, when `nnweb` is imported: WebAssembly SIMD in a browser or Node, else NumPy.
`NAME` tells which it was. NNWEB_OPS=numpy in the environment asks for NumPy, to compare the two.
"""

from nnweb.ops import threads  # noqa: F401  (first: it decides how NumPy is loaded)

# isort: split
import os
import sys

__all__ = [
    "NAME",
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

try:
    if sys.platform != "emscripten" or os.environ.get("NNWEB_OPS") == "numpy":
        raise ImportError("the kernel is for WebAssembly, and NumPy may be asked for there too")
    from nnweb.ops.wasm_ops import (
        Memo,
        adam_update,
        dense_backward,
        dense_forward,
        gather,
        rmsprop_update,
        sgd_update,
        sigmoid_crossentropy,
        softmax_crossentropy,
    )

    NAME = "wasm-simd"
except (ImportError, OSError):  # OSError: a browser whose WebAssembly has no SIMD can't load the kernel
    from nnweb.ops.numpy_ops import (  # type: ignore[assignment]  # its Memo is another one
        Memo,
        adam_update,
        dense_backward,
        dense_forward,
        gather,
        rmsprop_update,
        sgd_update,
        sigmoid_crossentropy,
        softmax_crossentropy,
    )

    NAME = "numpy"
