"""MNIST for libraries that don't bring it, and the one line every benchmark prints."""

import gzip
import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "nnweb" / "data" / "mnist"


def load():
    """Return (x_train, y_train), (x_test, y_test), uint8; images [n, 28, 28]."""

    def read(name, header):
        return np.frombuffer(gzip.decompress((FOLDER / f"{name}.gz").read_bytes()), np.uint8, offset=header)

    def split(prefix):
        images = read(f"{prefix}-images-idx3-ubyte", 16).reshape(-1, 28, 28)
        return images, read(f"{prefix}-labels-idx1-ubyte", 8)

    return split("train"), split("t10k")


def report(version, epoch_seconds, test_accuracy):
    """Print what `run.py` reads: seconds of each epoch (training alone) and the accuracy after the last."""
    result = {"version": version, "epoch_s": epoch_seconds, "test_accuracy": test_accuracy}
    print(json.dumps(result), flush=True)
