"""A leaky integrate-and-fire neuron: a current goes in, the membrane potential rises, spikes come out."""

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import Scale, linear
from figures.svg import area, axes, element, label, line
from nnweb.brain import LeakyIntegrateAndFire

__all__ = ["FIGURE"]

DURATION, START, END, DT = 200.0, 20.0, 160.0, 0.5  # ms
TIME = linear(0, DURATION, 54, 424)
POTENTIAL = linear(-70, -20, 236, 36)  # mV
CURRENT = linear(0, 5, 366, 296)  # nA
STROKE = -26.0  # up to where a spike is drawn, mV: the model itself stops at the threshold


def numbers(state: State) -> Numbers:
    """Return the potential at each step, the times of the spikes, and the rate of the closed form."""
    cell = LeakyIntegrateAndFire(refractory=state["refractory"])
    times = np.arange(0, DURATION + DT / 2, DT)
    current = np.where((times[:-1] >= START) & (times[:-1] < END), state["current"], 0.0)
    potential, spikes = cell.simulate(current.tolist(), DT)
    return {
        **state,
        "cell": cell,
        "times": times,
        "potential": potential,
        "spikes": spikes,
        "rate": float(cell.rate(state["current"])),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return current, rate, interval and count as texts."""
    rate = numbers["rate"]
    return {
        "current": f"{numbers['current']:.2f}\u00a0nA",
        "refractory": f"{numbers['refractory']:.1f}\u00a0ms",
        "rate": f"{rate:.1f}\u00a0Hz",
        "interval": f"{1000 / rate:.1f}\u00a0ms" if rate else "–",
        "count": str(len(numbers["spikes"])),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the potential over the current, on one axis of time."""
    cell = numbers["cell"]
    return {
        "cell": "".join(
            (
                _refractory(numbers),
                axes(TIME, POTENTIAL, "", words["axis_potential"], count=4, ticked=False),
                _level(cell.threshold, words["threshold"], POTENTIAL, -8),
                line(TIME(numbers["times"]), POTENTIAL(numbers["potential"]), "var(--nn-membrane)", 2.2),
                _strokes(numbers),
                axes(TIME, CURRENT, words["axis_time"], words["axis_current"], count=4),
                _pulse(numbers["current"]),
                _level(cell.rheobase, words["rheobase"], CURRENT, -7),
            )
        )
    }


def _refractory(numbers: Numbers) -> str:
    """Bands in which the neuron can't fire."""
    top, bottom, wide = POTENTIAL.end, POTENTIAL.start, TIME(numbers["refractory"]) - TIME.start
    d = "".join(f"M{TIME(t):.1f} {top}h{wide:.1f}V{bottom}h{-wide:.1f}z" for t in numbers["spikes"].tolist())
    return element("path", d=d or "M0 0", fill="var(--nn-biology-soft)")


def _strokes(numbers: Numbers) -> str:
    """The spikes: the model gives their times; their height is drawn, not computed."""
    low, high = POTENTIAL(numbers["cell"].threshold), POTENTIAL(STROKE)
    d = "".join(f"M{TIME(t):.1f} {low:.1f}V{high:.1f}" for t in numbers["spikes"].tolist())
    return element("path", d=d or "M0 0", fill="none", stroke="var(--nn-spike)", stroke_width=2.2)


def _pulse(current: float) -> str:
    """The current: on from START to END."""
    times = np.array([0, START, START, END, END, DURATION])
    amperes = CURRENT(np.array([0, 0, current, current, 0, 0]))
    soft = area(TIME(times), amperes, CURRENT.start, "var(--nn-accent-soft)")
    return soft + line(TIME(times), amperes, "var(--nn-accent)", 2)


def _level(value: float, words: str, scale: Scale, above: float) -> str:
    """A dashed line across at a value, with its name at its right end."""
    y = scale(value)
    across = element(
        "path",
        d=f"M{TIME.start} {y:.1f}H{TIME.end}",
        stroke="var(--nn-ink-muted)",
        stroke_dasharray="5 4",
        fill="none",
    )
    return across + label(words, TIME.end, y + above, text_anchor="end", font_size=14)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the height of the current."""
    return (Handle("current", "cell", y=("current", CURRENT), at=(TIME(70.0), 0.0)),)


FIGURE = Figure(
    controls=(
        Range("current", 2.0, 0, 5, 0.05, unit="nA"),
        Range("refractory", 4.0, 0, 20, 0.5, unit="ms"),
    ),
    panels=(Panel("cell", 440, 410),),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
