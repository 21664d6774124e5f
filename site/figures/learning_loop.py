"""The loop of learning in four boxes: one unit guesses, hears its loss and the blame, and takes a step."""

from typing import Any

import numpy as np

from figures.figure import Choice, Figure, Numbers, Panel, Range, State, Steps, Table, Words
from figures.scales import linear
from figures.svg import arrow, axes, diverging, element, label, line, signed, text
from nnweb import activations
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

STEPS = ("guess", "loss", "blame", "step")
GUESS, LOSS, BLAME, STEP = range(len(STEPS))
ROUNDS = 40

NAMES = "ABCDEF"
TARGETS = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
POINTS = {
    "apart": ((0.5, 1.3), (1.6, 0.5), (1.1, -0.7), (-1.4, -0.5), (-0.4, -1.4), (-0.8, 0.9)),
    "mixed": ((0.5, 1.3), (1.6, 0.5), (1.1, -0.7), (1.0, 0.5), (-0.4, -1.4), (-0.8, 0.9)),
    "crossed": ((1.1, 1.2), (1.5, 0.5), (-1.2, -1.1), (-1.1, 1.2), (-0.5, 0.7), (1.2, -1.1)),
}
START = np.array([-1.0, 0.8, 0.6])  # w1, w2, b: on the wrong side of four points

_SIGMOID = activations.get("sigmoid")


