"""A digit that the network misreads, and what each pixel adds to the wrong score against the right one."""

import numpy as np

from figures import classifier
from figures.cells import Cells, written
from figures.figure import NETWORK, Figure, Given, Handle, Numbers, Panel, Range, State, Words
from figures.images import (
    HEAD,
    HEIGHT,
    MUTED,
    PIXEL_X,
    PIXEL_Y,
    SIDE,
    WIDTH,
    framed,
    key,
    signed_image,
    sums,
    thumb,
)
from figures.scales import linear
from figures.svg import element, signed, text

__all__ = ["FIGURE"]

DIGIT_X = linear(0, 9, 48, 399)
ZERO, TALL = 154, 110


def numbers(state: State, given: Given) -> Numbers:
    """Return the chosen mistake with its scores, and the parts that add up to their difference."""
    images, labels = given.split("test")
    network = given.network(state["network"])
    found = classifier.mistakes(network, images, labels)
    place = min(int(state["mistake"]), len(found)) - 1
    index = int(found[place]) if len(found) else 0
    passed = classifier.run(network, images[index])
    right, wrong = int(labels[index]), int(passed.p.argmax())
    direction = np.zeros(10, passed.p.dtype)
    direction[wrong] += 1
    direction[right] -= 1
    parts, rest = classifier.by_pixel(passed, direction)
    return {
        "index": index,
        "image": images[index],
        "count": len(found),
        "right": right,
        "wrong": wrong,
        "passed": passed,
        "parts": parts,
        "rest": rest,
        "at": SIDE * int(state["row"]) + int(state["column"]),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    passed: classifier.Pass = numbers["passed"]
    at, right, wrong, parts = numbers["at"], numbers["right"], numbers["wrong"], numbers["parts"]
    return {
        "index": str(numbers["index"]),
        "count": str(numbers["count"]),
        "right": str(right),
        "wrong": str(wrong),
        "row": str(at // SIDE),
        "column": str(at % SIDE),
        "x": signed(float(passed.x[at])),
        "part": signed(float(parts[at])),
        "for": signed(float(parts[parts > 0].sum())),
        "against": signed(float(parts[parts < 0].sum())),
        "rest": signed(numbers["rest"]),
        "difference": signed(float(passed.scores[wrong] - passed.scores[right])),
        "p_wrong": f"{float(passed.p[wrong]):.4f}",
        "p_right": f"{float(passed.p[right]):.4f}",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"evidence": _evidence(numbers, words), "answer": _answer(numbers, words)}


def _evidence(numbers: Numbers, words: Words) -> str:
    parts, passed = numbers["parts"], numbers["passed"]
    digits = {"right": numbers["right"], "wrong": numbers["wrong"]}
    reach = float(np.abs(parts).max()) or 1.0
    difference = float(passed.scores[numbers["wrong"]] - passed.scores[numbers["right"]])
    said = [
        (words["for"].format(**digits), float(parts[parts > 0].sum()), "var(--nn-positive)"),
        (words["against"].format(**digits), float(parts[parts < 0].sum()), "var(--nn-negative)"),
        (words["rest"], numbers["rest"], "var(--nn-ink-muted)"),
    ]
    return "".join(
        (
            text(words["heads"]["evidence"].format(**digits), 8, 18, **HEAD),
            framed(signed_image(parts, reach), numbers["at"]),
            thumb(words["image"], numbers["image"], 54),
            key(reach),
            sums(said, 8, 343, 96),
            text(f"{words['difference'].format(**digits)} = {signed(difference)}", 8, 394, **HEAD),
        )
    )


def _answer(numbers: Numbers, words: Words) -> str:
    passed, right, wrong = numbers["passed"], numbers["right"], numbers["wrong"]
    xs, small = DIGIT_X(np.arange(10)).tolist(), {"text_anchor": "middle", "font_size": 14}
    tallest = float(np.abs(passed.scores).max()) or 1.0
    marks = [text(words["heads"]["answer"].format(index=numbers["index"]), 14, 18, **HEAD)]
    for digit, (x, score, p) in enumerate(zip(xs, passed.scores.tolist(), passed.p.tolist(), strict=True)):
        fill = {wrong: "var(--nn-positive)", right: "var(--nn-negative)"}.get(digit, "var(--nn-rule-strong)")
        height = TALL * abs(score) / tallest
        top = ZERO - height if score > 0 else ZERO
        marks += [
            element("rect", x=x - 13, y=top, width=26, height=max(height, 0.75), fill=fill),
            text(signed(score, 0 if abs(score) >= 10 else 1), x, 292, **small, class_="nn-number"),
            text(f"{p:.2f}", x, 316, **small, class_="nn-number"),
            text(str(digit), x, 348, text_anchor="middle", font_size=18, font_weight=650),
        ]
    marks += [
        text("z", 10, 292, **MUTED),
        text("ŷ", 10, 316, **MUTED),
        element("path", d=f"M{xs[0] - 17} {ZERO}H{xs[9] + 17}", stroke="var(--nn-rule-strong)"),
        *[
            text(words[name], xs[digit], 372, text_anchor="middle", **MUTED)
            for name, digit in (("read", wrong), ("label", right))
        ],
    ]
    return "".join(marks)


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the pixel that is pointed at."""
    return (
        Handle("pixel", "evidence", x=("column", PIXEL_X), y=("row", PIXEL_Y), anywhere=True, marked=True),
    )


def cells(numbers: Numbers) -> tuple[Cells, ...]:
    """Return of each pixel its grey value and its part."""
    return (Cells("pixel", {"x": written(numbers["passed"].x), "part": written(numbers["parts"])}),)


FIGURE = Figure(
    controls=(
        Range("mistake", 1, 1, 100, 1),
        NETWORK,
        Range("row", 12, 0, SIDE - 1, 1, shown=False),
        Range("column", 12, 0, SIDE - 1, 1, shown=False),
    ),
    panels=(Panel("evidence", WIDTH, HEIGHT), Panel("answer", WIDTH, HEIGHT)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    cells=cells,
    leads=("mistake",),
    needs=("test", "network"),
)
