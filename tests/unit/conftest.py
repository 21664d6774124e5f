"""nnweb before NumPy: the tests' matrix products are single-threaded too (see nnweb/ops/threads.py)."""

import nnweb  # noqa: F401
