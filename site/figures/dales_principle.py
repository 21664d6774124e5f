"""Dale's principle: XOR by units that both excite and inhibit, by units cut to one sign, and by two kinds."""

from functools import lru_cache
from typing import Any

import numpy as np

from figures.figure import Choice, Figure, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, heatmap, label, line, signed, text
from nnweb.activations import relu
from nnweb.brain.dale import cut, mixed, split
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

HALF = 0.5  # from here on the output counts as on
SIDE = 20  # of the map
REACH = 1.25
ALONG = (np.arange(SIDE) + 0.5) * REACH / SIDE  # the middles of its cells; no activation is below 0
POINTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
XOR = np.array([False, True, True, False])
PLANE_X = linear(-0.2, REACH, 48, 348)
PLANE_Y = linear(-0.2, REACH, 336, 36)

INPUTS = ((44.0, 96.0), (44.0, 276.0))
COPIES = ((128.0, 152.0), (128.0, 220.0))
HIDDEN = ((286.0, 96.0), (286.0, 276.0))
OUTPUT = (396.0, 186.0)
RADIUS = 23.0


def answer(x: Array, kernel: Array, rule: str) -> Array:
    """Return the output for activations `x` [..., 2], none of which falls below 0, as [...]."""
    rates = relu(x)
    if rule == "kinds":
        rates, kernel = np.concatenate([rates, rates], axis=-1), split(kernel)
    elif rule == "cut":
        kernel = cut(kernel)
    return np.asarray(relu(rates @ kernel).sum(axis=-1))


