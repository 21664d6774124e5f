"""What both drawings of the loop show alike: a point's mark, and how a loss is written."""

from typing import Any

from figures.learning_loop.rounds import TARGETS
from figures.svg import element

__all__ = ["NUMBER", "mark", "write_loss"]

NUMBER: dict[str, Any] = {"class_": "nn-number"}


def mark(i: int, x: float, y: float) -> str:
    """A full circle where the target is 1, a hollow square where it is 0."""
    if TARGETS[i] == 1:
        return element("circle", cx=x, cy=y, r=6, fill="var(--nn-ink)")
    drawn: dict[str, Any] = {"fill": "var(--nn-surface-raised)", "stroke": "var(--nn-ink)", "stroke_width": 2}
    return element("rect", x=x - 5, y=y - 5, width=10, height=10, **drawn)


def write_loss(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"
