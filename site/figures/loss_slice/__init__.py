"""A slice of the real MNIST loss: two directions of 101,770 round a network, and the way that led to it."""

from figures.figure import Choice, Figure, Number, Numbers, Panel, State
from figures.loss_slice import drawing
from figures.loss_slice.measuring import run

__all__ = ["FIGURE"]


def numbers(state: State) -> Numbers:
    """Return what there is before a run: nothing but the settings."""
    return {**state, "phase": "train", "done": 0, "of": 1, "step": 0, "points": 0}


FIGURE = Figure(
    controls=(Choice("plane", "path", ("path", "random")), Number("seed", 0, 0, 999, 1, another=True)),
    panels=(Panel("map", 420, 432), Panel("way", 420, 300, below=True)),
    numbers=numbers,
    values=drawing.values,
    draw=drawing.draw,
    needs=("train",),
    run=run,
)
