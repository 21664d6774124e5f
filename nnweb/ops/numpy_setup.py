"""How NumPy is loaded, if nnweb is imported before it, and how it keeps memory.

One thread to a matrix product. A batch's products are small: a second thread gains nothing on an idle
machine, and on a busy one OpenBLAS' threads spin while they wait for each other; an epoch of one second was
seen to take forty. OpenBLAS reads its number once, when NumPy is loaded: OPENBLAS_NUM_THREADS, if set, is
heeded.

Memory that is freed is kept. glibc hands blocks of over 128 KB back to the system at once, and each new one
costs a fault a page: `m += (1 - beta) * (g - m)` on 100,000 parameters took eight times as long as the same
in place. It keeps blocks up to the largest that was ever freed, so one is made and freed, never touched.
"""

import os
import sys

__all__: list[str] = []

LARGEST_KEPT = 31 << 20  # bytes; glibc's limit is 32 MB

if "numpy" not in sys.modules and "OPENBLAS_NUM_THREADS" not in os.environ:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import numpy as np

    # It was meant for this process alone, not for those it starts.
    del os.environ["OPENBLAS_NUM_THREADS"]
else:
    import numpy as np

if sys.platform == "linux":
    np.empty(LARGEST_KEPT, np.uint8)
