"""Backpropagation through two inputs, two hidden units and one output: every number, step by step.

The network is `two_two_one.py`; here is what the reader sets, and what is drawn of it.
"""

from typing import Any

import numpy as np

from figures.backward.graph import HEIGHT, WIDTH, draw_graph
from figures.backward.rule import (
    RULE_HEIGHT,
    draw_rule,
    hue,
    kind_of,
    scientific,
    write,
    write_given,
    write_rule,
)
from figures.backward.two_two_one import (
    PARAMETERS,
    QUANTITIES,
    STEPS,
    SYMBOLS,
    forward_of,
    gradients,
    nudged_gradients,
    slopes,
    train,
)
from figures.figure import Choice, Figure, Numbers, Panel, Press, Range, State, Steps, Table, Words
from figures.scales import linear
from figures.svg import axes, element, line, signed, term, text

__all__ = ["FIGURE"]

START = {
    "w11": 0.8, "w21": -0.4, "b1": 0.1, "w12": -0.6, "w22": 0.9, "b2": 0.2, "v1": 1.2, "v2": -0.7, "b3": -0.3,
}  # fmt: skip
# Each start is whole, so that nothing of the one before is left; no update has been made.
_PLAIN = START | {"activation": "sigmoid", "update": 0, "ten": 0}
STARTS: dict[str, dict[str, Any]] = {
    "small": _PLAIN,
    "saturated": _PLAIN | {"w11": 3.0, "w21": -3.0, "b1": 2.0, "w12": -3.0, "w22": 3.0, "b2": -2.0},
    "dead": _PLAIN | {"b1": -2.0, "b2": -2.0, "activation": "relu"},
    "equal": _PLAIN | {"w11": 0.5, "w21": 0.5, "w12": 0.5, "w22": 0.5, "b2": 0.1, "v1": 0.5, "v2": 0.5},
    "wrong": _PLAIN | {"v1": -3.0, "v2": -3.0, "b3": -2.0},
}
LOSSES = ("squared", "sigmoid_squared", "sigmoid_entropy")
MOST = 200  # updates: what comes after them is not computed


