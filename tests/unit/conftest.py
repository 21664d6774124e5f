"""nnweb before NumPy, so that the tests' matrix products are single-threaded too (see nnweb/threads.py)."""

import nnweb  # noqa: F401
