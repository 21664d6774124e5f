"""The network as a graph: values from left to right, gradients under them from right to left."""

from functools import cache
from typing import Any

import numpy as np

from figures.backward.rule import hue, write, write_given
from figures.backward.two_two_one import PATHS, QUANTITIES, STEPS, SYMBOLS, term_of
from figures.figure import Numbers, Words
from figures.svg import arrow, element, label, line, term, text

__all__ = ["HEIGHT", "WIDTH", "draw_graph"]

WIDTH, HEIGHT = 440.0, 404.0

_CELL, _TALL = 56.0, 72.0
_UPPER, _LOWER, _OUT, _LOSS = 96.0, 284.0, 152.0, 292.0  # the middles of the rows of boxes
# The left edge of each cell, and the middle of its row.
_CELLS = {
    "x1": (2.0, _UPPER), "x2": (2.0, _LOWER),
    "z1": (148.0, _UPPER), "h1": (204.0, _UPPER), "z2": (148.0, _LOWER), "h2": (204.0, _LOWER),
    "z3": (326.0, _OUT), "y_pred": (382.0, _OUT), "y_true": (326.0, _LOSS), "L": (382.0, _LOSS),
}  # fmt: skip
_BOXES = (("x1",), ("x2",), ("z1", "h1"), ("z2", "h2"), ("z3", "y_pred"), ("y_true", "L"))
# Connections: from the middle of a box's edge to the next one's; of the crossing ones, from near its corner.
_EDGES = {
    "w11": (58.0, _UPPER, 148.0, _UPPER), "w12": (58.0, 114.0, 148.0, 266.0),
    "w21": (58.0, 266.0, 148.0, 114.0), "w22": (58.0, _LOWER, 148.0, _LOWER),
    "v1": (260.0, _UPPER, 326.0, 142.0), "v2": (260.0, _LOWER, 326.0, 162.0),
}  # fmt: skip
# Where a parameter's value is written, its gradient 18 below, and how both are aligned.
_WRITTEN = {
    "w11": (103.0, 62.0, "middle"), "w12": (3.0, 152.0, "start"), "w21": (3.0, 218.0, "start"),
    "w22": (103.0, 314.0, "middle"), "v1": (296.0, 66.0, "middle"), "v2": (329.0, 227.0, "middle"),
    "b1": (204.0, 22.0, "middle"), "b2": (204.0, 352.0, "middle"), "b3": (382.0, 72.0, "middle"),
}  # fmt: skip
# Where a local derivative stands: on the edge along which it is multiplied in.
_SLOPES = {
    "L/y_pred": (404.0, 226.0), "y_pred/z3": (378.0, 195.0), "z3/b3": (382.0, 110.0),
    "z3/h1": (293.0, 116.0), "z3/v1": (293.0, 116.0), "z3/h2": (302.0, 199.0), "z3/v2": (302.0, 199.0),
    "h1/z1": (204.0, 139.0), "h2/z2": (204.0, 241.0), "z1/b1": (204.0, 54.0), "z2/b2": (204.0, 326.0),
    "z1/w11": (102.0, _UPPER), "z1/x1": (102.0, _UPPER), "z2/w22": (102.0, _LOWER), "z2/x2": (102.0, _LOWER),
    "z2/w12": (114.0, 209.0), "z2/x1": (114.0, 209.0), "z1/w21": (114.0, 171.0), "z1/x2": (114.0, 171.0),
}  # fmt: skip
_NUMBER: dict[str, Any] = {"class_": "nn-number"}


def draw_graph(numbers: Numbers, words: Words) -> str:
    """Return boxes of values, connections, and what has come back to each so far."""
    name, now = numbers["name"], numbers["step"]
    paths = PATHS[name[1:]] if name.startswith("d") else ()
    walked = {slope for path in paths for slope in path}
    marks = [_edge(numbers, key, _lit(key, walked)) for key in _EDGES]
    marks.append(element("path", d="M410 188V256", stroke="var(--nn-unit)", stroke_width=2))
    marks += [_box(cells) for cells in _BOXES]
    marks += [_cell(numbers, key, words) for key in _CELLS]
    marks += [_parameter(numbers, key) for key in _WRITTEN]
    newest = {path[-1] for path in paths}
    marks += [_slope(numbers, slope, slope in newest) for slope in sorted(walked)]
    taken = {_SLOPES[slope] for slope in walked}
    marks += [_place(slope) for slope, place in _SLOPES.items() if place not in taken]
    key = words["key_back"] if now >= QUANTITIES["dy_pred"] else words["key"]
    marks.append(text(key, 2, HEIGHT - 6, font_size=14, fill="var(--nn-ink-muted)"))
    return "".join(marks)


def _lit(key: str, walked: set[str]) -> bool:
    """Whether a connection lies on the way from the loss: its weight's own slope, or the one past it."""
    unit, source = ("z3", f"h{key[1]}") if key[0] == "v" else (f"z{key[2]}", f"x{key[1]}")
    return f"{unit}/{key}" in walked or f"{unit}/{source}" in walked


