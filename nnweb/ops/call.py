"""How a call reaches the kernel: where arrays lie, what a call is packed into, and the memory it works in.

A call packs 18 words into one buffer and passes its address: with a single argument ctypes costs about a
microsecond, less than a NumPy call. A call that is made again with the very same arrays is packed but once.
"""

import ctypes
import struct
import weakref
from pathlib import Path
from typing import NoReturn

import numpy as np

from nnweb.ops.arrays import FLOAT, Array

__all__ = ["Call", "Memo", "UnfitError", "address", "once", "refuse", "shared"]

_run = ctypes.CDLL(str(Path(__file__).with_name("kernel.wasm"))).nnweb_run
_run.argtypes, _run.restype = (ctypes.c_void_p, ctypes.c_int), ctypes.c_int
# As kernel.c's `Call`: the operation and three sizes, nine addresses, four numbers, the activation.
_pack = struct.Struct("4i 9I 4f i").pack_into


class UnfitError(Exception):
    """An array is not one the kernel can read as it is."""


# Where arrays lie, by id: to ask NumPy takes longer than a small operation. An entry goes with its array.
_known: dict[int, tuple[weakref.ref[Array], int]] = {}


def address(array: Array, dtype: type = FLOAT) -> int:
    """Return where an array lies; raise UnfitError unless it is of this dtype and in one piece."""
    known = _known.get(id(array))
    if known is not None and known[0]() is array:
        return known[1]
    if array.dtype != dtype or not array.flags.c_contiguous:
        raise UnfitError
    key, at = id(array), _locate(array)
    _known[key] = weakref.ref(array, lambda _: _known.pop(key, None)), at
    return at


def _locate(array: Array) -> int:
    return int(array.__array_interface__["data"][0])


class Call:
    """One packed call, which can be made again, and the arrays it was packed for, so that they stay."""

    __slots__ = ("_address", "_words", "about")

    def __init__(self) -> None:
        """Start with nothing packed."""
        self.about: tuple[object, ...] = ()
        self._words = np.zeros(18, np.uint32)
        self._address = _locate(self._words)

    def is_about(self, *about: object) -> bool:
        """Return whether it was packed for these very objects."""
        if not self.about:
            return False
        for mine, other in zip(self.about, about, strict=True):  # noqa: SIM110, all() takes twice as long
            if mine is not other:
                return False
        return True

    def pack(
        self,
        operation: int,
        sizes: tuple[int, int, int],
        addresses: tuple[int, ...],
        numbers: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
        activation: int = 0,
    ) -> None:
        """Write the words; `addresses` may end early: the others are 0."""
        rest = (0,) * (9 - len(addresses))
        _pack(self._words, 0, operation, *sizes, *addresses, *rest, *numbers, activation)

    def run(self) -> int:
        """Make the call; return 0, or 1 if the kernel refused it."""
        refused: int = _run(self._address, 1)
        return refused


class Room:
    """Memory that a call may overwrite; it moves when more is asked for than ever before."""

    def __init__(self) -> None:
        """Start with none."""
        self._words = np.empty(0, np.uint32)

    def take(self, words: int) -> tuple[int, bool]:
        """Return where so many words lie, and whether they have moved since the last time."""
        moved = self._words.size < words
        if moved:
            self._words = np.empty(words, np.uint32)
        return address(self._words, np.uint32), moved


class Memo:
    """What a dense layer's forward leaves for its backward (lists of x's non-zeros), and both calls."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.x: Array | None = None
        self.forward, self.backward = Call(), Call()
        self.lists, self.work = Room(), Room()

    def forget(self) -> None:
        """Leave nothing to a backward: x was not for the kernel."""
        self.x, self.forward.about, self.backward.about = None, (), ()


once = Call()
"""For calls that won't be made again."""

shared = Room()
"""For calls one after another."""


def refuse(**shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> NoReturn:
    """Raise for shapes, received and expected: with others the kernel would read or write beyond an array."""
    wrong = [f"{name} of shape {want}, received {got}" for name, (got, want) in shapes.items() if got != want]
    raise ValueError(f"Expected {'; '.join(wrong)}")
