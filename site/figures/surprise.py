"""Surprise and confidence: ten scores, their probabilities, and two numbers that are easily confused."""

import math
from functools import cache

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, signed, text
from nnweb.activations import softmax
from nnweb.losses import SparseCategoricalCrossentropy
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

# Scores for the digits 0 to 9, chosen to show three ways a classifier's answer can look.
CASES = {
    "sure": [-0.6, -0.4, 0.3, 0.8, -0.8, -0.5, -0.8, 6.2, -0.2, 1.0],
    "torn": [-0.8, -0.6, 0.0, -0.4, 3.9, 0.1, -0.2, 0.4, 0.3, 3.6],
    "lost": [0.2, -0.1, 0.3, 0.1, 0.0, 0.2, -0.2, -0.2, 0.4, 0.1],
}
BIT = math.log(2)  # in nats
MOST = math.log2(10)  # bits: the entropy of ten equal chances

DIGIT_X = linear(0, 9, 64, 406)
SHARE_Y = linear(0, 1, 250, 36)
ENTROPY_X = linear(0, 3.5, 52, 396)
SURPRISE_Y = linear(0, 15, 300, 36)
TEMPERATURES = np.geomspace(0.7, 4, 17)

crossentropy = SparseCategoricalCrossentropy()


def entropy(p: Array) -> Array:
    """Return the entropy of distributions along the last axis, in bits: -sum(p log2 p)."""
    # The floor keeps 0 log 0 at its limit, 0.
    return np.asarray(-np.sum(p * np.log2(np.maximum(p, 1e-30)), axis=-1))


def numbers(state: State) -> Numbers:
    """Return probabilities, entropy and surprise, and where temperature would move the latter two."""
    scores = np.array(CASES[state["case"]])
    digit = int(state["label"])
    p = softmax(scores / state["temperature"])
    nats = crossentropy(np.array([digit]), p[None])
    along = softmax(scores / TEMPERATURES[:, None])
    return {
        **state,
        "label": digit,
        "scores": scores,
        "p": p,
        "top": int(p.argmax()),
        "entropy": float(entropy(p)),
        "nats": nats,
        "bits": nats / BIT,
        "along_entropy": entropy(along),
        "along_bits": -np.log2(along[:, digit]),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    p = numbers["p"]
    return {
        "label": str(numbers["label"]),
        "top": str(numbers["top"]),
        "p_label": f"{p[numbers['label']]:.4f}",
        "p_top": f"{p[numbers['top']]:.4f}",
        "entropy": f"{numbers['entropy']:.2f}",
        "nats": f"{numbers['nats']:.2f}",
        "bits": f"{numbers['bits']:.2f}",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"outputs": _outputs(numbers, words), "plane": _plane(numbers, words)}


def _outputs(numbers: Numbers, words: Words) -> str:
    base, muted = SHARE_Y.start, {"fill": "var(--nn-ink-muted)", "font_size": 14}
    true, xs = numbers["label"], DIGIT_X(np.arange(10)).tolist()
    # The outer bars stand half beyond the axis: it runs on under them, as far as the tick leaves room.
    ground = element("path", d=f"M{xs[0] - 6} {base}H{xs[-1] + 14}", stroke="var(--nn-rule-strong)")
    marks = [axes(DIGIT_X, SHARE_Y, "", words["axis_p"], count=9), ground]
    bars = [
        f"M{x - 13:.1f} {base}V{min(SHARE_Y(p), base - 0.5):.1f}h26V{base}z"
        for x, p in zip(xs, numbers["p"].tolist(), strict=True)
    ]
    marks += [
        element("path", d=bars.pop(true), fill="var(--nn-unit)"),
        element("path", d="".join(bars), fill="var(--nn-activation)", fill_opacity=0.45),
        _scores(numbers["case"]),
    ]
    x = xs[true]
    height = SHARE_Y(float(numbers["p"][true]))
    marks += [
        text(words["row_score"], 44, base + 44, text_anchor="end", **muted),
        text(words["row_true"], 44, base + 83, text_anchor="end", font_size=14, font_weight=650),
        element("path", d=f"M64 {base + 78}H406", stroke="var(--nn-rule-strong)", stroke_dasharray="1 4"),
        label(
            f"p = {numbers['p'][true]:.2f}",
            min(max(x, 80.0), 384.0),
            height - 8,
            text_anchor="middle",
            font_weight=650,
            class_="nn-number",
        ),
    ]
    return "".join(marks)


@cache
def _scores(case: str) -> str:
    muted = {"fill": "var(--nn-ink-muted)", "font_size": 14}
    return "".join(
        text(signed(score, 1), DIGIT_X(digit), SHARE_Y.start + 44, text_anchor="middle", **muted)
        for digit, score in enumerate(CASES[case])
    )


def _plane(numbers: Numbers, words: Words) -> str:
    x, y = ENTROPY_X, SURPRISE_Y
    at_x, at_y = x(numbers["entropy"]), y(min(numbers["bits"], 15.0))
    muted = {"fill": "var(--nn-ink-muted)", "font_size": 14}
    return "".join(
        (
            axes(x, y, words["axis_entropy"], words["axis_surprise"], count=4),
            line(
                np.array([x(0), x(MOST)]),
                np.array([y(0), y(MOST)]),
                "var(--nn-rule-strong)",
                1.5,
                stroke_dasharray="5 4",
            ),
            line(
                x(numbers["along_entropy"]),
                y(y.inside(numbers["along_bits"])),
                "var(--nn-activation)",
                2,
                opacity=0.5,
            ),
            element(
                "path",
                d=f"M{at_x:.1f} {y.start}V{at_y:.1f}H{x.start}",
                stroke="var(--nn-ink)",
                stroke_dasharray="2 4",
                fill="none",
            ),
            label(words["sure_wrong"], x.start + 10, y.end + 14, **muted),
            label(words["expected"], x.end, y(MOST) - 12, text_anchor="end", **muted),
            label(words["undecided"], x.end, y.start - 8, text_anchor="end", **muted),
            element("circle", cx=at_x, cy=at_y, r=8, fill="var(--nn-unit)"),
        )
    )


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the marker of the true digit, which slides under the bars."""
    return (Handle("truth", "outputs", x=("label", DIGIT_X), at=(0, SHARE_Y.start + 78), colour="--nn-unit"),)


FIGURE = Figure(
    controls=(
        Choice("case", "torn", ("sure", "torn", "lost")),
        Range("label", 9, 0, 9, 1, shown=False),
        Range("temperature", 1.0, 0.7, 4.0, 0.05),
    ),
    panels=(Panel("outputs", 420, 352), Panel("plane", 420, 352)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
