"""The plane of both inputs with the six points and the line that the unit draws, and the loss under it."""

from typing import Any

import numpy as np

from figures.figure import Numbers, Words
from figures.learning_loop.marks import NUMBER, mark, write_loss
from figures.learning_loop.rounds import BLAME, LOSS, NAMES, ROUNDS, STEP, sigmoid
from figures.scales import linear
from figures.svg import axes, diverging, element, label, line, text
from nnweb.ops.arrays import Array

__all__ = ["draw_losses", "draw_plane"]

_REACH = 2.0
_PLANE_X, _PLANE_Y = linear(-_REACH, _REACH, 44, 264), linear(-_REACH, _REACH, 246, 26)


def draw_plane(numbers: Numbers, words: Words) -> str:
    """Return the points on the colours of the guesses, the line, and after a step the line before it."""
    stepped = numbers["step"] == STEP
    now = numbers["after"] if stepped else numbers["before"]
    clip = element("clipPath", element("rect", **_BOX), id="figure-learning_loop-clip")
    lines = [_border(now, "var(--nn-ink)", None)]
    if stepped:
        lines.insert(0, _border(numbers["before"], "var(--nn-ink-muted)", "5 5"))
    marks = [
        element("defs", clip),
        _colours(now),
        axes(_PLANE_X, _PLANE_Y, words["axis_x1"], words["axis_x2"], count=4, grid=False),
        element("g", *lines, clip_path="url(#figure-learning_loop-clip)"),
    ]
    for i, (x, y) in enumerate(numbers["points"].tolist()):
        at_x, at_y = float(_PLANE_X(x)), float(_PLANE_Y(y))
        if numbers["step"] in (LOSS, BLAME):
            # Larger where the point's loss is; beyond 4 it would cover the others.
            r = 7 + 12 * min(float(numbers["each"][i]), 4.0) ** 0.5
            marks.append(element("circle", cx=at_x, cy=at_y, r=r, **_HALO))
        marks += [mark(i, at_x, at_y), label(NAMES[i], at_x + 10, at_y - 8, font_size=14)]
    return "".join((*marks, _key(numbers, words)))


_BOX: dict[str, Any] = {"x": 44, "y": 26, "width": 220, "height": 220}
_DEEPEST = 0.5  # share of a colour beyond which the marks could not be seen on it
_HALO: dict[str, Any] = {"fill": "none", "stroke": "var(--nn-danger)", "stroke_width": 2}


def _colours(weights: Array) -> str:
    """The guess changes along the weights' direction only: one gradient says it, from 0 orange to 1 blue."""
    *along, bias = weights.tolist()
    size = float(np.hypot(*along))
    if size < 0.005:
        return element("rect", **_BOX, fill=diverging(_share(np.array([bias]))[0]))
    # From the corner where the sum is least to the one where it is largest.
    far = np.array(along) / size * (np.abs(along).sum() * _REACH / size)
    reach = size * float(np.hypot(*far))
    # The colour turns about the border, however steep the sigmoid is there.
    sums = np.unique(np.clip(np.r_[-reach, reach, bias + np.linspace(-5, 5, 15)] - bias, -reach, reach))
    stops = [
        element("stop", offset=f"{(z + reach) / (2 * reach):.4f}", stop_color=diverging(share))
        for z, share in zip(sums.tolist(), _share(sums + bias), strict=True)
    ]
    ends = {
        "x1": _PLANE_X(-far[0]), "y1": _PLANE_Y(-far[1]), "x2": _PLANE_X(far[0]), "y2": _PLANE_Y(far[1]),
    }  # fmt: skip
    id_ = "figure-learning_loop-guess"
    gradient = element("linearGradient", *stops, id=id_, gradientUnits="userSpaceOnUse", **ends)
    return element("defs", gradient) + element("rect", **_BOX, fill=f"url(#{id_})")


def _share(sums: Array) -> list[float]:
    shares: list[float] = (_DEEPEST * (2 * sigmoid(sums) - 1)).tolist()
    return shares


def _border(weights: Array, colour: str, dashes: str | None) -> str:
    """The line on which the guess is a half, longer than the plane is wide."""
    w, bias = weights[:2], float(weights[2])
    size = float(np.hypot(*w))
    if size < 0.005:
        return ""
    middle = -bias * w / size**2
    along = np.array([-w[1], w[0]]) / size * 3 * _REACH
    ends = np.clip(np.stack([middle - along, middle + along]), -1e3, 1e3)
    return line(_PLANE_X(ends[:, 0]), _PLANE_Y(ends[:, 1]), colour, 2.5, stroke_dasharray=dashes)


def _key(numbers: Numbers, words: Words) -> str:
    """What the marks mean, beside the plane."""
    x, step = 284.0, numbers["step"]
    marks = [
        mark(0, x + 8, 40), text(words["target"].format(y=1), x + 24, 45, font_size=14),
        mark(3, x + 8, 68), text(words["target"].format(y=0), x + 24, 73, font_size=14),
        line(np.array([x, x + 17]), np.array([96, 96]), "var(--nn-ink)", 2.5),
        text("ŷ = 0.5", x + 24, 101, font_size=14, **NUMBER),
    ]  # fmt: skip
    for target, y in ((1, 203), (0, 231)):
        fill = diverging(_DEEPEST * (2 * target - 1))
        marks.append(element("rect", x=x, y=y - 8, width=17, height=16, fill=fill))
        marks.append(text(words["near"].format(y=target), x + 24, y + 5, font_size=14))
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


def draw_losses(numbers: Numbers, words: Words) -> str:
    """Return the loss over the rounds, this one's once its box is reached."""
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
                write_loss(float(losses[-1])), at_x + (10 if at_x < 360 else 0), at_y - 9,
                text_anchor="start" if at_x < 360 else "end", font_weight=650, **NUMBER,
            ),
        ]  # fmt: skip
    return "".join(marks)
