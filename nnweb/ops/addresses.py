"""Where arrays lie in memory, and whether the kernel can read them there."""

import weakref

from nnweb.ops.arrays import FLOAT, Array

__all__ = ["UnfitError", "address", "locate"]


class UnfitError(Exception):
    """An array is not one the kernel can read as it is."""


# Where arrays lie, and their dtype, by id: to ask NumPy takes longer than a small operation. An entry goes
# with its array.
_known: dict[int, tuple[weakref.ref[Array], int, type]] = {}


def address(array: Array, dtype: type = FLOAT) -> int:
    """Return where an array lies; raise UnfitError unless it is of this dtype and in one piece."""
    known = _known.get(id(array))
    if known is not None and known[0]() is array and known[2] is dtype:
        return known[1]
    if array.dtype != dtype or not array.flags.c_contiguous:
        raise UnfitError
    key, at = id(array), locate(array)
    _known[key] = weakref.ref(array, lambda _: _known.pop(key, None)), at, dtype
    return at


def locate(array: Array) -> int:
    """Return where an array's numbers begin in memory."""
    return int(array.__array_interface__["data"][0])
