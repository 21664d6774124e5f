"""A gradient on its way back through twenty layers, for four ways to draw the first weights."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from figures.activation import FLAT, raised, scientific
from figures.figure import Choice, Figure, Handle, Numbers, Panel, Press, Range, State, Words
from figures.scales import Scale, linear
from figures.svg import axes, element, label, line
from nnweb.activations import ACTIVATIONS
from nnweb.initializers import glorot_uniform, he_normal
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

LAYERS, UNITS, INPUTS = 20, 32, 32
# Standard deviations of the two that take no notice of how many inputs a unit has.
SMALL, LARGE = 0.05, 0.5
STARTS = ("small", "glorot", "he", "large")
FUNCTIONS = ("sigmoid", "tanh", "relu", "leaky_relu")


@dataclass(frozen=True)
class Powers(Scale):
    """A scale of exponents, written as powers of ten."""

    def write(self, tick: float) -> str:
        """Return 10 with the exponent raised."""
        return f"10{raised(int(tick))}" if tick else "1"


PASSED_X = linear(0, LAYERS - 1, 56, 334)
SIZE_Y = Powers(-24, 8, 260, 36)
LAYER_X = linear(0.5, LAYERS + 0.5, 52, 404)
SHARE_Y = linear(0, 1, 260, 36)


def draw_weights(start: str, rng: np.random.Generator) -> Array:
    """Return one layer's first weights, [inputs, units]."""
    shape = UNITS, UNITS
    if start == "glorot":
        return glorot_uniform(shape, rng).astype(float)
    if start == "he":
        return he_normal(shape, rng).astype(float)
    return rng.standard_normal(shape) * (SMALL if start == "small" else LARGE)


def forward(function: str, weights: list[Array], x: Array) -> list[Array]:
    """Return every layer's outputs, [inputs, units] each; the biases are 0, as they are at first."""
    outputs = []
    for matrix in weights:
        x = ACTIVATIONS[function](x @ matrix)
        outputs.append(x)
    return outputs


def backward(function: str, weights: list[Array], outputs: list[Array], dy: Array) -> list[Array]:
    """Return the gradient along every layer's outputs, the last layer's first: what `dy` becomes."""
    gradients = [dy]
    for matrix, y in zip(weights[:0:-1], outputs[:0:-1], strict=True):
        dy = ACTIVATIONS[function].backward(y, dy) @ matrix.T
        gradients.append(dy)
    return gradients


@lru_cache(maxsize=64)
def signal(function: str, start: str, seed: int) -> tuple[Array, Array, Array]:
    """Return what becomes of a gradient of size 1, and how many slopes and units are flat in each layer.

    Returns:
        The gradient's size (root mean square) after each number of layers passed, [LAYERS]; the share of
        slopes below FLAT, [LAYERS], first layer first; the number of units flat for every input, [LAYERS].
    """
    rng = np.random.default_rng(seed)
    x, dy = rng.standard_normal((2, INPUTS, UNITS))
    weights = [draw_weights(start, rng) for _ in range(LAYERS)]
    outputs = forward(function, weights, x)
    gradients = np.array(backward(function, weights, outputs, dy))
    sizes = np.sqrt(np.mean(gradients**2, axis=(1, 2)))
    y = np.array(outputs)
    flat = ACTIVATIONS[function].backward(y, np.ones_like(y)) < FLAT
    return sizes / sizes[0], flat.mean(axis=(1, 2)), flat.all(axis=1).sum(axis=1)


