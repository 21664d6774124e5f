"""Weight transport: a network taught through random backward weights, beside backpropagation's own."""

from functools import lru_cache

import numpy as np

from figures.figure import Figure, Numbers, Panel, Press, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, signed, text
from nnweb.brain.feedback_alignment import Curves, learn

__all__ = ["FIGURE"]

INPUTS, OUTPUTS, STEPS = 8, 3, 80
STEP_X = linear(0, STEPS, 52, 404)
ERROR_Y = linear(0, 1.5, 276, 36)
ANGLE_Y = linear(0, 135, 276, 36)
# Colour, width and dashes of each way of learning, in the order of `feedback.METHODS`.
LINES = {
    "exact": ("var(--nn-unit)", 2.0, None),
    "random": ("var(--nn-synapse)", 3.0, "9 4"),
    "fixed": ("var(--nn-ink-muted)", 2.0, "2 4"),
}


@lru_cache(maxsize=8)
def run(hidden: int, rate: float, seed: int) -> Curves:
    """Return the runs from one start, the same for every feedback of as many hidden units."""
    start, chance = np.random.default_rng(7), np.random.default_rng(seed)
    target = start.normal(size=(INPUTS, OUTPUTS)) * 1.5 / np.sqrt(INPUTS)
    first = start.normal(size=(INPUTS, hidden)) * 0.3 / np.sqrt(INPUTS)
    second = start.normal(size=(hidden, OUTPUTS)) * 0.3 / np.sqrt(hidden)
    feedback = chance.normal(size=(OUTPUTS, hidden)) / np.sqrt(hidden)
    return learn(target, first, second, feedback, rate, STEPS)


def numbers(state: State) -> Numbers:
    """Return each way's error at every step, and how far random feedback points from the gradient."""
    result = run(int(state["hidden"]), state["rate"], state["feedback"])
    return {"losses": result.losses, "angles": result.angles}


def values(numbers: Numbers) -> dict[str, str]:
    """Return the errors that are left, in percent, and the angle at both ends."""
    left = dict(zip(LINES, numbers["losses"][-1].tolist(), strict=True))
    before, after = (f"{signed(float(numbers['angles'][at]), 0)}°" for at in (0, -1))
    return {
        **{key: f"{100 * share:.1f}\u00a0%" for key, share in left.items()},
        "before": before,
        "after": after,
        "angle": f"{before} → {after}",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"error": _error(numbers, words), "angle": _angle(numbers, words)}


def _error(numbers: Numbers, words: Words) -> str:
    xs = STEP_X(np.arange(STEPS + 1))
    marks = [axes(STEP_X, ERROR_Y, words["axis_step"], words["axis_error"], count=3)]
    for i, (name, (colour, width, dashes)) in enumerate(LINES.items()):
        losses, y = numbers["losses"][:, i], 46.0 + 20 * i
        marks += [
            line(xs, ERROR_Y(np.minimum(losses, ERROR_Y.high)), colour, width, stroke_dasharray=dashes),
            line(np.array([170.0, 206.0]), np.array([y, y]), colour, width, stroke_dasharray=dashes),
            label(words["methods"][name], 214, y + 5, font_size=14, fill=colour),
        ]
    return "".join(marks)


def _angle(numbers: Numbers, words: Words) -> str:
    xs, across = STEP_X(np.arange(STEPS + 1)), ANGLE_Y(90)
    colour, width, _ = LINES["random"]
    return "".join(
        (
            axes(STEP_X, ANGLE_Y, words["axis_step"], words["axis_angle"], count=3, grid=False),
            element(
                "path",
                d=f"M{STEP_X.start} {across:.1f}H{STEP_X.end}",
                stroke="var(--nn-rule-strong)",
                stroke_dasharray="5 4",
            ),
            line(xs, ANGLE_Y(np.minimum(numbers["angles"], ANGLE_Y.high)), colour, width),
            label(words["unrelated"], STEP_X.end, across - 8, text_anchor="end", font_size=14),
            text(words["same"], STEP_X.end, ANGLE_Y(0) - 8, text_anchor="end", font_size=14),
        )
    )


FIGURE = Figure(
    controls=(
        Press("feedback"),
        Range("hidden", 6, 2, 16, 1),
        Range("rate", 0.1, 0.02, 0.2, 0.02),
    ),
    panels=(Panel("error", 420, 328), Panel("angle", 420, 328)),
    numbers=numbers,
    values=values,
    draw=draw,
)
