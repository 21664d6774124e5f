import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nnweb import datasets
from nnweb.datasets import DataError, mnist

DATA = Path(datasets.__file__).parent / "data" / "mnist"
IMAGES, LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in (IMAGES, LABELS):
        shutil.copy(DATA / f"{name}.gz", tmp_path)
    monkeypatch.setenv("NNWEB_DATA", str(tmp_path))
    return tmp_path


def test_mnist_is_all_there():
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert [a.shape for a in (x_train, y_train, x_test, y_test)] == [
        (60000, 28, 28),
        (60000,),
        (10000, 28, 28),
        (10000,),
    ]
    assert {a.dtype for a in (x_train, y_train, x_test, y_test)} == {np.dtype(np.uint8)}
    np.testing.assert_array_equal(
        np.bincount(y_test), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    )
    np.testing.assert_array_equal(y_train[:5], [5, 0, 4, 1, 9])


def test_a_second_call_costs_no_memory_and_nobody_can_spoil_it():
    first, second = mnist.load_split("test"), mnist.load_data()[1]
    assert first[0] is second[0]
    with pytest.raises(ValueError, match=r"read-only"):
        first[0][0] = 0


def test_unpacked_files_serve_as_well(folder):
    for name in (IMAGES, LABELS):
        (folder / name).write_bytes(gzip.decompress((folder / f"{name}.gz").read_bytes()))
        (folder / f"{name}.gz").unlink()
    images, _ = mnist.load_split("test")
    np.testing.assert_array_equal(images[:10], datasets._load(DATA, "test")[0][:10])


def test_a_missing_file_is_named(folder):
    (folder / f"{LABELS}.gz").unlink()
    with pytest.raises(
        DataError, match=rf"Expected MNIST's file {LABELS}.gz or {LABELS} in .*{folder.name}.*NNWEB_DATA"
    ):
        mnist.load_split("test")


@pytest.mark.parametrize("damage", ["cut", "flipped", "text", "unpacked"])
def test_a_damaged_file_is_named(folder, damage):
    path = folder / f"{IMAGES}.gz"
    content = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(content[:1000])
    elif damage == "flipped":
        content[5000] ^= 255
        path.write_bytes(content)
    elif damage == "text":
        path.write_bytes(b"Not found")
    else:
        path = folder / IMAGES
        path.write_bytes(b"\0" * 100)
    with pytest.raises(DataError, match=rf"{path.name} is damaged .*replace it"):
        mnist.load_split("test")


def test_an_unknown_split_is_told():
    with pytest.raises(
        ValueError, match=r"Expected split to be 'train' or 'test'. Received: split='validation'"
    ):
        mnist.load_split("validation")


def test_loading_needs_no_network():
    program = (
        "import socket, sys; socket.socket = socket.create_connection = None;"
        "from nnweb.datasets import mnist; mnist.load_split('test');"
        "sys.exit('urllib.request' in sys.modules or 'http.client' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=DATA.parents[2])
