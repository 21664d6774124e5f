"""The artificial neuron: two inputs, two weights, a bias, an activation, and the line in the plane."""

from typing import Any

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import arrow, axes, diverging, element, label, line, signed, text
from nnweb import activations
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

_UNIT = "var(--nn-unit)"
_EDGE: dict[str, Any] = {"stroke": _UNIT, "stroke_width": 2}

REACH = 2.0  # of both inputs, and the output at which a colour is full
PLANE_X = linear(-REACH, REACH, 48, 348)
PLANE_Y = linear(-REACH, REACH, 336, 36)


def step(z: Array) -> Array:
    """Return 1 where the sum is positive, else 0, as McCulloch and Pitts had it: no slope to learn by."""
    return np.asarray(z > 0, dtype=float)


def activate(name: str, z: Any) -> Array:
    """Return the activation of the sum."""
    return step(np.asarray(z)) if name == "step" else activations.get(name)(np.asarray(z, dtype=float))


def numbers(state: State) -> Numbers:
    """Return the products, the sum `z`, the output `y`, and what the activation looks like around `z`."""
    products = [state["w1"] * state["x1"], state["w2"] * state["x2"]]
    z = sum(products) + state["b"]
    curve_z = np.linspace(-4, 4, 81)
    return {
        **state,
        "products": products,
        "z": z,
        "y": float(activate(state["activation"], z)),
        "curve_z": curve_z,
        "curve_y": activate(state["activation"], curve_z),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    keys = ("w1", "w2", "b", "x1", "x2", "z", "y")
    texts = {key: signed(numbers[key]) for key in keys}
    return texts | {"p1": signed(numbers["products"][0]), "p2": signed(numbers["products"][1])}


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"unit": _unit(numbers, words), "plane": _plane(numbers, words)}


# The unit: inputs on the left, along weights to the sum, through the activation to the output


def _unit(numbers: Numbers, words: Words) -> str:
    sum_x, sum_y, box_x, out_x = 232.0, 186.0, 280.0, 394.0
    marks = []
    for which, y, product in zip("12", (86.0, 286.0), numbers["products"], strict=True):
        weight, value = numbers[f"w{which}"], numbers[f"x{which}"]
        outward = -1 if y < sum_y else 1
        marks += [
            line(np.array([52, 76]), np.array([y, y]), _UNIT),
            _wire(146, y, sum_x - 20, sum_y + outward * 22, weight),
            _times(76, y, weight),
            text(f"= {signed(product)}", 160, y + 5 + outward * 12, class_="nn-number"),
            _node(28, y, value),
            text(f"x_{which}", 28, y - 32, text_anchor="middle"),
            text(f"w_{which}", 111, y - 24, text_anchor="middle"),
        ]
    name = words["options"]["activation"][numbers["activation"]]
    marks += [
        _wire(sum_x, 62, sum_x, sum_y - 30, numbers["b"]),
        text(f"b = {signed(numbers['b'])}", sum_x, 50, text_anchor="middle", class_="nn-number"),
        element("circle", cx=sum_x, cy=sum_y, r=27, fill="var(--nn-surface-raised)", **_EDGE),
        text("Σ", sum_x, sum_y + 8, text_anchor="middle", font_size=24),
        text(f"z = {signed(numbers['z'])}", sum_x - 16, sum_y + 50, font_weight=650, class_="nn-number"),
        line(np.array([sum_x + 27, box_x]), np.array([sum_y, sum_y]), _UNIT),
        _curve(numbers, box_x, sum_y - 36),
        text(name, box_x + 36, sum_y - 48, text_anchor="middle"),
        arrow(box_x + 72, sum_y, out_x - 25, sum_y, _UNIT),
        _node(out_x, sum_y, numbers["y"]),
        text("y", out_x, sum_y - 32, text_anchor="middle", font_weight=650),
    ]
    return "".join(marks)


