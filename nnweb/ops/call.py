"""How a call reaches the kernel: what it is packed into, and the memory it works in.

A call packs 18 words into one buffer and passes its address: with so little to convert ctypes costs about a
microsecond, less than a NumPy call. A layer's calls are packed anew only when it is given other arrays.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from nnweb.ops.addresses import address, locate
from nnweb.ops.arrays import Array

__all__ = ["NAME", "Call", "Memo", "declined", "once", "ready", "refuse", "shared"]


def _load() -> Callable[[int, int], int] | None:
    """Return the kernel's one entry, or None where it can't be had or isn't wanted."""
    if sys.platform != "emscripten" or os.environ.get("NNWEB_OPS") == "numpy":
        return None
    try:
        run = ctypes.CDLL(str(Path(__file__).with_name("kernel.wasm"))).nnweb_run
    except OSError:  # a browser whose WebAssembly has no SIMD
        return None
    run.argtypes, run.restype = (ctypes.c_void_p, ctypes.c_int), ctypes.c_int
    return run


_run = _load()

NAME = "numpy" if _run is None else "wasm-simd"
"""Who carries the operations out: "wasm-simd" or "numpy"."""


def ready() -> bool:
    """Return whether there is a kernel to call."""
    return _run is not None


@contextmanager
def declined() -> Iterator[None]:
    """Have every operation decline within the `with`: what is done in NumPy there can be compared."""
    global _run
    before, _run = _run, None
    try:
        yield
    finally:
        _run = before


class Call:
    """One packed call, which can be made again, and the arrays it was packed for, so that they stay."""

    __slots__ = ("_address", "_words", "about")
    # As kernel.c's `Call`: the operation and three sizes, nine addresses, four numbers, the activation.
    _pack = struct.Struct("4i 9I 4f i").pack_into

    def __init__(self) -> None:
        """Start with nothing packed."""
        self.about: tuple[object, ...] = ()
        self._words = np.zeros(18, np.uint32)
        self._address = locate(self._words)

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
        self._pack(self._words, 0, operation, *sizes, *addresses, *rest, *numbers, activation)

    def run(self) -> int:
        """Make the call; return 0, or 1 if the kernel refused it."""
        assert _run is not None  # noqa: S101
        return _run(self._address, 1)


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
    """What one caller's calls leave for its next ones: both calls, packed, and lists of x's non-zeros.

    It is about arrays that lie where they lie: a copy of it starts with nothing.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.x: Array | None = None
        self.forward, self.backward = Call(), Call()
        self.lists, self.work = Room(), Room()

    def forget(self) -> None:
        """Leave nothing to a backward: x was not for the kernel."""
        self.x, self.forward.about, self.backward.about = None, (), ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy as a new one."""
        return Memo, ()


once = Call()
"""For calls that are packed anew each time."""

shared = Room()
"""For calls one after another."""


def refuse(**shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> NoReturn:
    """Raise for shapes, received and expected: with others the kernel would read or write beyond an array."""
    wrong = [f"{name} of shape {want}, received {got}" for name, (got, want) in shapes.items() if got != want]
    raise ValueError(f"Expected {'; '.join(wrong)}")