def numbers(state: State) -> Numbers:
    """Return the network after the updates, its values, its gradients by both ways, and the losses."""
    given = state["x1"], state["x2"], state["y_true"]
    kinds = state["activation"], state["loss"]
    wanted = min(state["update"] + 10 * state["ten"], MOST)
    first = tuple(state[key] for key in PARAMETERS)
    now, losses = train(first, given, *kinds, state["rate"], wanted)
    _, further = train(first, given, *kinds, state["rate"], min(wanted + 1, MOST))
    at = forward_of(now, given, *kinds)
    of = slopes(at, *kinds)
    return {
        **state,
        **at,
        "slopes": of,
        "gradients": gradients(of),
        "nudged": nudged_gradients(at, *kinds),
        "losses": losses,
        "next": further[len(losses) :],  # what one more update would bring, unless the loss flies off
        "step": round(state["step"]),
        "name": STEPS[round(state["step"])],
        "wanted": wanted,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return what sentences hold: the step's result, the prediction, and the loss before and after."""
    losses = numbers["losses"]
    worst = max(abs(numbers["gradients"][key] - numbers["nudged"][key]) for key in PARAMETERS)
    return {
        "told": write_rule(numbers),
        "y_pred": signed(numbers["y_pred"], 3),
        "y_true": signed(numbers["y_true"]),
        "loss": write(losses[-1]),
        "before": write(losses[0]),
        "count": str(len(losses) - 1),
        "worst": scientific(worst),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of the network, the rule of this step, the table of checks, and the loss."""
    return {
        "graph": draw_graph(numbers, words),
        "rule": draw_rule(numbers, words),
        "checks": _checks(numbers, words),
        "losses": _losses(numbers, words),
    }


# Every parameter: its gradient by the chain rule and by a nudge

_COLUMNS = (108.0, 214.0, 326.0, 436.0)
# Of the columns, the terms of formulas.
_HEADS = {"gradient": "analytic", "nudged": "numerical"}


def _checks(numbers: Numbers, words: Words) -> str:
    marks = []
    heads = zip(("value", "gradient", "nudged", "difference"), _COLUMNS, strict=True)
    muted: dict[str, Any] = {"fill": "var(--nn-ink-muted)", "font_size": 14}
    for head, x in heads:
        drawn = text(words["heads"][head], x, 22, text_anchor="end", **muted)
        marks.append(term(_HEADS[head], drawn) if head in _HEADS else drawn)
    marks.append(element("path", d=f"M2 32H{WIDTH - 4}", stroke="var(--nn-rule-strong)"))
    for i, key in enumerate(PARAMETERS):
        y = 54 + 23.5 * i
        there = numbers["step"] >= QUANTITIES[f"d{key}"]
        marks.append(text(SYMBOLS[key], 4, y))
        cells = [write_given(numbers[key])]
        if there:
            gradient, nudged = numbers["gradients"][key], numbers["nudged"][key]
            cells += [write(gradient, 5), write(nudged, 5), scientific(abs(gradient - nudged))]
        for cell, x in zip(cells, _COLUMNS, strict=False):
            signs = hue(numbers["gradients"][key]) if x in _COLUMNS[1:3] else None
            marks.append(text(cell, x, y, text_anchor="end", class_="nn-number", fill=signs))
        if not there:
            marks.append(text("·", _COLUMNS[1], y, text_anchor="end", **muted))
    return "".join(marks)


# The loss over the updates

_PLOT_X, _PLOT_Y = (52.0, 424.0), (196.0, 40.0)


def _losses(numbers: Numbers, words: Words) -> str:
    losses = np.array(numbers["losses"])
    count = len(losses) - 1
    across = max(10, -(-(count + 1) // 10) * 10)
    top = _round_up(max([*losses.tolist(), *numbers["next"]]))
    x, y = linear(0, across, *_PLOT_X), linear(0, top, *_PLOT_Y)
    marks = [axes(x, y, words["axis_updates"], words["axis_loss"], count=4)]
    marks.append(line(x(np.arange(count + 1)), y(losses), "var(--nn-activation)", 2.5))
    if count <= 40:
        marks += [
            element("circle", cx=x(i), cy=y(loss), r=3, fill="var(--nn-activation)")
            for i, loss in enumerate(losses.tolist())
        ]
    at_x, at_y = x(count), y(float(losses[-1]))
    for after in numbers["next"]:
        path = f"M{at_x:.1f} {at_y:.1f}L{x(count + 1):.1f} {y(after):.1f}"
        dashed: dict[str, Any] = {"stroke": "var(--nn-activation)", "stroke_width": 2}
        marks.append(element("path", d=path, stroke_dasharray="3 4", **dashed))
        marks.append(
            element("circle", cx=x(count + 1), cy=y(after), r=5, fill="var(--nn-surface-raised)", **dashed)
        )
    marks.append(element("circle", cx=at_x, cy=at_y, r=6, fill="var(--nn-activation)"))
    marks.append(
        text(
            write(float(losses[-1])), at_x, at_y - 12, class_="nn-number", font_weight=650,
            text_anchor="end" if at_x > 380 else "start",
        )
    )  # fmt: skip
    if not numbers["next"] and count < MOST:
        marks.append(text(words["flew_off"], 424, 24, text_anchor="end", fill="var(--nn-danger)"))
    elif count == MOST:
        marks.append(text(words["most"].format(most=MOST), 424, 24, text_anchor="end"))
    return "".join(marks)


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 5 times a power of ten: the axis changes only now and then."""
    steps = [digit * 10.0**power for power in range(-6, 9) for digit in (1, 2, 5)]
    return next(step for step in steps if step >= value or step == steps[-1])


def table(numbers: Numbers, words: Words) -> Table:
    """Return every step: its name, what is computed, and its result."""
    rows = [
        [words["options"]["step"][name], words["says"][kind_of(name)], write_rule(numbers | {"name": name})]
        for name in STEPS
    ]
    return [[words["heads"][head] for head in ("step", "what", "result")], *rows]


FIGURE = Figure(
    controls=(
        Steps("step", QUANTITIES["L"], 0, len(STEPS) - 1, 1, names=STEPS),
        Range("x1", 0.5, -2, 2, 0.05, shown=False),
        Range("x2", -1.0, -2, 2, 0.05, shown=False),
        Range("y_true", 1.0, 0, 1, 0.05, shown=False),
        *(Range(key, START[key], -3, 3, 0.05, shown=False) for key in PARAMETERS),
        Press("update"),
        Press("ten"),
        Choice("start", "small", tuple(STARTS), listed=True, sets=STARTS),
        Choice("loss", "sigmoid_squared", LOSSES, listed=True),
        Range("rate", 1.0, 0.01, 10, 0.01, log=True),
        Choice("activation", "sigmoid", ("sigmoid", "tanh", "relu")),
    ),
    panels=(
        Panel("graph", WIDTH, HEIGHT),
        Panel("rule", WIDTH, RULE_HEIGHT),
        Panel("losses", WIDTH, 240, below=True),
        Panel("checks", WIDTH, 256, below=True),
    ),
    numbers=numbers,
    values=values,
    draw=draw,
    table=table,
    folded=("rate", "activation"),
)
