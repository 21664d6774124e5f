"""Two neurons that start from the same mistake: one learns by cross-entropy, the other by squared error."""

import math

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Play, Range, State, Words
from figures.scales import Scale, linear
from figures.svg import axes, element, label, line
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

STEPS = 300
# The one example: its input, and what the output should be (Nielsen 2015, chapter 3).
INPUT, TARGET = 1.0, 0.0

LOSSES = ("crossentropy", "squared")
COLOURS = {"crossentropy": "var(--nn-activation)", "squared": "var(--nn-weight)"}

STEP_X = linear(0, STEPS, 52, 404)
# Above 1 there is room for the curves' names.
SHARE_Y = linear(0, 1.18, 260, 36)
# The steps that are drawn: each of the first, where a curve may fall steeply, and then every fourth.
DRAWN = np.r_[0:20, 20 : STEPS + 1 : 4]


def slope(loss: str, p: float) -> float:
    """Return the derivative of a loss with respect to the sum z before the sigmoid, at the output p."""
    error = p - TARGET
    # Squared error reaches z through the sigmoid, whose own slope is p (1 - p); in cross-entropy it cancels.
    return error if loss == "crossentropy" else 2 * error * p * (1 - p)


def learn(loss: str, start: float, rate: float) -> tuple[Array, Array]:
    """Return the output p and the loss's slope along z before each step of the descent, and after the last.

    Args:
        loss: "crossentropy" or "squared".
        start: the first sum; weight and bias have half of it each.
        rate: the learning rate.
    """
    # Plain numbers: NumPy's calls would cost more than the sums they do.
    w = b = start / 2
    outputs, slopes = [], []
    for _ in range(STEPS + 1):
        p = 1 / (1 + math.exp(-(w * INPUT + b)))
        dz = slope(loss, p)
        outputs.append(p)
        slopes.append(dz)
        w -= rate * dz * INPUT
        b -= rate * dz
    return np.array(outputs), np.array(slopes)


def numbers(state: State) -> Numbers:
    """Return both runs, and when each crosses the middle."""
    step = round(state["step"])
    runs = {loss: learn(loss, state["start"], state["rate"]) for loss in LOSSES}
    return {
        **state,
        "step": step,
        "outputs": {loss: run[0] for loss, run in runs.items()},
        "slopes": {loss: run[1] for loss, run in runs.items()},
        "halfway": {loss: _halfway(run[0]) for loss, run in runs.items()},
    }


def _halfway(outputs: Array) -> int | None:
    """After how many steps the output is nearer to the target than to its opposite; None if never."""
    below = np.flatnonzero(outputs < 0.5)
    return int(below[0]) if len(below) else None


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    at = numbers["step"]
    texts = {"step": str(at), "p0": f"{numbers['outputs']['squared'][0]:.3f}"}
    for loss in LOSSES:
        halfway = numbers["halfway"][loss]
        texts |= {
            f"{loss}_p": f"{numbers['outputs'][loss][at]:.3f}",
            f"{loss}_slope": f"{numbers['slopes'][loss][at]:.3f}",
            f"{loss}_half": f"> {STEPS}" if halfway is None else str(halfway),
        }
    return texts


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {
        "output": _runs(numbers, "outputs", words, words["axis_output"]),
        "slope": _runs(numbers, "slopes", words, words["axis_slope"]),
    }


def _runs(numbers: Numbers, what: str, words: Words, axis: str) -> str:
    """Both runs: faint as a whole, full up to the step looked at, with their names there."""
    at, x = numbers["step"], STEP_X(numbers["step"])
    passed = np.append(DRAWN[at > DRAWN], at)
    marks = [
        axes(
            STEP_X, SHARE_Y, words["axis_step"], axis, count=6,
            y_term="prediction" if what == "outputs" else "slope",
        ),
        element(
            "path",
            d=f"M{x:.1f} {SHARE_Y.start}V{SHARE_Y.end}",
            stroke="var(--nn-ink)",
            stroke_dasharray="2 4",
        ),
    ]  # fmt: skip
    places = {}
    for loss in LOSSES:
        run, colour = numbers[what][loss], COLOURS[loss]
        places[loss] = SHARE_Y(float(run[at]))
        marks += [
            line(STEP_X(DRAWN), SHARE_Y(run[DRAWN]), colour, 2, opacity=0.45),
            line(STEP_X(passed), SHARE_Y(run[passed]), colour, 3),
            element("circle", cx=x, cy=places[loss], r=6, fill=colour),
        ]
    return "".join([*marks, *_names(places, x, words)])


def _names(places: dict[str, float], x: float, words: Words) -> list[str]:
    """Each curve's name above its dot, the upper one moved up where the two would meet."""
    low, high = sorted(places, key=lambda loss: -places[loss])
    heights = {low: places[low] - 12, high: min(places[high] - 12, places[low] - 31)}
    right = x > _middle(STEP_X)
    return [
        label(
            words[loss],
            x - 9 if right else x + 9,
            heights[loss],
            fill=COLOURS[loss],
            font_weight=650,
            text_anchor="end" if right else "start",
        )
        for loss in (low, high)
    ]


def _middle(scale: Scale) -> float:
    return (scale.start + scale.end) / 2


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the marker of the step looked at; a press anywhere brings it there."""
    return (Handle("step", "output", x=("step", STEP_X), at=(0, SHARE_Y.start), anywhere=True),)


FIGURE = Figure(
    controls=(
        Play("step", 40, 0, STEPS, 1, seconds=8),
        Range("start", 4.0, 0, 6, 0.5),
        Range("rate", 0.15, 0.05, 1.0, 0.05),
    ),
    panels=(Panel("output", 420, 310), Panel("slope", 420, 310)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
