"""Softmax with a temperature: four scores to drag, their probabilities, and what the loss makes of them."""

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, diverging, element, label, signed, text
from nnweb.activations import softmax
from nnweb.losses import SparseCategoricalCrossentropy

__all__ = ["FIGURE"]

# Four digits that are easily taken for each other, and what a network thinks of one image.
DIGITS = ("3", "5", "8", "9")
SCORES = (2.0, 1.0, 0.5, -1.0)
REACH = 4.0

PLACES = tuple(52 + 352 * (i + 0.42) / len(DIGITS) for i in range(len(DIGITS)))  # room for a number beside
SCORE_Y = linear(-REACH, REACH, 260, 36)
SHARE_Y = linear(0, 1.1, 260, 36)
# Only for the axes' length: the bars stand at their places.
BARS_X = linear(0, 1, 52, 404)

crossentropy = SparseCategoricalCrossentropy()


def numbers(state: State) -> Numbers:
    """Return the probabilities at this temperature, and the loss if `right` is the digit."""
    scores = np.array([state[f"s{digit}"] for digit in DIGITS], dtype=float)
    p = softmax(scores / state["temperature"])
    right = DIGITS.index(state["right"])
    return {
        **state,
        "scores": scores,
        "p": p,
        "right": right,
        "top": int(p.argmax()),
        "loss": crossentropy(np.array([right]), p[None]),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    p, right, top = numbers["p"], numbers["right"], numbers["top"]
    return {
        "temperature": f"{numbers['temperature']:.2f}",
        "digit": DIGITS[right],
        "p_right": f"{p[right]:.3f}",
        "top": DIGITS[top],
        "p_top": f"{p[top]:.3f}",
        "loss": f"{numbers['loss']:.2f}",
    } | {f"p{digit}": f"{share:.3f}" for digit, share in zip(DIGITS, p.tolist(), strict=True)}


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"scores": _scores(numbers, words), "shares": _shares(numbers, words)}


def _scores(numbers: Numbers, words: Words) -> str:
    zero = SCORE_Y(0.0)
    marks = [axes(BARS_X, SCORE_Y, "", words["axis_score"], count=4, ticked=False)]
    for x, score in zip(PLACES, numbers["scores"].tolist(), strict=True):
        top = SCORE_Y(score)
        marks += [
            element(
                "rect",
                x=x - 20,
                y=min(zero, top),
                width=40,
                height=abs(zero - top),
                fill=diverging(score / REACH),
                stroke="var(--nn-rule-strong)",
            ),
            text(signed(score, 1), x + 26, top + 5, class_="nn-number"),
        ]
    marks.append(
        element("path", d=f"M{BARS_X.start} {zero:.1f}H{BARS_X.end}", stroke="var(--nn-rule-strong)")
    )
    return "".join(marks) + _digits(numbers, words)


def _shares(numbers: Numbers, words: Words) -> str:
    base = SHARE_Y.start
    marks = [axes(BARS_X, SHARE_Y, "", words["axis_share"], count=6, ticked=False, y_term="prediction")]
    for i, (x, p) in enumerate(zip(PLACES, numbers["p"].tolist(), strict=True)):
        top, right = SHARE_Y(p), i == numbers["right"]
        marks += [
            element(
                "rect",
                x=x - 20,
                y=min(top, base - 0.5),
                width=40,
                height=max(base - top, 0.5),
                fill="var(--nn-unit)" if right else "var(--nn-activation)",
                fill_opacity=None if right else 0.45,
            ),
            label(
                f"{p:.3f}",
                x,
                top - 8,
                text_anchor="middle",
                font_weight=650 if right else None,
                class_="nn-number",
            ),
        ]
    return "".join(marks) + _digits(numbers, words)


def _digits(numbers: Numbers, words: Words) -> str:
    """The digits under their bars, the right one in bold and named."""
    base, marks = SHARE_Y.start, []
    for i, (x, digit) in enumerate(zip(PLACES, DIGITS, strict=True)):
        right = i == numbers["right"]
        weight = 700 if right else None
        marks.append(text(digit, x, base + 22, text_anchor="middle", font_size=17, font_weight=weight))
        if right:
            marks.append(
                text(words["right"], x, base + 42, text_anchor="middle", font_size=14, fill="var(--nn-unit)")
            )
    return "".join(marks)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the upper ends of the four scores' bars."""
    return tuple(
        Handle(f"score{digit}", "scores", y=(f"s{digit}", SCORE_Y), at=(x, 0))
        for digit, x in zip(DIGITS, PLACES, strict=True)
    )


FIGURE = Figure(
    controls=(
        Range("temperature", 1.0, 0.1, 10, 0.01, log=True),
        Choice("right", "3", DIGITS),
        *[
            Range(f"s{digit}", score, -REACH, REACH, 0.1, shown=False)
            for digit, score in zip(DIGITS, SCORES, strict=True)
        ],
    ),
    panels=(Panel("scores", 420, 310), Panel("shares", 420, 310)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
