"""Neural networks in plain NumPy, with Keras' names, that also train in a browser tab."""

from nnweb import ops  # first: it decides how NumPy is loaded

# isort: split
import numpy as np

from nnweb import (
    activations,
    datasets,
    digits,
    initializers,
    layers,
    losses,
    metrics,
    optimizers,
    regularizers,
    saving,
    training,
)
from nnweb.model import Sequential

__version__ = "0.1.0"

__all__ = [
    "Sequential",
    "__version__",
    "activations",
    "datasets",
    "digits",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "ops",
    "optimizers",
    "regularizers",
    "saving",
    "show_config",
    "training",
]


def show_config() -> None:
    """Print the versions of nnweb and NumPy, and which operations are in use."""
    print(f"nnweb {__version__}\nNumPy {np.__version__}\noperations: {ops.NAME}")
