"""A synapse's current depends on the potential it meets; a weight's product does not depend on the sum."""

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, signed
from nnweb.brain.synapses import Synapse

__all__ = ["FIGURE"]

POTENTIAL = linear(-90, 30, 54, 384)  # mV
CURRENT = linear(-600, 600, 290, 36)  # pA
REST_OF_SUM = linear(-6, 6, 54, 384)
PRODUCT = linear(-2, 2, 290, 36)


def numbers(state: State) -> Numbers:
    """Return the current of an excitatory synapse at this potential, and the product of a weight."""
    synapse = Synapse(conductance=state["conductance"])
    ends = np.array([POTENTIAL.low, POTENTIAL.high])
    return {
        **state,
        "ends": ends,
        "currents": synapse.current(ends),
        "current": float(synapse.current(state["potential"])),
        "product": state["weight"] * 1.0,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return both effects and what they depend on as texts."""
    return {
        "potential": f"{signed(numbers['potential'], 0)}\u00a0mV",
        "conductance": f"{numbers['conductance']:.1f}\u00a0nS",
        "force": f"{signed(-numbers['potential'], 0)}\u00a0mV",
        "current": f"{signed(numbers['current'], 0)}\u00a0pA",
        "weight": signed(numbers["weight"]),
        "product": signed(numbers["product"]),
        "others": signed(numbers["others"], 1),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the synapse's falling line beside the weight's level one."""
    return {"synapse": _synapse(numbers, words), "unit": _unit(numbers, words)}


def _synapse(numbers: Numbers, words: Words) -> str:
    x, y = POTENTIAL(numbers["potential"]), CURRENT(numbers["current"])
    return "".join(
        (
            axes(POTENTIAL, CURRENT, words["axis_potential"], words["axis_current"], count=4),
            _zero(CURRENT(0)),
            label(words["reversal"], POTENTIAL(0), CURRENT(0) - 12, font_size=14),
            line(
                POTENTIAL(numbers["ends"]),
                CURRENT(np.clip(numbers["currents"], -600, 600)),
                "var(--nn-synapse)",
                2.5,
            ),
            _effect(x, y, CURRENT(0), "var(--nn-synapse)"),
        )
    )


def _unit(numbers: Numbers, words: Words) -> str:
    x, y = REST_OF_SUM(numbers["others"]), PRODUCT(numbers["product"])
    ends = np.array([REST_OF_SUM.start, REST_OF_SUM.end])
    return "".join(
        (
            axes(REST_OF_SUM, PRODUCT, words["axis_others"], words["axis_product"], count=4),
            _zero(PRODUCT(0)),
            line(ends, np.array([y, y]), "var(--nn-weight)", 2.5),
            _effect(x, y, PRODUCT(0), "var(--nn-weight)"),
        )
    )


def _zero(y: float) -> str:
    return element("path", d=f"M54 {y:.1f}H384", stroke="var(--nn-rule-strong)", fill="none")


def _effect(x: float, y: float, zero: float, colour: str) -> str:
    """The effect at the point chosen: its distance from zero."""
    bar = element("path", d=f"M{x:.1f} {zero:.1f}V{y:.1f}", stroke=colour, stroke_width=5, opacity=0.45)
    return bar + element("circle", cx=x, cy=y, r=5, fill=colour)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the potential, and the rest of the unit's sum: both along their axis."""
    potential, others = ("potential", POTENTIAL), ("others", REST_OF_SUM)
    return (
        Handle("potential", "synapse", x=potential, at=(0, CURRENT.start), colour="--nn-membrane"),
        Handle("others", "unit", x=others, at=(0, PRODUCT.start), colour="--nn-unit"),
    )


FIGURE = Figure(
    controls=(
        Range("potential", -60.0, -90, 30, 1, unit="mV"),
        Range("conductance", 6.0, 0.5, 6.5, 0.5, unit="nS"),
        Range("others", -2.0, -6, 6, 0.1),
        Range("weight", 1.0, -2, 2, 0.05),
    ),
    panels=(Panel("synapse", 420, 344), Panel("unit", 420, 344)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
