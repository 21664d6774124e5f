"""The drawings of a figure, and what can be dragged in them."""

from dataclasses import dataclass
from typing import Any

from figures.scales import Scale

__all__ = ["Handle", "Panel"]


@dataclass(frozen=True)
class Panel:
    """One drawing, in units that are about pixels; panels stand side by side where there is room.

    At most about 440 wide, so that its words can be read on a phone. What is `below` stands under the
    controls, so that these are in one view with the drawing that they lead through.
    """

    name: str
    width: float
    height: float
    below: bool = False


@dataclass(frozen=True)
class Handle:
    """What can be dragged in a panel: along x, y or both it sets a key of the state, by the drawing's scale.

    Attributes:
        name: its word is `words["handles"][name]`.
        panel: where it lies.
        x: key of a Range and the scale that places it; None where it can't be moved along x.
        y: likewise.
        at: its place in the panel along what it can't be moved along.
        colour: a CSS variable.
        anywhere: a press anywhere in the panel brings it there.
        marked: the drawing itself marks its place, and nothing is to cover it.
    """

    name: str
    panel: str
    x: tuple[str, Scale] | None = None
    y: tuple[str, Scale] | None = None
    at: tuple[float, float] = (0.0, 0.0)
    colour: str = "--nn-accent"
    anywhere: bool = False
    marked: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as a JSON-able dict, for the page."""

        def axis(part: tuple[str, Scale] | None) -> dict[str, Any] | None:
            if part is None:
                return None
            key, scale = part
            return {
                "key": key,
                **{name: getattr(scale, name) for name in ("low", "high", "start", "end", "log")},
            }

        return {
            "name": self.name,
            "panel": self.panel,
            "x": axis(self.x),
            "y": axis(self.y),
            "at": list(self.at),
            "colour": self.colour,
            "anywhere": self.anywhere,
            "marked": self.marked,
        }
