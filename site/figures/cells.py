"""What a figure tells of each cell of a grid, so that one is read by pointing at it, before it is chosen."""

from dataclasses import dataclass
from typing import Any

from nnweb.ops.arrays import Array

__all__ = ["BETWEEN", "Cells", "written"]

BETWEEN = "|"
"""Stands between the texts of two cells: one long text is written and read sooner than hundreds of short."""


@dataclass(frozen=True)
class Cells:
    """The cells that a handle chooses among, one a step of its keys, and the `values` of each.

    Attributes:
        handle: its name; its axes say where the cells lie.
        texts: key of the figure's `values` -> what it would be if that cell were chosen: cell after cell
            along x, row after row, as `written` writes it. A grid may end before its last cell.
        over: of a handle with one axis, from where to where its cells reach along the other.
    """

    handle: str
    texts: dict[str, str]
    over: tuple[float, float] | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as a JSON-able dict, for the page."""
        return {"handle": self.handle, "texts": self.texts, "over": self.over and list(self.over)}


def written(values: Array, decimals: int = 2) -> str:
    """Return the text of each value as `svg.signed` writes it; at once, since there may be hundreds."""
    pattern = f"%.{decimals}f{BETWEEN}"
    texts = (pattern * values.size) % tuple(values.ravel().tolist())
    zero = pattern % 0
    # A minus at the start of a text is one of that value: no text holds another minus.
    return texts.replace(f"-{zero}", zero).replace("-", "\N{MINUS SIGN}").removesuffix(BETWEEN)
