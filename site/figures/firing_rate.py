"""How often a neuron fires at each current, beside two activation functions brought to its scale."""

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, text
from nnweb import activations
from nnweb.brain import LeakyIntegrateAndFire
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

STRONGEST = 10.0  # nA
CURRENT = linear(0, STRONGEST, 54, 416)
RATE = linear(0, 300, 316, 36)  # Hz
TIME = linear(0, 200, 20, 404)  # ms
CURRENTS = np.r_[np.linspace(0, 1.5, 4), np.geomspace(1.5005, STRONGEST, 90)]


def relu_rate(cell: LeakyIntegrateAndFire, current: Array) -> Array:
    """Return a ReLU that starts at the cell's rheobase and meets its rate at the strongest current, in Hz."""
    z = (current - cell.rheobase) / (STRONGEST - cell.rheobase)
    return cell.rate(STRONGEST) * activations.relu(z)


def sigmoid_rate(cell: LeakyIntegrateAndFire, current: Array) -> Array:
    """Return a sigmoid whose z goes from -5 to 5 along the axis, its 1 at the rate at the end, in Hz."""
    return cell.rate(STRONGEST) * activations.sigmoid(current - STRONGEST / 2)


def numbers(state: State) -> Numbers:
    """Return the three curves, and what each gives at the chosen current."""
    cell = LeakyIntegrateAndFire(refractory=state["refractory"])
    here = np.asarray(state["current"])
    rate = float(cell.rate(here))
    spikes: list[float] = []
    if rate:
        spikes = np.arange(1000 / rate - cell.refractory, TIME.high, 1000 / rate).tolist()
    return {
        **state,
        "curves": (cell.rate(CURRENTS), relu_rate(cell, CURRENTS), sigmoid_rate(cell, CURRENTS)),
        "outputs": (rate, float(relu_rate(cell, here)), float(sigmoid_rate(cell, here))),
        "spikes": spikes,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return current and outputs as texts."""
    cell, relu, sigmoid = numbers["outputs"]
    return {
        "current": f"{numbers['current']:.2f}\u00a0nA",
        "refractory": f"{numbers['refractory']:.1f}\u00a0ms",
        "cell": f"{cell:.0f}\u00a0Hz",
        "relu": f"{relu:.0f}\u00a0Hz",
        "sigmoid": f"{sigmoid:.0f}\u00a0Hz",
        "ceiling": f"{1000 / numbers['refractory']:.0f}\u00a0Hz",
        "count": str(len(numbers["spikes"])),
    }


HUES = ("var(--nn-spike)", "var(--nn-unit)", "var(--nn-activation)")
DASHES = (None, "9 4", "3 4")


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the curves, and what comes out in time."""
    return {"curve": _curve(numbers, words), "output": _output(numbers, words)}


def _curve(numbers: Numbers, words: Words) -> str:
    xs, at = CURRENT(CURRENTS), CURRENT(numbers["current"])
    names = (words["cell"], "ReLU", "sigmoid")
    # Where each name stands free of the other curves: nA, and pixels above or below its own.
    places = ((3.1, -16, "end"), (7.4, 26, "start"), (9.9, -14, "end"))
    marks = [axes(CURRENT, RATE, words["axis_current"], words["axis_rate"])]
    marks.append(
        element("path", d=f"M{at:.1f} {RATE.start}V{RATE.end}", stroke="var(--nn-rule-strong)", fill="none")
    )
    for curve, hue, dashes in reversed(list(zip(numbers["curves"], HUES, DASHES, strict=True))):
        marks.append(line(xs, RATE(curve), hue, 2.5, stroke_dasharray=dashes))
    for output, hue in reversed(list(zip(numbers["outputs"], HUES, strict=True))):
        marks.append(element("circle", cx=at, cy=RATE(output), r=4.5, fill=hue))
    for curve, name, hue, (x, shift, anchor) in zip(numbers["curves"], names, HUES, places, strict=True):
        y = RATE(float(np.interp(x, CURRENTS, curve))) + shift
        marks.append(label(name, CURRENT(x), y, text_anchor=anchor, fill=hue, font_weight=650))
    return "".join(marks)


def _output(numbers: Numbers, words: Words) -> str:
    """What comes out in 200 ms: a train of spikes, and two numbers that know no time."""
    texts = values(numbers)
    rows = zip(
        (words["cell"], "ReLU", "sigmoid"),
        ("cell", "relu", "sigmoid"),
        HUES,
        (94.0, 218.0, 312.0),
        strict=True,
    )
    marks = []
    for name, key, hue, base in rows:
        marks.append(text(name, TIME.start, base - 62, font_weight=650, fill=hue))
        marks.append(text(texts[key], TIME.end, base - 62, text_anchor="end", class_="nn-number"))
        marks.append(
            element("path", d=f"M{TIME.start} {base}H{TIME.end}", stroke="var(--nn-rule-strong)", fill="none")
        )
        if key == "cell":
            d = "".join(f"M{TIME(t):.1f} {base}v-48" for t in numbers["spikes"])
            marks.append(element("path", d=d or "M0 0", stroke=hue, stroke_width=2.2, fill="none"))
    for base, output, hue in zip((218.0, 312.0), numbers["outputs"][1:], HUES[1:], strict=True):
        high = 54 * min(output / 300, 1)
        marks.append(
            element(
                "rect",
                x=TIME.start,
                y=base - high,
                width=TIME.end - TIME.start,
                height=high,
                fill=hue,
                opacity=0.35,
            )
        )
    for tick in TIME.ticks(4):
        at = TIME(tick)
        muted = {"fill": "var(--nn-ink-muted)", "font_size": 14}
        marks.append(element("path", d=f"M{at:.1f} 94v5", stroke="var(--nn-rule-strong)"))
        marks.append(text(f"{tick:g}", at, 114, text_anchor="middle", **muted))
    marks.append(text(words["axis_time"], TIME.end, 134, text_anchor="end", font_size=14))
    marks.append(text(words["no_time"], TIME.start, 340, font_size=14, fill="var(--nn-ink-muted)"))
    return "".join(marks)


def handles(numbers: Numbers) -> tuple[Handle, ...]:
    """Return the current, on the cell's own curve."""
    at = (0.0, RATE(numbers["outputs"][0]))
    return (Handle("current", "curve", x=("current", CURRENT), at=at, colour="--nn-spike"),)


FIGURE = Figure(
    controls=(
        Range("current", 3.0, 0, STRONGEST, 0.05, unit="nA"),
        Range("refractory", 4.0, 2, 20, 0.5, unit="ms"),
    ),
    panels=(Panel("curve", 432, 366), Panel("output", 424, 366)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
