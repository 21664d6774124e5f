"""What turns the sources into a static site: run by MkDocs through `site/hooks.py`, testable without it."""

import nnweb  # noqa: F401  (before NumPy, so that a matrix product takes one thread: see nnweb/ops/numpy_setup.py)
