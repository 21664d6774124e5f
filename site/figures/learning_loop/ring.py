"""The loop as four boxes in a ring, filled one after another with the numbers of this round."""

from typing import Any

import numpy as np

from figures.figure import Numbers, Words
from figures.learning_loop.marks import NUMBER, mark, write_loss
from figures.learning_loop.rounds import NAMES, STEPS, TARGETS
from figures.svg import arrow, element, signed, text

__all__ = ["HEIGHT", "WIDTH", "draw_ring"]

WIDTH, HEIGHT = 424.0, 418.0
_BOX_WIDTH, _BOX_HEIGHT = 196.0, 192.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 2.0, 226.0, 2.0, 224.0
_PLACES = ((_LEFT, _TOP), (_RIGHT, _TOP), (_RIGHT, _BOTTOM), (_LEFT, _BOTTOM))
# From the middle of a box's edge to the next one's.
_ARROWS = ((200, 98, 224, 98), (324, 196, 324, 222), (224, 320, 200, 320), (100, 222, 100, 196))
_ROW = 19.0
_MUTED: dict[str, Any] = {"fill": "var(--nn-ink-muted)", "font_size": 14}


def draw_ring(numbers: Numbers, words: Words) -> str:
    """Return the four boxes, this step's lit, and those to come empty."""
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
                data_term=name,
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
            mark(i, 40, _y(i) - 5),
            text(f"ŷ = {guess:.2f}", 60, _y(i), **NUMBER),
        ]
    return "".join(marks)


def _losses(numbers: Numbers, words: Words) -> str:
    """A row a point: what the truth was given, and what that costs; under them the mean."""
    marks = []
    given = np.where(TARGETS == 1, numbers["guesses"], 1 - numbers["guesses"])
    for i, (probability, loss) in enumerate(zip(given.tolist(), numbers["each"].tolist(), strict=True)):
        marks += [
            text(NAMES[i], 12, _y(i)),
            text(f"−ln {probability:.2f} =", 36, _y(i), **NUMBER),
            text(f"{loss:.2f}", 180, _y(i), text_anchor="end", **NUMBER),
        ]
    marks += [
        text(words["mean"], 12, 184, font_weight=650),
        text(write_loss(numbers["losses"][-1]), 180, 184, text_anchor="end", font_weight=650, **NUMBER),
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
            text(f"(ŷ − y) · {_INPUTS[i]}", 44, y, **_MUTED),
            text(signed(gradient, 3), 184, y, text_anchor="end", fill=hue, font_weight=650, **NUMBER),
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
            text(f"{signed(before)} {sign} {numbers['rate']:.3g} · {abs(gradient):.3f}", 40, y, **NUMBER),
            text(f"= {signed(after)}", 40, y + 19, font_weight=650, **NUMBER),
        ]
    return "".join(marks)