def _edge(numbers: Numbers, key: str, lit: bool) -> str:
    x1, y1, x2, y2 = _EDGES[key]
    weight = numbers[key]
    under = line(np.array([x1, x2]), np.array([y1, y2]), "var(--nn-accent-soft)", 14) if lit else ""
    if abs(weight) < 0.005:
        xs, ys = np.array([x1, x2]), np.array([y1, y2])
        return under + line(xs, ys, "var(--nn-rule-strong)", 1, stroke_dasharray="2 5")
    return under + arrow(x1, y1, x2, y2, hue(weight), 1 + min(abs(weight), 3))


def _box(cells: tuple[str, ...]) -> str:
    x, y = _CELLS[cells[0]]
    across = _CELL * len(cells)
    between = f"M{x + _CELL} {y - _TALL / 2}v{_TALL}" if len(cells) == 2 else ""
    frame: dict[str, Any] = {"stroke": "var(--nn-unit)", "stroke_width": 2}
    return element(
        "rect",
        x=x,
        y=y - _TALL / 2,
        width=across,
        height=_TALL,
        rx=4,
        fill="var(--nn-surface-raised)",
        **frame,
    ) + (element("path", d=between, stroke="var(--nn-rule-strong)") if between else "")


def _cell(numbers: Numbers, key: str, words: Words) -> str:
    """A value, once it is known, and under it the loss's gradient, once that is."""
    left, y = _CELLS[key]
    x = left + _CELL / 2
    own = QUANTITIES.get(key, 0)
    back = QUANTITIES.get(f"d{key}", QUANTITIES["dy_pred"] if key == "L" else None)
    marks = []
    if numbers["name"] in (key, f"d{key}"):
        marks.append(
            element(
                "rect", x=left + 2, y=y - _TALL / 2 + 2, width=_CELL - 4, height=_TALL - 4, rx=2,
                fill="var(--nn-accent-soft)",
            )
        )  # fmt: skip
    marks.append(text(SYMBOLS[key], x, y - 17, text_anchor="middle"))
    known = numbers["step"] >= own
    given = key in ("x1", "x2", "y_true")
    value = "·" if not known else write_given(numbers[key]) if given else write(numbers[key])
    marks.append(text(value, x, y + 4, text_anchor="middle", **_NUMBER))
    if back is not None and numbers["step"] >= back:
        gradient = numbers["gradients"].get(key, 1.0)
        marks.append(_gradient(gradient, x, y + 25, "middle"))
    go = own if key == "L" else back
    if go is None:
        return "".join(marks)
    marks.append(element("rect", x=left, y=y - _TALL / 2, width=_CELL, height=_TALL, fill="transparent"))
    title = element("title", words["options"]["step"][_step_at(go)])
    return element("g", title, *marks, data_go=go, data_term="loss" if key == "L" else term_of(f"L/{key}"))


def _step_at(place: int) -> str:
    return STEPS[place]


def _gradient(value: float, x: float, y: float, anchor: str) -> str:
    return text(
        write(value, 3), x, y, text_anchor=anchor, font_size=14, font_weight=600, fill=hue(value), **_NUMBER
    )


def _parameter(numbers: Numbers, key: str) -> str:
    """A weight or bias and, once it is known, its gradient."""
    x, y, anchor = _WRITTEN[key]
    back = QUANTITIES[f"d{key}"]
    left = {"middle": x - 36, "start": x - 3}[anchor]
    marks = [
        element(
            "rect", x=left, y=y - 16, width=72, height=38, rx=4,
            fill="var(--nn-accent-soft)" if numbers["name"] == f"d{key}" else "transparent",
        ),
        label(
            f"{SYMBOLS[key]} {write_given(numbers[key])}", x, y, text_anchor=anchor, font_size=14, **_NUMBER
        ),
    ]  # fmt: skip
    if numbers["step"] >= back:
        marks.append(_gradient(numbers["gradients"][key], x, y + 18, anchor))
    return element("g", *marks, data_go=back, data_term=term_of(f"L/{key}"))


def _slope(numbers: Numbers, slope: str, newest: bool) -> str:
    value = write(numbers["slopes"][slope])
    return term(term_of(slope), _pill(slope, f"× {value}", 2 if newest else 1))


@cache
def _place(slope: str) -> str:
    """Where a local derivative will stand: shown while a formula's reader points at it."""
    return term(
        term_of(slope), _pill(slope, "× …", 3, "var(--nn-accent)", stroke_dasharray="6 3"), hidden=True
    )


def _pill(slope: str, words: str, width: float, edge: str = "var(--nn-ink)", **more: Any) -> str:
    x, y = _SLOPES[slope]
    round_ = element(
        "rect", x=x - 33, y=y - 11, width=66, height=22, rx=11, fill="var(--nn-surface-raised)",
        stroke=edge, stroke_width=width, **more,
    )  # fmt: skip
    return round_ + text(words, x, y + 5, text_anchor="middle", font_size=14, **_NUMBER)