def numbers(state: State) -> Numbers:
    """Return the kernels from inputs to hidden units, who sends both signs, and the function represented."""
    learned = np.array([[state["w11"], state["w12"]], [state["w21"], state["w22"]]], dtype=float)
    rule = state["rule"]
    kernel = cut(learned) if rule == "cut" else learned
    plane = np.stack(np.meshgrid(ALONG, ALONG[::-1]), axis=-1)
    outputs = answer(POINTS, learned, rule)
    copied = (learned < 0).any(axis=1) if rule == "kinds" else np.zeros(2, dtype=bool)
    both = np.zeros(2, dtype=bool) if rule == "kinds" else mixed(kernel)
    return {
        "rule": rule,
        "kernel": kernel,
        "copied": copied,
        "mixed": both,
        # The two inputs and the two hidden units; the output sends nothing here.
        "senders": 4 + int(copied.sum()),
        "outputs": outputs,
        "right": (outputs > HALF) == XOR,
        "plane": answer(plane, learned, rule),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return how many units send both signs, how many units there are, and what they answer."""
    outputs = [signed(float(output), 1) for output in numbers["outputs"]]
    both, right = int(numbers["mixed"].sum()), int(numbers["right"].sum())
    return {
        "mixed": str(both),
        "senders": str(numbers["senders"]),
        "right": str(right),
        "mixed_share": f"{both} / {numbers['senders']}",
        "right_share": f"{right} / {len(XOR)}",
        **dict(zip(("y00", "y01", "y10", "y11"), outputs, strict=True)),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"circuit": _circuit(numbers, words), "plane": _plane(numbers, words)}


# The circuit: an arrow excites, a bar inhibits


def _circuit(numbers: Numbers, words: Words) -> str:
    kernel, copied = numbers["kernel"].tolist(), numbers["copied"].tolist()
    wires, labels, units = [], [], []
    for i, sender in enumerate(INPUTS):
        negative = any(weight < 0 for weight in kernel[i])
        signs = ("+" if any(weight > 0 for weight in kernel[i]) else "") + ("−" if negative else "")
        if copied[i]:
            signs = signs.replace("−", "") or "+"  # it excites its copy at least
            wires.append(_wire(sender, COPIES[i], 1.0))
            units.append(_unit(COPIES[i], f"i_{i + 1}", "−", 19.0))
        for j, receiver in enumerate(HIDDEN):
            weight = kernel[i][j]
            start = COPIES[i] if copied[i] and weight < 0 else sender
            wires.append(_wire(start, receiver, weight))
            labels.append(_weight(start, receiver, weight, 0.5 if i == j and start is sender else 0.68))
        units.append(_unit(sender, f"x_{i + 1}", signs))
    still = _still(*(words[key] for key in ("inputs", "hidden", "output", "excites", "inhibits")))
    return "".join((still, *wires, *labels, *units))


# Most of a drawing is as it was a step of the drag ago: the parts that recur are kept.


@lru_cache(maxsize=4)
def _still(inputs: str, hidden: str, output: str, excites: str, inhibits: str) -> str:
    """What no weight changes: the hidden units and the output, the heads, and the key of arrow and bar."""
    muted = {"font_size": 14, "fill": "var(--nn-ink-muted)"}
    return "".join(
        (
            text(inputs, 20, 40, **muted),
            text(hidden, HIDDEN[0][0], 40, text_anchor="middle", **muted),
            text(output, 420, 40, text_anchor="end", **muted),
            *[_wire(place, OUTPUT, 1.0) for place in HIDDEN],
            *[_unit(place, f"h_{j + 1}", "+") for j, place in enumerate(HIDDEN)],
            _unit(OUTPUT, "y", ""),
            _wire((20, 350), (110, 350), 1.0, 0, 0),
            text(excites, 122, 355, font_size=14),
            _wire((220, 350), (310, 350), -1.0, 0, 0),
            text(inhibits, 322, 355, font_size=14),
        )
    )


@lru_cache(maxsize=512)
def _wire(
    start: tuple[float, float],
    end: tuple[float, float],
    weight: float,
    leave: float = RADIUS,
    arrive: float = RADIUS + 4,
) -> str:
    """A connection from rim to rim, as thick as its weight is strong; none where the weight is 0."""
    if abs(weight) < 0.005:
        return ""
    (x1, y1), (x2, y2) = start, end
    length = float(np.hypot(x2 - x1, y2 - y1))
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    xs = np.array([x1 + leave * ux, x2 - arrive * ux])
    ys = np.array([y1 + leave * uy, y2 - arrive * uy])
    colour, width = f"var(--nn-{'positive' if weight > 0 else 'negative'})", 1.5 + abs(weight)
    tip_x, tip_y = float(xs[1]), float(ys[1])
    if weight > 0:
        xs[1], ys[1] = tip_x - 8 * ux, tip_y - 8 * uy
        wing_x, wing_y = tip_x - 12 * ux, tip_y - 12 * uy
        head = (
            f"M{tip_x:.1f} {tip_y:.1f}L{wing_x - 6 * uy:.1f} {wing_y + 6 * ux:.1f}"
            f"L{wing_x + 6 * uy:.1f} {wing_y - 6 * ux:.1f}Z"
        )
        mark = element("path", d=head, fill=colour)
    else:
        head = f"M{tip_x - 9 * uy:.1f} {tip_y + 9 * ux:.1f}L{tip_x + 9 * uy:.1f} {tip_y - 9 * ux:.1f}"
        mark = element("path", d=head, stroke=colour, stroke_width=4, fill="none")
    return line(xs, ys, colour, width) + mark


@lru_cache(maxsize=512)
def _weight(start: tuple[float, float], end: tuple[float, float], weight: float, share: float) -> str:
    """A connection's weight, written above it, and not where two of them cross."""
    if abs(weight) < 0.005:
        return ""
    x, y = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
    # Beside a steep one, above a level one.
    slope = (end[1] - start[1]) / (end[0] - start[0])
    return label(
        signed(weight, 1), x + 16 * slope, y - 9, text_anchor="middle", font_size=14, class_="nn-number"
    )


@lru_cache(maxsize=64)
def _unit(at: tuple[float, float], name: str, signs: str, radius: float = RADIUS) -> str:
    """A unit and under its name what it does to others: excite, inhibit, or both."""
    x, y = at
    rim: dict[str, Any] = {"stroke": "var(--nn-unit)", "stroke_width": 2}
    if signs == "+−":
        rim, signs = {"stroke": "var(--nn-danger)", "stroke_width": 3, "stroke_dasharray": "5 4"}, "±"
    circle = element("circle", cx=x, cy=y, r=radius, fill="var(--nn-surface-raised)", **rim)
    if not signs:
        return circle + text(name, x, y + 5, text_anchor="middle")
    below = text(signs, x, y + 15, text_anchor="middle", font_weight=650)
    return circle + text(name, x, y - 1, text_anchor="middle") + below


# The function it represents


def _plane(numbers: Numbers, words: Words) -> str:
    x, y = PLANE_X, PLANE_Y
    left, top = x(0), y(REACH)
    points = zip(POINTS.tolist(), XOR.tolist(), numbers["right"].tolist(), strict=True)
    return "".join(
        (
            axes(x, y, words["axis_x1"], words["axis_x2"], count=3, grid=False),
            # Full colour where the output is 1 or more, or 0; the surface's own at one half.
            heatmap((numbers["plane"] - HALF) * 2, left, top, x(REACH) - left, y(0) - top, 5),
            *[_point(x(x1), y(x2), on, right) for (x1, x2), on, right in points],
            text(words["wanted"], 348, 24, font_size=14, text_anchor="end"),
            text(words["colours"], 48, 376, font_size=14, fill="var(--nn-ink-muted)"),
        )
    )


@lru_cache(maxsize=8)
def _point(x: float, y: float, on: bool, right: bool) -> str:
    """One of the four: a disc where XOR wants the output on, a square where off, and whether it is."""
    ink = "var(--nn-ink)"
    if on:
        shape = element("circle", cx=x, cy=y, r=9, fill=ink)
    else:
        box: dict[str, Any] = {"fill": "var(--nn-surface-raised)", "stroke": ink, "stroke_width": 2}
        shape = element("rect", x=x - 8, y=y - 8, width=16, height=16, **box)
    colour = ink if right else "var(--nn-danger)"
    return shape + label("✓" if right else "✗", x + 21, y - 9, font_size=20, fill=colour)


FIGURE = Figure(
    controls=(
        Choice("rule", "free", ("free", "cut", "kinds")),
        Range("w11", 1.0, -2, 2, 0.1, shown=False),
        Range("w12", -1.0, -2, 2, 0.1, shown=False),
        Range("w21", -1.0, -2, 2, 0.1, shown=False),
        Range("w22", 1.0, -2, 2, 0.1, shown=False),
    ),
    panels=(Panel("circuit", 440, 376), Panel("plane", 400, 384)),
    numbers=numbers,
    values=values,
    draw=draw,
)
