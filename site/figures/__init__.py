"""What the pages' figures show: one module a figure, from state to numbers and from numbers to SVG.

Nothing here knows of browsers: the site's build calls a module for a figure's first state, and the reader's
worker calls the very same functions when the reader moves something.
"""

import nnweb  # noqa: F401  (before NumPy, so that a matrix product takes one thread: see nnweb/ops/numpy_setup.py)