def numbers(state: State) -> Numbers:
    """Return what the unit has and computes in this round, after all the rounds before it."""
    points = np.array(POINTS[state["points"]])
    inputs = np.column_stack(
        [points, np.ones(len(points))]
    )  # the bias is the weight of an input that is always 1
    weights, losses = START, []
    for _ in range(round(state["round"])):
        before = weights
        sums = inputs @ before
        # -ln of the probability that the truth was given; this form of it has no logarithm of 0.
        each = np.logaddexp(0, np.where(TARGETS == 1, -sums, sums))
        losses.append(float(each.mean()))
        guesses = _SIGMOID(sums)
        gradient = inputs.T @ (guesses - TARGETS) / len(points)
        weights = before - state["rate"] * gradient
    return {
        "step": round(state["step"]),
        "round": round(state["round"]),
        "rate": state["rate"],
        "points": points,
        "guesses": guesses,
        "each": each,
        "losses": losses,
        "gradient": gradient,
        "before": before,
        "after": weights,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences hold."""
    losses = numbers["losses"]
    right = int(((numbers["guesses"] > 0.5) == (TARGETS == 1)).sum())
    texts = {"round": str(numbers["round"]), "loss": _loss(losses[-1]), "first": _loss(losses[0])}
    texts |= {"right": str(right), "all": str(len(TARGETS)), "rate": f"{numbers['rate']:.3g}"}
    for key, gradient, before, after in zip(
        ("w1", "w2", "b"), numbers["gradient"], numbers["before"], numbers["after"], strict=True
    ):
        texts |= {f"g_{key}": signed(gradient, 3), key: signed(before), f"new_{key}": signed(after)}
    return texts


def _loss(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels: the four boxes of this round; the plane with the loss under it."""
    return {"loop": _loop(numbers, words), "plane": _plane(numbers, words) + _curve(numbers, words)}


# The loop: four boxes in a ring, filled one after another

_WIDTH, _HEIGHT = 424.0, 418.0
_BOX_WIDTH, _BOX_HEIGHT = 196.0, 192.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 2.0, 226.0, 2.0, 224.0
_PLACES = ((_LEFT, _TOP), (_RIGHT, _TOP), (_RIGHT, _BOTTOM), (_LEFT, _BOTTOM))
# From the middle of a box's edge to the next one's.
_ARROWS = ((200, 98, 224, 98), (324, 196, 324, 222), (224, 320, 200, 320), (100, 222, 100, 196))
_ROW = 19.0
_NUMBER: dict[str, Any] = {"class_": "nn-number"}
_MUTED: dict[str, Any] = {"fill": "var(--nn-ink-muted)", "font_size": 14}


def _loop(numbers: Numbers, words: Words) -> str:
    now = numbers["step"]
    rows = (_guess(numbers), _losses(numbers, words), _blame(numbers), _step(numbers))
    marks = [
        arrow(*ends, "var(--nn-accent)" if i == now else "var(--nn-rule-strong)", 4 if i == now else 2)
        for i, ends in enumerate(_ARROWS)
    ]
    for i, (name, (x, y)) in enumerate(zip(STEPS, _PLACES, strict=True)):
        inside = rows[i] if i <= now else text("·", _BOX_WIDTH / 2, 108, text_anchor="middle", **_MUTED)
        marks.append(
            element(
                "g",
                element("title", words["options"]["step"][name]),
                element(
                    "rect", width=_BOX_WIDTH, height=_BOX_HEIGHT, rx=4,
                    fill="var(--nn-accent-soft)" if i == now else "var(--nn-surface-raised)",
                    stroke="var(--nn-accent)" if i == now else "var(--nn-rule-strong)",
                    stroke_width=3 if i == now else 1,
                ),
                text(words["heads"][name], 12, 24, font_weight=650, font_size=16),
                text(words["how"][name], 12, 44, **_MUTED),
                inside,
                transform=f"translate({x:g} {y:g})",
                data_go=i,
            )
        )  # fmt: skip
    return "".join(marks)


def _y(row: int) -> float:
    return 66 + _ROW * row


def _guess(numbers: Numbers) -> str:
    """A row a point: its name, its target as a mark, and the unit's guess."""
    marks = []
    for i, guess in enumerate(numbers["guesses"].tolist()):
        marks += [
            text(NAMES[i], 12, _y(i)),
            _mark(i, 40, _y(i) - 5),
            text(f"p = {guess:.2f}", 60, _y(i), **_NUMBER),
        ]
    return "".join(marks)


def _losses(numbers: Numbers, words: Words) -> str:
    """A row a point: what the truth was given, and what that costs; under them the mean."""
    marks = []
    given = np.where(TARGETS == 1, numbers["guesses"], 1 - numbers["guesses"])
    for i, (probability, loss) in enumerate(zip(given.tolist(), numbers["each"].tolist(), strict=True)):
        marks += [
            text(NAMES[i], 12, _y(i)),
            text(f"−ln {probability:.2f} =", 36, _y(i), **_NUMBER),
            text(f"{loss:.2f}", 180, _y(i), text_anchor="end", **_NUMBER),
        ]
    marks += [
        text(words["mean"], 12, 184, font_weight=650),
        text(_loss(numbers["losses"][-1]), 180, 184, text_anchor="end", font_weight=650, **_NUMBER),
        element("path", d="M132 168.5H184", stroke="var(--nn-rule-strong)"),
    ]  # fmt: skip
    return "".join(marks)


_SYMBOLS = ("w_1", "w_2", "b")
_INPUTS = ("x_1", "x_2", "1")


def _blame(numbers: Numbers) -> str:
    """Of each weight how fast the loss rises with it."""
    marks = []
    for i, gradient in enumerate(numbers["gradient"].tolist()):
        y = 80 + 42 * i
        hue = "var(--nn-positive)" if gradient > 0 else "var(--nn-negative)"
        marks += [
            text(_SYMBOLS[i], 12, y, font_weight=650),
            text(f"(p − t) · {_INPUTS[i]}", 44, y, **_MUTED),
            text(signed(gradient, 3), 184, y, text_anchor="end", fill=hue, font_weight=650, **_NUMBER),
        ]
    return "".join(marks)


def _step(numbers: Numbers) -> str:
    """Of each weight the old value, what is taken away, and the new one."""
    marks = []
    rows = zip(
        numbers["before"].tolist(), numbers["gradient"].tolist(), numbers["after"].tolist(), strict=True
    )
    for i, (before, gradient, after) in enumerate(rows):
        y = 70 + 44 * i
        sign = "−" if gradient > 0 else "+"
        marks += [
            text(_SYMBOLS[i], 12, y, font_weight=650),
            text(f"{signed(before)} {sign} {numbers['rate']:.3g} · {abs(gradient):.3f}", 40, y, **_NUMBER),
            text(f"= {signed(after)}", 40, y + 19, font_weight=650, **_NUMBER),
        ]
    return "".join(marks)


# The plane: the points, the line where p is a half, and before a step's new line the old one

REACH = 2.0
PLANE_X, PLANE_Y = linear(-REACH, REACH, 44, 264), linear(-REACH, REACH, 246, 26)


def _plane(numbers: Numbers, words: Words) -> str:
    stepped = numbers["step"] == STEP
    now = numbers["after"] if stepped else numbers["before"]
    clip = element("clipPath", element("rect", **_BOX), id="figure-learning_loop-clip")
    lines = [_border(now, "var(--nn-ink)", None)]
    if stepped:
        lines.insert(0, _border(numbers["before"], "var(--nn-ink-muted)", "5 5"))
    marks = [
        element("defs", clip),
        _colours(now),
        axes(PLANE_X, PLANE_Y, words["axis_x1"], words["axis_x2"], count=4, grid=False),
        element("g", *lines, clip_path="url(#figure-learning_loop-clip)"),
    ]
    for i, (x, y) in enumerate(numbers["points"].tolist()):
        at_x, at_y = float(PLANE_X(x)), float(PLANE_Y(y))
        if numbers["step"] in (LOSS, BLAME):
            # Larger where the point's loss is; beyond 4 it would cover the others.
            r = 7 + 12 * min(float(numbers["each"][i]), 4.0) ** 0.5
            marks.append(element("circle", cx=at_x, cy=at_y, r=r, **_HALO))
        marks += [_mark(i, at_x, at_y), label(NAMES[i], at_x + 10, at_y - 8, font_size=14)]
    return "".join((*marks, _key(numbers, words)))


_BOX: dict[str, Any] = {"x": 44, "y": 26, "width": 220, "height": 220}
_DEEPEST = 0.5  # share of a colour beyond which the marks could not be seen on it
_HALO: dict[str, Any] = {"fill": "none", "stroke": "var(--nn-danger)", "stroke_width": 2}


def _mark(i: int, x: float, y: float) -> str:
    """A full circle where the target is 1, a hollow square where it is 0."""
    if TARGETS[i] == 1:
        return element("circle", cx=x, cy=y, r=6, fill="var(--nn-ink)")
    drawn: dict[str, Any] = {"fill": "var(--nn-surface-raised)", "stroke": "var(--nn-ink)", "stroke_width": 2}
    return element("rect", x=x - 5, y=y - 5, width=10, height=10, **drawn)


def _colours(weights: Array) -> str:
    """The guess changes along the weights' direction only: one gradient says it, from 0 orange to 1 blue."""
    *along, bias = weights.tolist()
    size = float(np.hypot(*along))
    if size < 0.005:
        return element("rect", **_BOX, fill=diverging(_share(np.array([bias]))[0]))
    # From the corner where the sum is least to the one where it is largest.
    far = np.array(along) / size * (np.abs(along).sum() * REACH / size)
    reach = size * float(np.hypot(*far))
    # The colour turns about the border, however steep the sigmoid is there.
    sums = np.unique(np.clip(np.r_[-reach, reach, bias + np.linspace(-5, 5, 15)] - bias, -reach, reach))
    stops = [
        element("stop", offset=f"{(z + reach) / (2 * reach):.4f}", stop_color=diverging(share))
        for z, share in zip(sums.tolist(), _share(sums + bias), strict=True)
    ]
    ends = {
        "x1": PLANE_X(-far[0]), "y1": PLANE_Y(-far[1]), "x2": PLANE_X(far[0]), "y2": PLANE_Y(far[1]),
    }  # fmt: skip
    id_ = "figure-learning_loop-guess"
    gradient = element("linearGradient", *stops, id=id_, gradientUnits="userSpaceOnUse", **ends)
    return element("defs", gradient) + element("rect", **_BOX, fill=f"url(#{id_})")


def _share(sums: Array) -> list[float]:
    shares: list[float] = (_DEEPEST * (2 * _SIGMOID(sums) - 1)).tolist()
    return shares


def _border(weights: Array, colour: str, dashes: str | None) -> str:
    """The line on which the guess is a half, longer than the plane is wide."""
    w, bias = weights[:2], float(weights[2])
    size = float(np.hypot(*w))
    if size < 0.005:
        return ""
    middle = -bias * w / size**2
    along = np.array([-w[1], w[0]]) / size * 3 * REACH
    ends = np.clip(np.stack([middle - along, middle + along]), -1e3, 1e3)
    return line(PLANE_X(ends[:, 0]), PLANE_Y(ends[:, 1]), colour, 2.5, stroke_dasharray=dashes)


def _key(numbers: Numbers, words: Words) -> str:
    """What the marks mean, beside the plane."""
    x, step = 284.0, numbers["step"]
    marks = [
        _mark(0, x + 8, 40), text(words["target"].format(t=1), x + 24, 45, font_size=14),
        _mark(3, x + 8, 68), text(words["target"].format(t=0), x + 24, 73, font_size=14),
        line(np.array([x, x + 17]), np.array([96, 96]), "var(--nn-ink)", 2.5),
        text("p = 0.5", x + 24, 101, font_size=14, **_NUMBER),
    ]  # fmt: skip
    for t, y in ((1, 203), (0, 231)):
        fill = diverging(_DEEPEST * (2 * t - 1))
        marks.append(element("rect", x=x, y=y - 8, width=17, height=16, fill=fill))
        marks.append(text(words["near"].format(t=t), x + 24, y + 5, font_size=14))
    if step == STEP:
        old = line(
            np.array([x, x + 17]), np.array([124, 124]), "var(--nn-ink-muted)", 2.5, stroke_dasharray="5 5"
        )
        marks += [old, text(words["old"], x + 24, 129, font_size=14)]
    if step in (LOSS, BLAME):
        marks += [
            element("circle", cx=x + 8, cy=124, r=8, **_HALO),
            text(words["size"], x + 24, 129, font_size=14),
        ]
    return "".join(marks)


# The loss of every round so far


def _curve(numbers: Numbers, words: Words) -> str:
    known = len(numbers["losses"]) - (numbers["step"] < LOSS)  # this round's is not told before its box
    losses = np.array(numbers["losses"][:known])
    highest = max(numbers["losses"])
    top = next(each for each in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0) if each >= highest)
    x, y = linear(0, ROUNDS, 44, 408), linear(0, top, 372, 308)
    marks = [axes(x, y, words["axis_round"], words["axis_loss"], count=4 if top == 1 else 2)]
    rounds = np.arange(1, known + 1)
    hue = "var(--nn-training)"
    if known:
        at_x, at_y = float(x(known)), float(y(losses[-1]))
        marks += [
            line(x(rounds), y(losses), hue, 2.5),
            element("circle", cx=at_x, cy=at_y, r=5, fill=hue),
            label(
                _loss(float(losses[-1])), at_x + (10 if at_x < 360 else 0), at_y - 9,
                text_anchor="start" if at_x < 360 else "end", font_weight=650, **_NUMBER,
            ),
        ]  # fmt: skip
    return "".join(marks)


def table(_numbers: Numbers, words: Words) -> Table:
    """Return the four steps: what each asks, what it answers with, and the lesson that opens its box."""
    rows = [
        [f"{i}/{len(STEPS)}", *(words[column][name] for column in ("heads", "lessons", "asks", "gives"))]
        for i, name in enumerate(STEPS, start=1)
    ]
    return [list(words["columns"].values()), *rows]


FIGURE = Figure(
    controls=(
        Steps("step", STEP, 0, len(STEPS) - 1, 1, names=STEPS, rounds="round"),
        Range("round", 1, 1, ROUNDS, 1),
        Range("rate", 1.0, 0.05, 20, 0.05, log=True),
        Choice("points", "apart", tuple(POINTS), listed=True),
    ),
    panels=(Panel("loop", _WIDTH, _HEIGHT), Panel("plane", _WIDTH, _HEIGHT)),
    numbers=numbers,
    values=values,
    draw=draw,
    table=table,
    chosen="step",
)
