"""Two excitatory synapses and an inhibitory one on one membrane: delay, summation, inhibition, shunting."""

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, signed, text
from nnweb.brain.synapses import Membrane, Synapse

__all__ = ["FIGURE"]

DURATION, DT = 100.0, 0.5  # ms
TIME = linear(0, DURATION, 54, 424)
POTENTIAL = linear(-80, -40, 330, 150)  # mV
CONDUCTANCE = linear(0, 40, 470, 378)  # nS
ROWS = {"a": 32.0, "b": 66.0, "i": 100.0}  # where each input's spikes lie
SPIKES = {"a": ("t1", "t2"), "b": ("t3",), "i": ("t4",)}
COLOURS = {"excitatory": "var(--nn-spike)", "inhibitory": "var(--nn-synapse)"}
TIMES = np.arange(0, DURATION + DT / 2, DT)


def numbers(state: State) -> Numbers:
    """Return conductances, the potential, and what the spikes' separate effects would add up to."""
    delay, membrane = state["delay"], Membrane()
    synapses = {
        "a": Synapse(state["ga"], 0.0, 5.0, delay),
        "b": Synapse(state["gb"], 0.0, 5.0, delay),
        "i": Synapse(state["gi"], state["reversal"], 10.0, delay),
    }
    # Runs side by side: each spike alone, then all: [steps, runs, excitatory or inhibitory].
    alone = [
        (which == "i", synapses[which].open(TIMES, [state[key]]))
        for which, keys in SPIKES.items()
        for key in keys
    ]
    runs = np.zeros((len(TIMES), len(alone) + 1, 2))
    for run, (inhibits, opened) in enumerate(alone):
        runs[:, run, int(inhibits)] = opened
    runs[:, -1] = runs[:, :-1].sum(axis=1)
    potential = membrane.simulate(runs, np.array([0.0, state["reversal"]]), DT)
    return {
        **state,
        "potential": potential[:, -1],
        "sum": membrane.rest + (potential[:, :-1] - membrane.rest).sum(axis=1),
        "excitatory": runs[:, -1, 0],
        "inhibitory": runs[:, -1, 1],
        "rest": membrane.rest,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the settings and the highest potentials as texts."""
    return {
        "peak": f"{signed(float(numbers['potential'].max()), 1)}\u00a0mV",
        "sum": f"{signed(float(numbers['sum'].max()), 1)}\u00a0mV",
        "reversal": f"{signed(numbers['reversal'], 0)}\u00a0mV",
        "delay": f"{numbers['delay']:.1f}\u00a0ms",
        **{key: f"{numbers[key]:.1f}\u00a0ms" for key in ("t1", "t2", "t3", "t4")},
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the spikes, the potential and the conductances, on one axis of time."""
    inside = POTENTIAL.inside(numbers["sum"])
    return {
        "membrane": "".join(
            (
                *[_row(numbers, words, which) for which in ROWS],
                axes(TIME, POTENTIAL, "", words["axis_potential"], count=4, ticked=False),
                _level(numbers["rest"], words["rest"], TIME.start + 6, 18, "start"),
                _level(numbers["reversal"], words["reversal"], TIME.end, -7, "end"),
                line(TIME(TIMES), POTENTIAL(inside), "var(--nn-ink-muted)", 1.5, stroke_dasharray="2 4"),
                line(TIME(TIMES), POTENTIAL(numbers["potential"]), "var(--nn-membrane)", 2.5),
                axes(TIME, CONDUCTANCE, words["axis_time"], words["axis_conductance"], count=2),
                *[_conductance(numbers, words, kind) for kind in COLOURS],
            )
        )
    }


def _row(numbers: Numbers, words: Words, which: str) -> str:
    """The spikes of one input, on a line of their own."""
    y, colour = ROWS[which], COLOURS["inhibitory" if which == "i" else "excitatory"]
    strokes = "".join(f"M{TIME(numbers[key]):.1f} {y - 11}v22" for key in SPIKES[which])
    return (
        element("path", d=f"M{TIME.start} {y}H{TIME.end}", stroke="var(--nn-rule-strong)", fill="none")
        + element("path", d=strokes, stroke=colour, stroke_width=3, fill="none")
        + text(words["inputs"][which], TIME.start - 10, y + 5, text_anchor="end", font_size=14, fill=colour)
    )


def _level(value: float, words: str, x: float, below: float, anchor: str) -> str:
    """A dashed line across at a potential, with its name at one of its ends."""
    y = POTENTIAL(value)
    across = element(
        "path",
        d=f"M{TIME.start} {y:.1f}H{TIME.end}",
        stroke="var(--nn-ink-muted)",
        stroke_dasharray="5 4",
        fill="none",
    )
    return across + label(words, x, y + below, text_anchor=anchor, font_size=14)


def _conductance(numbers: Numbers, words: Words, kind: str) -> str:
    """One kind's conductance over time, named above the plot."""
    opened = numbers[kind]
    curve = line(
        TIME(TIMES),
        CONDUCTANCE(CONDUCTANCE.inside(opened)),
        COLOURS[kind],
        2.2,
        stroke_dasharray="6 3" if kind == "inhibitory" else None,
    )
    # Side by side above the grid, clear of it and of each other in both languages.
    x = TIME.end - 120 if kind == "excitatory" else TIME.end
    return curve + text(words[kind], x, 364, text_anchor="end", font_size=14, fill=COLOURS[kind])


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the spikes: each moves along its line."""
    return tuple(
        Handle(key, "membrane", x=(key, TIME), at=(0.0, ROWS[which]),
               colour="--nn-synapse" if which == "i" else "--nn-spike")
        for which, keys in SPIKES.items() for key in keys
    )  # fmt: skip


FIGURE = Figure(
    controls=(
        Range("ga", 6.0, 0, 12, 0.5, unit="nS"),
        Range("gb", 6.0, 0, 12, 0.5, unit="nS"),
        Range("gi", 12.0, 0, 40, 1, unit="nS"),
        Range("reversal", -75.0, -80, -60, 1, unit="mV"),
        Range("delay", 1.0, 0.5, 10, 0.5, unit="ms"),
        Range("t1", 15.0, 0, 95, 0.5, unit="ms", shown=False),
        Range("t2", 24.0, 0, 95, 0.5, unit="ms", shown=False),
        Range("t3", 31.0, 0, 95, 0.5, unit="ms", shown=False),
        Range("t4", 62.0, 0, 95, 0.5, unit="ms", shown=False),
    ),
    panels=(Panel("membrane", 440, 516),),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
