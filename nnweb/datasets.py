"""Data sets that come with the package: `mnist.load_data()`, with no network.

MNIST: 60,000 and 10,000 handwritten digits, 28x28 (LeCun, Cortes & Burges; CC BY-SA 3.0). The four IDX
files lie in the folder named by the environment variable NNWEB_DATA, else beside the package; each may be
gzipped or unpacked, and is checked against the canonical MD5 of its unpacked bytes.
"""

import gzip
import hashlib
import os
import zlib
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from nnweb.ops.arrays import Array, Shape

__all__ = ["DataError", "load_data", "load_split", "mnist"]

# By split: for images and labels the file, the MD5 of its unpacked bytes, and the array's shape.
FILES: dict[str, tuple[tuple[str, str, Shape], tuple[str, str, Shape]]] = {
    "train": (
        ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb", (60000, 28, 28)),
        ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624", (60000,)),
    ),
    "test": (
        ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea", (10000, 28, 28)),
        ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637", (10000,)),
    ),
}


class DataError(OSError):
    """A data file is missing or damaged; the message names it and says what to do."""


def load_data() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """Return ((x_train, y_train), (x_test, y_test)); see `load_split`."""
    return load_split("train"), load_split("test")


def load_split(split: str) -> tuple[Array, Array]:
    """Return the images and labels of "train" or "test".

    Images are uint8 [n, 28, 28], 0 paper to 255 ink; labels uint8 [n], 0 to 9. Both are read once, kept, and
    read-only, so that a second call costs no memory: copy() what is to be changed.

    Raises:
        ValueError: for another split.
        DataError: if a file is missing or damaged.
    """
    if split not in FILES:
        raise ValueError(f"Expected split to be 'train' or 'test'. Received: split={split!r}")
    return _load(_folder(), split)


def _folder() -> Path:
    named = os.environ.get("NNWEB_DATA")
    return Path(named) if named else Path(__file__).parent / "data" / "mnist"


@cache
def _load(folder: Path, split: str) -> tuple[Array, Array]:
    images, labels = (_read(folder, *file) for file in FILES[split])
    return images, labels


def _read(folder: Path, name: str, md5: str, shape: Shape) -> Array:
    path = next((path for path in (folder / name, folder / f"{name}.gz") if path.is_file()), None)
    if path is None:
        raise DataError(
            f"Expected MNIST's file {name}.gz or {name} in {folder}. It isn't there: restore it, for "
            "instance with `git checkout -- nnweb/data`, or name a folder that holds it in NNWEB_DATA."
        )
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(path, str(error)) from None
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != md5:
        raise _damaged(path, f"MD5 {found} instead of {md5}, {len(content)} bytes unpacked")
    # The checksum vouches for the header: 4 bytes of magic number, then 4 for each size.
    array = np.frombuffer(content, np.uint8, offset=4 + 4 * len(shape)).reshape(shape)
    array.flags.writeable = False
    return array


def _damaged(path: Path, how: str) -> DataError:
    return DataError(
        f"MNIST's file {path} is damaged ({how}): replace it, for instance with `git checkout -- nnweb/data`."
    )


mnist = SimpleNamespace(load_data=load_data, load_split=load_split)
"""MNIST, under the name Keras gives it: `from nnweb.datasets import mnist`."""
