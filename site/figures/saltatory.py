"""An action potential on its way: from node to node, and without myelin."""

from itertools import pairwise
from typing import Any

import numpy as np

from figures.figure import Figure, Numbers, Panel, Play, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, text
from nnweb.brain import SpikeShape, conduction_velocity, node_spacing

__all__ = ["FIGURE"]

LENGTH, LATEST = 60.0, 4.0  # mm, ms
DISTANCE = linear(0, LENGTH, 54, 416)
POTENTIAL = linear(-80, 40, 250, 112)  # mV
ACTIVE = -30.0  # mV: above it the membrane is drawn as excited
FIBRE = 52.0  # the fibre's middle, in pixels from the top
SHAPE = SpikeShape()
POINTS = np.linspace(0, LENGTH, 181)


def numbers(state: State) -> Numbers:
    """Return, for both fibres, the potential along them and how far the spike has come, in mm."""
    diameter, time = state["diameter"], state["time"]
    spacing = node_spacing(diameter)
    nodes = np.arange(0, LENGTH + 1e-9, spacing)
    fast, slow = (float(conduction_velocity(diameter, myelinated=each)) for each in (True, False))
    return {
        **state,
        "spacing": spacing,
        "nodes": nodes,
        "at_nodes": SHAPE.along(nodes, time, fast),
        "fast": fast,
        "slow": slow,
        "along": {
            "myelinated": SHAPE.along_nodes(POINTS, time, fast, spacing),
            "bare": SHAPE.along(POINTS, time, slow),
        },
        "front": {"myelinated": min(fast * time, LENGTH), "bare": min(slow * time, LENGTH)},
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return time, places and speeds as texts."""
    return {
        "time": f"{numbers['time']:.2f}\u00a0ms",
        "diameter": f"{numbers['diameter']:.1f}\u00a0µm",
        "spacing": f"{numbers['spacing']:.2f}\u00a0mm",
        "fast": f"{numbers['fast']:.0f}\u00a0m/s",
        "slow": f"{numbers['slow']:.1f}\u00a0m/s",
        "fast_front": f"{numbers['front']['myelinated']:.1f}\u00a0mm",
        "slow_front": f"{numbers['front']['bare']:.1f}\u00a0mm",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return both fibres, each with the potential along it."""
    return {
        "myelinated": _sheathed(numbers) + _profile(numbers, "myelinated", words),
        "bare": _bare(numbers) + _profile(numbers, "bare", words),
    }


def _half(numbers: Numbers) -> float:
    """Half the fibre's thickness in pixels: it shows which is thicker, not to the scale of its length."""
    return float(5 + 0.7 * numbers["diameter"])


def _profile(numbers: Numbers, which: str, words: Words) -> str:
    ys = POTENTIAL(numbers["along"][which])
    front = DISTANCE(numbers["front"][which])
    marks = [
        text(words["with" if which == "myelinated" else "without"], DISTANCE.start, 18, font_weight=650),
        axes(DISTANCE, POTENTIAL, words["axis_distance"], words["axis_potential"], count=4),
        line(DISTANCE(POINTS), ys, "var(--nn-spike)", 2.5),
    ]
    if 0 < numbers["front"][which] < LENGTH:
        # Where the spike's mean place is: the same in both fibres, so that they can be compared.
        marks.append(
            element(
                "path", d=f"M{front:.1f} {POTENTIAL.end}V{POTENTIAL.start}", stroke="var(--nn-rule-strong)"
            )
        )
    else:
        marks.append(
            label(words["passed"], DISTANCE.end, POTENTIAL.end + 14, text_anchor="end", font_size=14)
            if numbers["front"][which] >= LENGTH
            else ""
        )
    if which == "myelinated":
        xs, up = DISTANCE(numbers["nodes"]).tolist(), POTENTIAL(numbers["at_nodes"]).tolist()
        d = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in zip(xs, up, strict=True))
        marks.append(element("path", d=d, stroke="var(--nn-spike)", stroke_width=5, stroke_linecap="round"))
    return "".join(marks)


def _sheathed(numbers: Numbers) -> str:
    """The fibre: its axon, the sheaths between the nodes, and the nodes that are excited."""
    half, nodes = _half(numbers), DISTANCE(numbers["nodes"]).tolist()
    edges = [*nodes, DISTANCE.end] if DISTANCE.end - nodes[-1] > 1 else nodes
    sheaths = "".join(
        f"M{a + 0.9:.1f} {FIBRE - half:.1f}H{b - 0.9:.1f}V{FIBRE + half:.1f}H{a + 0.9:.1f}z"
        for a, b in pairwise(edges)
        if b - a > 2
    )
    lit = [x for x, v in zip(nodes, numbers["at_nodes"].tolist(), strict=True) if v > ACTIVE]
    tall = half + 4
    excited = "".join(f"M{x:.1f} {FIBRE - tall:.1f}v{2 * tall:.1f}" for x in lit)
    return "".join(
        (
            element("path", d=_box(DISTANCE.start, DISTANCE.end, half * 0.6), fill="var(--nn-membrane)"),
            element("path", d=sheaths, fill="var(--nn-biology-soft)", stroke="var(--nn-membrane)"),
            element("path", d=excited or "M0 0", stroke="var(--nn-spike)", stroke_width=3, fill="none"),
        )
    )


def _bare(numbers: Numbers) -> str:
    """The fibre without a sheath, and the stretch of it that is excited."""
    half = _half(numbers)
    excited = np.flatnonzero(numbers["along"]["bare"] > ACTIVE)
    shape: dict[str, Any] = {"stroke": "var(--nn-membrane)", "stroke_width": 1.5}
    marks = [element("path", d=_box(DISTANCE.start, DISTANCE.end, half), fill="var(--nn-surface)", **shape)]
    if len(excited):
        start, end = DISTANCE(POINTS[excited[0]]), DISTANCE(POINTS[excited[-1]])
        marks.append(element("path", d=_box(start, max(end, start + 2), half), fill="var(--nn-spike)"))
    return "".join(marks)


def _box(start: float, end: float, half: float) -> str:
    return f"M{start:.1f} {FIBRE - half:.1f}H{end:.1f}V{FIBRE + half:.1f}H{start:.1f}z"


FIGURE = Figure(
    controls=(
        Play("time", 0.6, 0, LATEST, 0.02, unit="ms", seconds=12),
        Range("diameter", 10.0, 5, 20, 0.5, unit="µm"),
    ),
    panels=(Panel("myelinated", 436, 300), Panel("bare", 436, 300)),
    numbers=numbers,
    values=values,
    draw=draw,
)
