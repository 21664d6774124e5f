"""Seven activation functions, their slopes, and what is left of a gradient after ten of those slopes."""

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import Scale, linear
from figures.svg import axes, element, label, line, signed
from nnweb.activations import ACTIVATIONS, softmax, softmax_backward
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

NAMES = ("linear", "step", "sigmoid", "tanh", "relu", "leaky_relu", "softmax")
# softmax makes one number of several scores: here the score z meets two others, which stay at 0.
RIVALS = (0.0, 0.0)
# Where the slope is less than this, hardly anything of a gradient comes through.
FLAT = 0.05

SUM_X = linear(-6, 6, 52, 404)
HEIGHTS = {
    "linear": (-6, 6), "step": (0, 1.15), "sigmoid": (0, 1.15), "tanh": (-1.15, 1.15),
    "relu": (0, 6), "leaky_relu": (-2, 6), "softmax": (0, 1.15),
}  # fmt: skip
VALUE_Y = {name: linear(low, high, 250, 36) for name, (low, high) in HEIGHTS.items()}
SLOPE_Y = linear(0, 1.15, 250, 36)
ALONG = np.linspace(-6, 6, 121)


def value(name: str, z: Array) -> Array:
    """Return f(z), element by element; for softmax the share of a score z among its rivals."""
    if name == "step":
        return np.asarray(z > 0, dtype=float)
    return softmax(_scores(z))[:, 0] if name == "softmax" else ACTIVATIONS[name](z)


def slope(name: str, z: Array) -> Array:
    """Return the derivative of f at z; the step's is 0 everywhere but at its jump, where it has none."""
    if name == "step":
        return np.zeros_like(z)
    if name == "softmax":
        shares = softmax(_scores(z))
        own = np.zeros_like(shares)
        own[:, 0] = 1
        return softmax_backward(shares, own)[:, 0]
    return ACTIVATIONS[name].derivative(z)


def _scores(z: Array) -> Array:
    """The score z and its rivals: [values, scores]."""
    return np.stack([z, *(np.full_like(z, rival) for rival in RIVALS)], axis=1)


def numbers(state: State) -> Numbers:
    """Return f and its slope at z, both curves, and the product of ten such slopes."""
    name, z = state["function"], np.array([state["z"]], dtype=float)
    here = float(slope(name, z)[0])
    return {
        **state,
        "y": float(value(name, z)[0]),
        "slope": here,
        "ten": here**10,
        "flat": here < FLAT,
        "values": value(name, ALONG),
        "slopes": slope(name, ALONG),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    return {
        "z": signed(numbers["z"], 1),
        "y": signed(numbers["y"], 3),
        "slope": f"{numbers['slope']:.3f}",
        "ten": scientific(numbers["ten"]),
    }


def scientific(value: float) -> str:
    """Return a number from 0 on as it is written by hand: 0.25, 9.5 · 10⁻⁷, 0."""
    if value == 0 or 0.001 <= value < 1000:
        return f"{value:.3g}"
    digits, _, power = f"{value:.1e}".partition("e")
    return f"{digits} · 10{raised(int(power))}"


def raised(power: int) -> str:
    """Return a whole number in superscript digits."""
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    name = numbers["function"]
    shown = "value", VALUE_Y[name], numbers["values"], numbers["y"]
    derived = "slope", SLOPE_Y, numbers["slopes"], numbers["slope"]
    return {"value": _panel(numbers, words, *shown), "slope": _panel(numbers, words, *derived)}


def _panel(numbers: Numbers, words: Words, what: str, y: Scale, curve: Array, here: float) -> str:
    """The curve, with the stretches shaded on which its slope is next to nothing."""
    x, name = SUM_X(numbers["z"]), numbers["function"]
    marks = [
        _flat(numbers["slopes"], y),
        axes(
            SUM_X, y, words["axis_sum"], words[f"axis_{what}"], count=6,
            x_term="sum", y_term="activation" if what == "value" else "slope",
        ),
        element("path", d=f"M{x:.1f} {y.start}V{y.end}", stroke="var(--nn-ink)", stroke_dasharray="2 4"),
    ]  # fmt: skip
    xs, ys = SUM_X(ALONG), y(curve)
    if name == "step" or (what == "slope" and name in ("relu", "leaky_relu")):
        # A jump is no line: the curve is drawn in two pieces.
        low = ALONG <= 0
        marks += [line(xs[part], ys[part], "var(--nn-activation)", 3) for part in (low, ALONG > 0)]
    else:
        marks.append(line(xs, ys, "var(--nn-activation)", 3))
    marks.append(element("circle", cx=x, cy=y(here), r=6, fill="var(--nn-activation)"))
    if numbers["flat"]:
        left = numbers["z"] < 0
        marks.append(
            label(
                words["flat"],
                x + 10 if left else x - 10,
                y.end + 14,
                text_anchor="start" if left else "end",
                fill="var(--nn-negative)",
                font_weight=650,
            )
        )
    return "".join(marks)


def _flat(slopes: Array, y: Scale) -> str:
    """Shade where the slope is less than FLAT."""
    half = (ALONG[1] - ALONG[0]) / 2
    edges = np.flatnonzero(np.diff(np.concatenate([[0], slopes < FLAT, [0]])))
    stretches = [
        f"M{SUM_X(max(ALONG[start] - half, -6.0)):.1f} {y.start}V{y.end}"
        f"H{SUM_X(min(ALONG[end - 1] + half, 6.0)):.1f}V{y.start}z"
        for start, end in edges.reshape(-1, 2)
    ]
    drawn = {"fill": "var(--nn-negative-soft)", "fill_opacity": 0.3}
    return element("path", d="".join(stretches), **drawn) if stretches else ""


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the sum z, which slides along its axis; a press anywhere brings it there."""
    return (Handle("sum", "value", x=("z", SUM_X), at=(0, 250), anywhere=True),)


FIGURE = Figure(
    controls=(Choice("function", "sigmoid", NAMES), Range("z", 4.0, -6, 6, 0.1, shown=False)),
    panels=(Panel("value", 420, 300), Panel("slope", 420, 300)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    terms={"function": "function", "z": "sum", "y": "activation", "slope": "slope"},
)
