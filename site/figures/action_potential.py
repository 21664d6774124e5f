"""Hodgkin and Huxley's action potential: two short pulses, the potential and the gates."""

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, signed
from nnweb.brain import HodgkinHuxley
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

DT, STEPS, FIRST, WIDTH = 0.05, 500, 1.0, 0.5  # ms, but for STEPS
TIME = linear(0, DT * STEPS, 54, 416)
POTENTIAL = linear(-80, 60, 296, 36)  # mV
GATE = linear(0, 1, 296, 36)
GAP = linear(TIME.low - FIRST, TIME.high - FIRST, TIME.start, TIME.end)  # the same axis, from the first pulse
SPIKE = -20.0  # mV: a response that passes it is called a spike
CELL = HodgkinHuxley()


def numbers(state: State) -> Numbers:
    """Return the states, and how far each pulse's response rises above rest, in mV."""
    current = np.zeros(STEPS)
    starts = (FIRST, FIRST + state["gap"])
    for start in starts:
        current[round(start / DT) : round((start + WIDTH) / DT)] = state["strength"]
    states = CELL.simulate(current.tolist(), DT)
    cut = round(starts[1] / DT)
    # The second response is read once its pulse is over: before, the first may still be falling.
    after = cut + round(WIDTH / DT)
    potential = states[:, 0]
    second = potential[after:]
    if second.argmax() == 0:
        second = second[second.argmin() :]
    peaks = (float(potential[:cut].max()), float(second.max()))
    return {
        **state,
        "starts": starts,
        "states": states,
        "rises": tuple(peak - CELL.rest for peak in peaks),
        "fired": tuple(peak > SPIKE for peak in peaks),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return pulses and responses as texts."""
    one, two = numbers["rises"]
    return {
        "strength": f"{numbers['strength']:.0f}\u00a0µA/cm²",
        "gap": f"{numbers['gap']:.1f}\u00a0ms",
        "one": f"{signed(one, 0)}\u00a0mV",
        "two": f"{signed(two, 0)}\u00a0mV",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the potential and the gates, each over time."""
    potential, m, h, n = numbers["states"].T
    gates = [
        axes(TIME, GATE, words["axis_time"], words["axis_gates"]),
        _pulses(numbers, GATE.start, GATE.end),
    ]
    for name, gate, hue, dashes in (
        ("m", m, "var(--nn-spike)", None),
        ("h", h, "var(--nn-membrane)", "9 4"),
        ("n", n, "var(--nn-synapse)", "3 4"),
    ):
        gates.append(_course(GATE(gate), hue, dashes))
        gates.append(
            label(name, TIME.end + 6, _end(name, gate), fill=hue, font_weight=650, font_style="italic")
        )
    rest = POTENTIAL(CELL.rest)
    return {
        "potential": "".join(
            (
                axes(TIME, POTENTIAL, words["axis_time"], words["axis_potential"]),
                _pulses(numbers, POTENTIAL.start, POTENTIAL.end),
                element(
                    "path",
                    d=f"M{TIME.start} {rest:.1f}H{TIME.end}",
                    stroke="var(--nn-ink-muted)",
                    stroke_dasharray="5 4",
                ),
                label(words["rest"], TIME.end, rest - 7, text_anchor="end", font_size=14),
                _course(POTENTIAL(potential), "var(--nn-spike)"),
                _answers(numbers, words),
            )
        ),
        "gates": "".join(gates),
    }


def _course(ys: Array, hue: str, dashes: str | None = None) -> str:
    """A variable over time: every step where it moves fast, every eighth where it hardly does."""
    moves = np.abs(np.diff(ys, prepend=ys[0])) > 1.5
    shown = np.flatnonzero(moves | (np.arange(len(ys)) % 8 == 0))
    return line(TIME(shown * DT), ys[shown], hue, 2.5, stroke_dasharray=dashes)


def _end(name: str, gate: Array) -> float:
    """Where a gate's name stands at the end of its line; m is always the lowest, h and n keep apart."""
    y = float(GATE(float(gate[-1]))) + 5
    return {"m": max(y, 280.0), "h": y, "n": y}[name]


def _pulses(numbers: Numbers, bottom: float, top: float) -> str:
    """A band for the time of each pulse."""
    wide = TIME(WIDTH) - TIME.start
    d = "".join(f"M{TIME(start):.1f} {top}h{wide:.1f}V{bottom}h{-wide:.1f}z" for start in numbers["starts"])
    return element("path", d=d, fill="var(--nn-accent)", opacity=0.28)


def _answers(numbers: Numbers, words: Words) -> str:
    """Beside each pulse, whether a spike came of it."""
    marks = []
    last = -np.inf
    for start, fired in zip(numbers["starts"], numbers["fired"], strict=True):
        word, x = words["spike"] if fired else words["none"], TIME(start + WIDTH) + 4
        # Where the pulses are so close that the words would meet, the second one stands a line lower.
        y = POTENTIAL.end + (12 if x - last > 85 else 30)
        marks.append(label(word, x, y, font_size=14))
        last = x
    return "".join(marks)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the second pulse: when it comes."""
    return (Handle("second", "potential", x=("gap", GAP), at=(0.0, POTENTIAL.start)),)


FIGURE = Figure(
    controls=(
        Range("strength", 20.0, 0, 80, 1, unit="µA/cm²"),
        Range("gap", 10.0, 4, 19, 0.2, unit="ms"),
    ),
    panels=(Panel("potential", 436, 346), Panel("gates", 436, 346)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
