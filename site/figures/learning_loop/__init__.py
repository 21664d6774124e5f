"""The loop of learning in four boxes: one unit guesses, hears its loss and the blame, and takes a step.

What it computes is `rounds.py`; here is what the reader sets and reads.
"""

from figures.figure import Choice, Figure, Numbers, Panel, Range, Steps, Table, Words
from figures.learning_loop.marks import write_loss
from figures.learning_loop.plane import draw_losses, draw_plane
from figures.learning_loop.ring import HEIGHT, WIDTH, draw_ring
from figures.learning_loop.rounds import POINTS, ROUNDS, STEP, STEPS, TARGETS, numbers
from figures.svg import signed
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]


# The page that opens each box.
_LESSONS = dict(zip(STEPS, ("forward", "losses", "backward", "gradient-descent"), strict=True))


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences hold."""
    losses = numbers["losses"]
    guessed = _right_of(numbers["guesses"])
    # Of the line that the plane shows: after the step it is the new one.
    right = _right_of(numbers["after_guesses"]) if numbers["step"] == STEP else guessed
    texts = {"round": str(numbers["round"]), "loss": write_loss(losses[-1]), "first": write_loss(losses[0])}
    texts |= {"right": str(right), "guessed": str(guessed), "all": str(len(TARGETS))}
    texts["rate"] = f"{numbers['rate']:.3g}"
    for key, gradient, before, after in zip(
        ("w1", "w2", "b"), numbers["gradient"], numbers["before"], numbers["after"], strict=True
    ):
        texts |= {f"g_{key}": signed(gradient, 3), key: signed(before), f"new_{key}": signed(after)}
    return texts


def _right_of(guesses: Array) -> int:
    return int(((guesses > 0.5) == (TARGETS == 1)).sum())


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels: the four boxes of this round; the plane with the loss under it."""
    return {
        "loop": draw_ring(numbers, words),
        "plane": draw_plane(numbers, words) + draw_losses(numbers, words),
    }


def table(_numbers: Numbers, words: Words) -> Table:
    """Return the four steps: what each asks, what it answers with, and the lesson that opens its box."""
    rows = []
    for i, name in enumerate(STEPS, start=1):
        lesson = f"[{words['lessons'][name]}]({_LESSONS[name]}.md)"
        rows.append(
            [f"{i}/{len(STEPS)}", words["heads"][name], lesson, words["asks"][name], words["gives"][name]]
        )
    return [list(words["columns"].values()), *rows]


FIGURE = Figure(
    controls=(
        Steps("step", STEP, 0, len(STEPS) - 1, 1, names=STEPS, rounds="round"),
        Range("round", 1, 1, ROUNDS, 1),
        Range("rate", 1.0, 0.05, 20, 0.05, log=True),
        Choice("points", "apart", tuple(POINTS), listed=True),
    ),
    panels=(Panel("loop", WIDTH, HEIGHT), Panel("plane", WIDTH, HEIGHT)),
    numbers=numbers,
    values=values,
    draw=draw,
    table=table,
    chosen="step",
)