def _times(x: float, y: float, weight: float) -> str:
    """A weight on its wire: what the input is multiplied by."""
    return element(
        "rect", x=x, y=y - 17, width=70, height=34, rx=4, fill="var(--nn-surface-raised)",
        stroke=_hue(weight), stroke_width=2,
    ) + text(f"× {signed(weight)}", x + 35, y + 5, text_anchor="middle", class_="nn-number")  # fmt: skip


def _hue(weight: float) -> str:
    if abs(weight) < 0.005:
        return "var(--nn-rule-strong)"
    return "var(--nn-positive)" if weight > 0 else "var(--nn-negative)"


def _wire(x1: float, y1: float, x2: float, y2: float, weight: float) -> str:
    """A connection, as thick as its weight is strong and coloured by its sign; zero is a dotted trace."""
    if abs(weight) < 0.005:
        xs, ys = np.array([x1, x2]), np.array([y1, y2])
        return line(xs, ys, "var(--nn-rule-strong)", 1, stroke_dasharray="2 5")
    return arrow(x1, y1, x2, y2, _hue(weight), 1 + 2 * abs(weight))


def _node(x: float, y: float, value: float) -> str:
    """A number in a circle of the colour it has in the plane."""
    # Beyond this share the ink would not be readable on the colour.
    share = 0.55 * max(-1.0, min(1.0, value / REACH))
    circle = element("circle", cx=x, cy=y, r=24, fill=diverging(share), **_EDGE)
    return circle + text(signed(value), x, y + 5, text_anchor="middle", font_size=14, class_="nn-number")


def _curve(numbers: Numbers, x: float, y: float) -> str:
    """The activation function in a box of 72 pixels, and where on it the sum stands."""
    across, up = linear(-4, 4, x + 5, x + 67), linear(-2, 2, y + 67, y + 5)
    at = min(4.0, max(-4.0, numbers["z"]))
    on = min(2.0, max(-2.0, numbers["y"]))
    inside = up.inside(numbers["curve_y"])
    return element(
        "g",
        element("rect", x=x, y=y, width=72, height=72, rx=4, fill="var(--nn-surface-raised)", **_EDGE),
        element(
            "path", d=f"M{x + 5} {up(0)}h62M{across(0)} {y + 5}v62", stroke="var(--nn-rule)", fill="none"
        ),
        line(across(numbers["curve_z"]), up(inside), "var(--nn-activation)", 2.5),
        element("circle", cx=across(at), cy=up(on), r=5, fill="var(--nn-activation)"),
    )


# The plane of both inputs, coloured by the output the unit would give there


def _plane(numbers: Numbers, words: Words) -> str:
    x, y = PLANE_X, PLANE_Y
    return "".join(
        (
            _colours(numbers),
            axes(x, y, words["axis_x1"], words["axis_x2"], count=4, grid=False),
            _border(numbers),
            element(
                "path",
                d=f"M{x(numbers['x1']):.1f} {y.start}V{y(numbers['x2']):.1f}H{x.start}",
                stroke="var(--nn-ink)",
                stroke_dasharray="2 4",
                fill="none",
            ),
            _key(words),
        )
    )


def _colours(numbers: Numbers) -> str:
    """The output changes along the weights' direction only: one gradient says it exactly."""
    w = np.array([numbers["w1"], numbers["w2"]], dtype=float)
    box = {"x": 48, "y": 36, "width": 300, "height": 300}
    size = float(np.hypot(*w))
    if size < 0.005:
        return element(
            "rect", **box, fill=diverging(float(activate(numbers["activation"], numbers["b"])) / REACH)
        )
    # From the corner where the sum is least to the one where it is largest.
    far = w / size * (np.abs(w).sum() * REACH / size)
    low, high = numbers["b"] - size * np.hypot(*far), numbers["b"] + size * np.hypot(*far)
    sums = np.linspace(low, high, 21)
    if low < 0 < high:
        sums = np.sort(np.r_[sums, -1e-9, 1e-9])
    outputs = activate(numbers["activation"], sums) / REACH
    stops = [
        element("stop", offset=f"{(z - low) / (high - low):.5f}", stop_color=diverging(output))
        for z, output in zip(sums.tolist(), outputs.tolist(), strict=True)
    ]
    ends = {
        "x1": PLANE_X(-far[0]), "y1": PLANE_Y(-far[1]), "x2": PLANE_X(far[0]), "y2": PLANE_Y(far[1]),
    }  # fmt: skip
    gradient = element(
        "linearGradient", *stops, id="figure-neuron-output", gradientUnits="userSpaceOnUse", **ends
    )
    return element("defs", gradient) + element("rect", **box, fill="url(#figure-neuron-output)")


