"""Arrays that are kept for the next step, so that a layer allocates little once training runs."""

from typing import Any

import numpy as np

from nnweb.ops.arrays import Array, Shape

__all__ = ["Buffers"]

MOST_VIEWS = 32


class Buffers:
    """Arrays by name, each made anew only for more rows than ever before, other columns or another dtype.

    Asked again for the same name, shape and dtype it returns as a rule the very same object, with what was
    last written there: who has worked something out about an array (where it lies, say) knows it by
    identity. A copy of it starts with none.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._whole: dict[str, Array] = {}
        self._views: dict[tuple[str, Shape], Array] = {}

    def take(self, name: str, shape: Shape, dtype: np.dtype | type) -> Array:
        """Return the array of this name, of this shape and dtype; its values are whatever they were."""
        key = name, shape
        view = self._views.get(key)
        if view is not None and view.dtype == dtype:
            return view
        whole = self._whole.get(name)
        if whole is None or whole.dtype != dtype or whole.shape[1:] != shape[1:] or len(whole) < shape[0]:
            whole = self._whole[name] = np.empty(shape, dtype)
            self._views = {other: view for other, view in self._views.items() if other[0] != name}
        if len(self._views) >= MOST_VIEWS:
            self._views.clear()
        view = self._views[key] = whole if len(whole) == shape[0] else whole[: shape[0]]
        return view

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy as a new one."""
        return Buffers, ()
