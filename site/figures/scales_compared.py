"""Orders of magnitude: numbers of brains and of networks, each kind on a logarithmic scale of its own."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from figures.figure import Figure, Numbers, Panel, Range, State, Table, Words
from figures.scales import Scale, logarithmic
from figures.svg import element, label, text
from nnweb.brain import LeakyIntegrateAndFire
from nnweb.layers import Dense, Flatten, Rescaling

__all__ = ["FIGURE", "MARKS", "count", "power_of_ten"]


@dataclass(frozen=True)
class Mark:
    """One number on a scale: `value` as `source`, a key of `docs/references.json`, has it; "" if computed."""

    panel: str
    name: str
    side: str
    value: float
    source: str = ""


BRAIN_WATTS, BRAIN_SHARE = 20.0, 0.2  # of the body's power
MARKS = (
    Mark("units", "lab", "machine", math.nan),  # follows the slider
    Mark("units", "worm", "brain", 302, "white1986"),
    Mark("units", "alexnet", "machine", 650_000, "krizhevsky2012"),
    Mark("units", "brain", "brain", 86.1e9, "azevedo2009"),
    Mark("connections", "lab", "machine", math.nan),
    Mark("connections", "worm", "brain", 5000, "white1986"),
    Mark("connections", "gpt3", "machine", 175e9, "brown2020"),
    Mark("connections", "cortex", "brain", 0.15e15, "pakkenberg2003"),
    Mark("pace", "mean", "brain", 0.16, "lennie2003"),
    Mark("pace", "most", "brain", math.nan),  # by the refractory period
    Mark("pace", "clock", "machine", 1e9, "cox2014"),
    Mark("power", "brain", "brain", BRAIN_WATTS, "balasubramanian2021"),
    Mark("power", "computer", "machine", 80, "balasubramanian2021"),
    Mark("power", "body", "brain", BRAIN_WATTS / BRAIN_SHARE, "balasubramanian2021"),
)
# The shortest refractory period among the models of "The biological neuron", ms.
REFRACTORY = 2.0
X = {
    "units": logarithmic(1, 1e12, 10, 400),
    "connections": logarithmic(1, 1e15, 10, 400),
    "pace": logarithmic(0.1, 1e10, 10, 400),
    "power": logarithmic(1, 1e3, 10, 400),
}
EVERY = {"units": 3, "connections": 3, "pace": 2, "power": 1}
"""Every how many powers of ten a tick is named."""
ROW, HEAD = 46, 58
HUES = {"brain": "var(--nn-spike)", "machine": "var(--nn-unit)"}


@cache
def count(hidden: int) -> tuple[int, int, int]:
    """Return how many units, weights and biases the Lab's network has with so many hidden units.

    The layers say the shapes of their parameters, so that nothing needs to be allocated to count them.
    """
    shape: tuple[int, ...] = (28, 28)
    units = weights = biases = 0
    for layer in (Rescaling(1 / 255), Flatten(), Dense(hidden, "relu"), Dense(10, "softmax")):
        sizes = {name: int(np.prod(size)) for name, size in layer.parameter_shapes(shape).items()}
        shape = layer.output_shape(shape)
        weights += sizes.get("kernel", 0)
        biases += sizes.get("bias", 0)
        units += shape[0] if sizes else 0
    return units, weights, biases


def numbers(state: State) -> Numbers:
    """Return every mark's value, and how often the Lab's network goes into a brain."""
    units, weights, biases = count(round(state["hidden"]))
    # However strong the current, the next spike waits for the refractory period.
    most = float(LeakyIntegrateAndFire(refractory=REFRACTORY).rate(1e9))
    computed = {("units", "lab"): units, ("connections", "lab"): weights, ("pace", "most"): most}
    return {
        "hidden": round(state["hidden"]),
        "units": units,
        "weights": weights,
        "biases": biases,
        "marks": [(mark, computed.get((mark.panel, mark.name), mark.value)) for mark in MARKS],
        "times_units": 86.1e9 / units,
        "times_weights": 0.15e15 / weights,
    }


def power_of_ten(value: float) -> str:
    """Return a number to three figures, a large one as 8.61 × 10¹⁰."""
    if value < 1e5:
        return f"{value:,.3g}" if value < 100 else f"{value:,.0f}"
    power = math.floor(math.log10(value) + 1e-9)
    lead = f"{value / 10**power:.3g}"
    return f"10{_raised(power)}" if lead == "1" else f"{lead}\u00a0×\u00a010{_raised(power)}"


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    return {
        "units": f"{numbers['units']:,}",
        "weights": f"{numbers['weights']:,}",
        "biases": f"{numbers['biases']:,}",
        "parameters": f"{numbers['weights'] + numbers['biases']:,}",
        "times_units": power_of_ten(numbers["times_units"]),
        "times_weights": power_of_ten(numbers["times_weights"]),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of the four scales."""
    panels: dict[str, list[str]] = {panel: [] for panel in X}
    for mark, value in numbers["marks"]:
        y = HEAD + ROW * len(panels[mark.panel])
        panels[mark.panel].append(
            _mark(mark.panel, y, mark.side, value, words["mark"], words["marks"][mark.panel][mark.name])
        )
    return {
        panel: _axis(panel, len(marks), words["axes"][panel]) + "".join(marks)
        for panel, marks in panels.items()
    }