def numbers(state: State) -> Numbers:
    """Return the gradient's size after every layer, for each start; and the flat units of the chosen one."""
    seed, passed = int(state["again"]), round(state["passed"])
    signals = {start: signal(state["function"], start, seed) for start in STARTS}
    _, flat, dead = signals[state["start"]]
    return {
        **state,
        "passed": passed,
        "sizes": {start: each[0] for start, each in signals.items()},
        "flat": flat,
        "dead": dead,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    at, dead = numbers["passed"], str(int(numbers["dead"].sum()))
    return {start: scientific(float(numbers["sizes"][start][at])) for start in STARTS} | {
        "passed": str(at),
        "chosen": scientific(float(numbers["sizes"][numbers["start"]][at])),
        "dead": dead,
        "units": str(LAYERS * UNITS),
        "dead_of": f"{dead} / {LAYERS * UNITS}",
        "flat": f"{100 * float(numbers['flat'].mean()):.0f}\u00a0%",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"gradient": _gradient(numbers, words), "units": _units(numbers, words)}


def _gradient(numbers: Numbers, words: Words) -> str:
    """Four lines, the chosen start's in full, with their names at the right."""
    x = PASSED_X(numbers["passed"])
    xs = PASSED_X(np.arange(LAYERS))
    marks = [
        axes(PASSED_X, SIZE_Y, words["axis_passed"], words["axis_size"], count=8),
        element(
            "path", d=f"M{x:.1f} {SIZE_Y.start}V{SIZE_Y.end}", stroke="var(--nn-ink)", stroke_dasharray="2 4"
        ),
    ]
    ends = {}
    for start in sorted(STARTS, key=lambda each: each == numbers["start"]):
        powers = np.clip(np.log10(numbers["sizes"][start]), SIZE_Y.low, SIZE_Y.high)
        ys, chosen = SIZE_Y(powers), start == numbers["start"]
        colour = "var(--nn-weight)" if chosen else "var(--nn-rule-strong)"
        ends[start] = float(ys[-1])
        marks += [
            line(xs, ys, colour, 3.5 if chosen else 2),
            element("circle", cx=x, cy=float(ys[numbers["passed"]]), r=6 if chosen else 4, fill=colour),
        ]
    for start, y in _spread(ends).items():
        chosen = start == numbers["start"]
        marks.append(
            label(
                words["starts"][start],
                PASSED_X.end + 10,
                y + 5,
                font_size=14,
                fill="var(--nn-weight)" if chosen else "var(--nn-ink-muted)",
                font_weight=650 if chosen else None,
            )
        )
    return "".join(marks)


def _spread(heights: dict[str, float], room: float = 19.0) -> dict[str, float]:
    """Move names that would overlap apart: downwards from the upper one, then up from the axis."""
    placed: dict[str, float] = {}
    above = -np.inf
    for name in sorted(heights, key=lambda each: heights[each]):
        above = placed[name] = max(heights[name], above + room)
    below = SIZE_Y.start + room
    for name in reversed(placed):
        below = placed[name] = min(placed[name], below - room)
    return placed


def _units(numbers: Numbers, words: Words) -> str:
    """For each layer the share of flat slopes, and within it the units that are flat for every input."""
    base, muted = SHARE_Y.start, {"fill": "var(--nn-ink-muted)", "font_size": 14}
    shares = {"flat": numbers["flat"], "dead": numbers["dead"] / UNITS}
    fills = {"flat": {"fill": "var(--nn-negative-soft)"}, "dead": {"fill": "var(--nn-negative)"}}
    marks = [axes(LAYER_X, SHARE_Y, words["axis_layer"], words["axis_share"], count=5, y_term="units")]
    for which, heights in shares.items():
        bars = [
            f"M{LAYER_X(layer) - 6.5:.1f} {base}V{SHARE_Y(share):.1f}h13V{base}z"
            for layer, share in enumerate(heights.tolist(), 1)
            if share
        ]
        if bars:
            marks.append(element("path", d="".join(bars), **fills[which]))
    for i, which in enumerate(shares):
        x = 60 + 160 * i
        marks += [
            element("rect", x=x, y=base + 54, width=13, height=13, **fills[which]),
            label(words[which], x + 19, base + 65, **muted, data_term="slope" if which == "flat" else None),
        ]
    return "".join(marks)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the marker of how many layers are passed; a press anywhere brings it there."""
    return (Handle("passed", "gradient", x=("passed", PASSED_X), at=(0, SIZE_Y.start), anywhere=True),)


FIGURE = Figure(
    controls=(
        Choice("function", "relu", FUNCTIONS),
        Choice("start", "he", STARTS),
        Press("again"),
        Range("passed", 10, 0, LAYERS - 1, 1, shown=False),
    ),
    panels=(Panel("gradient", 440, 336), Panel("units", 420, 336)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    terms={"start": "weight-variance"},
)
