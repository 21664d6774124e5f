"""The run both sides carry out: the article's network, the same weights, the same fifty batches.

Plain NumPy and nothing of nnweb, so that `make_golden.py` runs under any Python that PyTorch has.
"""

import gzip
import hashlib
from pathlib import Path
from typing import Any

import numpy as np

STEPS, BATCH = 50, 32
HERE = Path(__file__).parent
GOLDEN = HERE / "golden.json"
DATA = HERE.parents[1] / "nnweb" / "data" / "mnist"

# What each run's optimizer is given; Keras' defaults but for SGD, whose momentum is what is tested.
OPTIMIZERS: dict[str, dict[str, float]] = {
    "adam": {"learning_rate": 1e-3, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
    "sgd": {"learning_rate": 0.05, "momentum": 0.9},
    "rmsprop": {"learning_rate": 1e-3, "rho": 0.9, "epsilon": 1e-7},
}


def starting_weights() -> list[Any]:
    """Return kernel and bias of both layers, float32: [784, 128], [128], [128, 10], [10]."""
    rng = np.random.Generator(np.random.PCG64(2026))
    weights: list[Any] = []
    for inputs, units in ((784, 128), (128, 10)):
        limit = np.float32(np.sqrt(6 / (inputs + units)))
        weights.append((rng.random((inputs, units), dtype=np.float32) * 2 - 1) * limit)
        weights.append(np.zeros(units, np.float32))
    return weights


def batches() -> tuple[Any, Any]:
    """Return MNIST's first 1600 images, float32 [50, 32, 784] from 0 to 1, and labels, int64 [50, 32]."""
    images = gzip.decompress((DATA / "train-images-idx3-ubyte.gz").read_bytes())[16:]
    labels = gzip.decompress((DATA / "train-labels-idx1-ubyte.gz").read_bytes())[8:]
    count = STEPS * BATCH
    x = np.frombuffer(images, np.uint8)[: count * 784].reshape(STEPS, BATCH, 784)
    y = np.frombuffer(labels, np.uint8)[:count].reshape(STEPS, BATCH)
    return x * np.float32(1 / 255), y.astype(np.int64)


def fingerprint(weights: list[Any]) -> str:
    """Return the SHA-256 of the weights, which shows whether two machines drew the same."""
    return hashlib.sha256(b"".join(array.tobytes() for array in weights)).hexdigest()