@cache
def _axis(panel: str, rows: int, name: str) -> str:
    """A scale of powers of ten along the lower edge, its name on top."""
    x, bottom = X[panel], HEAD + ROW * rows - 14
    ticks = x.ticks()
    low = round(math.log10(ticks[0]))
    named = [tick for tick in ticks if (round(math.log10(tick)) - low) % EVERY[panel] == 0]
    lines = "".join(f"M{x(tick):.1f} {HEAD - 26}V{bottom + 5}" for tick in named)
    marks = "".join(f"M{x(tick):.1f} {bottom}v3" for tick in ticks)
    muted = {"text_anchor": "middle", "font_size": 14, "fill": "var(--nn-ink-muted)"}
    axis = {"d": f"M{x.start:g} {bottom}H{x.end:g}{marks}", "stroke": "var(--nn-rule-strong)"}
    return "".join(
        (
            element("path", d=lines, stroke="var(--nn-rule)", fill="none"),
            element("path", fill="none", **axis),
            *(text(_tick(tick, x.high), x(tick), bottom + 22, **muted) for tick in named),
            text(name, x.start, 16, font_weight=650),
        )
    )


def _tick(tick: float, high: float) -> str:
    """A power of ten as such from 1000 on, where the scale goes far beyond it."""
    far = tick >= 1e3 and high > 1e5
    return f"10{_raised(round(math.log10(tick)))}" if far else f"{tick:,g}"


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


@cache
def _mark(panel: str, y: float, side: str, value: float, form: str, name: str) -> str:
    """A line from the scale's start to the number: a disc for what lives, a square for what is built."""
    x: Scale = X[panel]
    at, hue = x(value), HUES[side]
    box = {"fill": hue}
    shape = (
        element("circle", cx=at, cy=y, r=7, **box)
        if side == "brain"
        else element("rect", x=at - 6.5, y=y - 6.5, width=13, height=13, **box)
    )
    line = element("path", d=f"M{x.start:g} {y:g}H{at:.1f}", stroke=hue, stroke_width=2, fill="none")
    words = form.format(name=name, value=power_of_ten(value))
    # Above its line, where nothing else stands; the words keep to the panel.
    left = at < (x.start + x.end) / 2
    return line + shape + label(
        words, x.start if left else x.end, y - 12, text_anchor="start" if left else "end", font_size=14
    )  # fmt: skip


def table(numbers: Numbers, words: Words) -> Table:
    """Return every number with its source."""
    rows = [
        [
            words["axes"][mark.panel],
            words["marks"][mark.panel][mark.name],
            words["sides"][mark.side],
            power_of_ten(value),
            f"[@{mark.source}]" if mark.source else words["computed"],
        ]
        for mark, value in numbers["marks"]
    ]
    return [[words["heads"][head] for head in ("scale", "what", "side", "value", "source")], *rows]


def _panel(name: str) -> Panel:
    return Panel(name, 420, HEAD + ROW * sum(mark.panel == name for mark in MARKS) + 16)


FIGURE = Figure(
    controls=(Range("hidden", 128, 16, 2048, 16),),
    panels=tuple(_panel(name) for name in X),
    numbers=numbers,
    values=values,
    draw=draw,
    table=table,
)
