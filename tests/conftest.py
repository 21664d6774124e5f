"""What all tests share."""

from hypothesis import settings

import nnweb  # noqa: F401  (before NumPy: the tests' matrix products take one thread too, see nnweb/ops/numpy_setup.py)

# No test of properties fails because the machine had other work.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