def _border(numbers: Numbers) -> str:
    """The line on which the sum is 0, where it crosses the plane."""
    w1, w2, b = numbers["w1"], numbers["w2"], numbers["b"]
    points = []
    for edge in (-REACH, REACH):
        if abs(w2) > 1e-9 and abs(-(b + w1 * edge) / w2) <= REACH:
            points.append((edge, -(b + w1 * edge) / w2))
        if abs(w1) > 1e-9 and abs(-(b + w2 * edge) / w1) <= REACH:
            points.append((-(b + w2 * edge) / w1, edge))
    if len(points) < 2:
        return ""
    points.sort()
    (x1, y1), (x2, y2) = points[0], points[-1]
    xs, ys = PLANE_X(np.array([x1, x2])), PLANE_Y(np.array([y1, y2]))
    drawn = line(xs, ys, "var(--nn-ink)", 2)
    # Its name stands beside the line's upper end, on the side where the sum is positive.
    upper = int(np.argmin(ys))
    along = np.array([xs[1 - upper] - xs[upper], ys[1 - upper] - ys[upper]])
    length, size = float(np.hypot(*along)), float(np.hypot(w1, w2))
    if length < 60:
        return drawn
    at_x = xs[upper] + 40 * along[0] / length + 26 * w1 / size
    at_y = ys[upper] + 40 * along[1] / length - 18 * w2 / size + 5
    at_x, at_y = float(np.clip(at_x, 74, 322)), float(np.clip(at_y, 54, 328))
    return drawn + label("z = 0", at_x, at_y, text_anchor="middle", font_size=14)


def _key(words: Words) -> str:
    """The scale of the colours: beside the plane, from -2 to 2."""
    x, marks = 362, []
    for i in range(9):
        share = 1 - i / 4
        marks.append(
            element("rect", x=x, y=36 + i * 300 / 9, width=12, height=300 / 9 + 0.3, fill=diverging(share))
        )
    for value, y in ((f"≥ {REACH:g}", 48), ("0", 191), (f"≤ {signed(-REACH, 0)}", 334)):
        marks.append(text(value, x + 17, y, font_size=14, fill="var(--nn-ink-muted)"))
    marks.append(
        element("rect", x=x, y=36, width=12, height=300, fill="none", stroke="var(--nn-rule-strong)")
    )
    marks.append(text(words["key"], x + 6, 24, font_size=14, text_anchor="middle"))
    return "".join(marks)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the point: both inputs at once."""
    return (Handle("point", "plane", x=("x1", PLANE_X), y=("x2", PLANE_Y), colour="--nn-ink"),)


FIGURE = Figure(
    controls=(
        Range("w1", 1.0, -2, 2, 0.05),
        Range("w2", -0.8, -2, 2, 0.05),
        Range("b", 0.4, -2, 2, 0.05),
        Choice("activation", "tanh", ("linear", "step", "sigmoid", "tanh", "relu")),
        Range("x1", 0.9, -REACH, REACH, 0.05, shown=False),
        Range("x2", -0.5, -REACH, REACH, 0.05, shown=False),
    ),
    panels=(Panel("unit", 420, 344), Panel("plane", 420, 384)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
