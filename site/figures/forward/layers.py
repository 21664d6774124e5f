"""What comes of it: hidden units, what each adds to a digit's score, ten scores and softmax."""

import numpy as np

from figures import classifier
from figures.figure import Numbers, Words
from figures.forward.layout import (
    ACTIVATIONS,
    CELL_HEIGHT,
    CELL_WIDTH,
    COLUMNS,
    DIGIT_X,
    ROWS,
    SCORE,
    SCORES,
    SOFTMAX,
    UNIT_X,
    UNIT_Y,
)
from figures.images import CHOSEN, HEAD
from figures.svg import diverging, element, signed, term, text
from nnweb.ops.arrays import Array

# The hidden units: their activations, then what each adds to the chosen digit's score


def draw_units(numbers: Numbers, words: Words) -> str:
    """Return the hidden units' marks."""
    passed: classifier.Pass = numbers["passed"]
    step, shown = numbers["step"], min(len(passed.a), COLUMNS * ROWS)
    head = words["unit_heads"]["parts" if step >= SCORE else "activations" if step >= ACTIVATIONS else "none"]
    units = str(shown) if shown == len(passed.a) else words["some"].format(shown=shown, all=len(passed.a))
    marks = [text(head.format(digit=numbers["digit"], units=units), 14, 18, **HEAD)]
    left, top = UNIT_X(0) - CELL_WIDTH / 2, UNIT_Y(0) - CELL_HEIGHT / 2
    rows = -(-shown // COLUMNS)
    if step >= ACTIVATIONS:
        contributions = step >= SCORE
        each = (numbers["contributions"] if contributions else passed.a)[:shown]
        cells = _cells(each, left, top, contributions)
        marks.append(cells if contributions else term("activation", cells))
    grid = "".join(f"M{left} {top + CELL_HEIGHT * i}h{CELL_WIDTH * COLUMNS}" for i in range(rows + 1))
    grid += "".join(f"M{left + CELL_WIDTH * i} {top}v{CELL_HEIGHT * rows}" for i in range(COLUMNS + 1))
    x, y = UNIT_X(numbers["unit"] % COLUMNS), UNIT_Y(numbers["unit"] // COLUMNS)
    marks += [
        element("path", d=grid, stroke="var(--nn-rule)", fill="none"),
        element(
            "rect",
            x=x - CELL_WIDTH / 2,
            y=y - CELL_HEIGHT / 2,
            width=CELL_WIDTH,
            height=CELL_HEIGHT,
            **CHOSEN,
        ),
    ]
    return "".join(marks)


def _cells(each: Array, left: float, top: float, contributions: bool) -> str:
    """A cell a unit: its number, and a tint by how large it is beside the others."""
    reach = float(np.abs(each).max()) or 1.0
    # Beyond half of the colour the ink would not be readable on it.
    levels = np.rint(each / reach * 8).astype(int).tolist()
    tints: dict[int, list[str]] = {}
    written = []
    for unit, (value, level) in enumerate(zip(each.tolist(), levels, strict=True)):
        x, y = left + CELL_WIDTH * (unit % COLUMNS), top + CELL_HEIGHT * (unit // COLUMNS)
        if level:
            tints.setdefault(level, []).append(f"M{x} {y}h{CELL_WIDTH}v{CELL_HEIGHT}h-{CELL_WIDTH}z")
        if value:
            written.append(
                f'<tspan x="{x + 44}" y="{y + 13}">{signed(value, 1 if abs(value) >= 10 else 2)}</tspan>'
            )
    colours = [
        element("path", d="".join(d), fill=diverging(level / 16) if contributions else _activation(level))
        for level, d in sorted(tints.items())
    ]
    return "".join(colours) + element("text", *written, text_anchor="end", font_size=14, class_="nn-number")


def _activation(level: int) -> str:
    hue = "var(--nn-activation)" if level > 0 else "var(--nn-negative)"
    return f"color-mix(in oklab,{hue} {abs(level) * 5}%,var(--nn-surface-raised))"


# What goes out: ten scores, and softmax


def draw_digits(numbers: Numbers, words: Words) -> str:
    """Return the digits' marks."""
    passed: classifier.Pass = numbers["passed"]
    step, digit = numbers["step"], numbers["digit"]
    name = "p" if step >= SOFTMAX else "scores" if step >= SCORES else "score" if step == SCORE else "none"
    head = words["digit_heads"][name].format(digit=digit, sum=f"{passed.p.sum():.2f}")
    marks = [text(head, 14, 309, **HEAD)]
    xs = DIGIT_X(np.arange(10)).tolist()
    shares = passed.p if step >= SOFTMAX else passed.scores / (np.abs(passed.scores).max() or 1)
    zero, tall = (362, 42) if step >= SOFTMAX else (341, 21)
    bars: list[str] = []
    for each in range(10) if step >= SCORES else (digit,) if step == SCORE else ():
        share = float(shares[each])
        fill = "var(--nn-activation)" if share > 0 else "var(--nn-negative)"
        y, height = zero - tall * max(share, 0.0), max(abs(tall * share), 0.75)
        value = f"{float(passed.p[each]):.2f}" if step >= SOFTMAX else _short(float(passed.scores[each]))
        bars.append(element("rect", x=xs[each] - 13, y=y, width=26, height=height, fill=fill))
        bars.append(text(value, xs[each], 376, text_anchor="middle", font_size=14, class_="nn-number"))
    if bars:
        marks.append(term("prediction" if step >= SOFTMAX else "logit", *bars))
    marks += [
        element("path", d=f"M{xs[0] - 17} {zero}H{xs[9] + 17}", stroke="var(--nn-rule-strong)"),
        element("rect", x=xs[digit] - 15, y=381, width=30, height=21, rx=4, **CHOSEN),
        *[
            text(str(each), x, 397, text_anchor="middle", font_size=16, font_weight=650)
            for each, x in enumerate(xs)
        ],
    ]
    return "".join(marks)


def _short(value: float) -> str:
    return signed(value, 0 if abs(value) >= 10 else 1)
