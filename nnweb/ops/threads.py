"""Has NumPy loaded with one thread to a matrix product, if nnweb is imported before it.

A batch's products are small. A second thread gains nothing on an idle machine; on a busy one OpenBLAS'
threads spin while they wait for each other, and an epoch of one second was seen to take forty. OpenBLAS
reads its number of threads once, when NumPy is loaded: OPENBLAS_NUM_THREADS, if set, is heeded.
"""

import os
import sys

__all__: list[str] = []

if "numpy" not in sys.modules and "OPENBLAS_NUM_THREADS" not in os.environ:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import numpy  # noqa: F401

    # It was meant for this process alone, not for those it starts.
    del os.environ["OPENBLAS_NUM_THREADS"]
