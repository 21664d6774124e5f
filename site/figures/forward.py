"""A digit on its way through the classifier, step by step: from 784 grey values to ten probabilities."""

import numpy as np

from figures import classifier
from figures.cells import BETWEEN, Cells, written
from figures.figure import (
    NETWORK,
    SOURCE,
    Figure,
    Given,
    Handle,
    Number,
    Numbers,
    Panel,
    Range,
    State,
    Steps,
    Table,
    Words,
)
from figures.images import (
    CHOSEN,
    HEAD,
    HEIGHT,
    MUTED,
    PIXEL_X,
    PIXEL_Y,
    SIDE,
    WIDTH,
    framed,
    key,
    large,
    signed_image,
    sums,
    thumb,
)
from figures.scales import linear
from figures.svg import diverging, element, pixels, signed, term, text
from nnweb.datasets import FILES
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

STEPS = ("image", "flatten", "weights", "products", "sum", "activations", "score", "scores", "softmax")
IMAGE, FLATTEN, WEIGHTS, PRODUCTS, SUM, ACTIVATIONS, SCORE, SCORES, SOFTMAX = range(len(STEPS))

TEST_IMAGES = FILES["test"][0][2][0]
COLUMNS, ROWS = 8, 16  # of the hidden units on the drawing

# A value is the middle of its cell or column.
CELL_WIDTH, CELL_HEIGHT = 49, 16
UNIT_X = linear(0, COLUMNS - 1, 14 + CELL_WIDTH / 2, 14 + CELL_WIDTH * (COLUMNS - 0.5))
UNIT_Y = linear(0, ROWS - 1, 30 + CELL_HEIGHT / 2, 30 + CELL_HEIGHT * (ROWS - 0.5))
DIGIT_X = linear(0, 9, 42, 393)
DIGITS_OVER = (316, HEIGHT)  # from above the tallest bar


def numbers(state: State, given: Given) -> Numbers:
    """Return every number on the image's way, and those of the chosen pixel, unit and digit."""
    images, labels = given.split("test")
    index, drawn = int(state["index"]), state["source"] == "drawn"
    image = given.drawing if drawn else images[index]
    passed = classifier.run(given.network(state["network"]), image)
    unit = min(COLUMNS * int(state["down"]) + int(state["across"]), len(passed.a) - 1)
    digit = int(state["digit"])
    weights = passed.hidden_kernel[:, unit]
    kernel = passed.kernel[:, digit]
    return {
        "step": int(state["step"]),
        "index": index,
        "image": image,
        "label": int(labels[index]),
        "cases": {"subject": "test" if not drawn else "drawn" if image.any() else "blank"},
        "passed": passed,
        "answer": int(passed.p.argmax()),
        "at": SIDE * int(state["row"]) + int(state["column"]),
        "unit": unit,
        "digit": digit,
        "weights": weights,
        "products": passed.x * weights,
        "sums": passed.z - passed.hidden_bias,
        "contributions": passed.a * kernel,
        "totals": passed.scores - passed.bias,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    passed: classifier.Pass = numbers["passed"]
    at, unit, digit = numbers["at"], numbers["unit"], numbers["digit"]
    return {
        "index": str(numbers["index"]),
        "label": str(numbers["label"]),
        "answer": str(numbers["answer"]),
        "sure": f"{float(passed.p.max()):.4f}",
        "row": str(at // SIDE),
        "column": str(at % SIDE),
        "at": str(at),
        "x": signed(float(passed.x[at])),
        "w": signed(float(numbers["weights"][at])),
        "product": signed(float(numbers["products"][at])),
        "unit": str(unit),
        "sum": signed(float(numbers["sums"][unit])),
        "b": signed(float(passed.hidden_bias[unit])),
        "z": signed(float(passed.z[unit])),
        "a": signed(float(passed.a[unit])),
        "v": signed(float(passed.kernel[unit, digit])),
        "part": signed(float(numbers["contributions"][unit])),
        "digit": str(digit),
        "total": signed(float(numbers["totals"][digit])),
        "c": signed(float(passed.bias[digit])),
        "score": signed(float(passed.scores[digit])),
        "p": f"{float(passed.p[digit]):.4f}",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels: what comes in; the hidden units and what goes out."""
    return {"pixels": _pixels(numbers, words), "layers": _units(numbers, words) + _digits(numbers, words)}


# What comes in: the image, laid out in a row, then weighed by one hidden unit


def _pixels(numbers: Numbers, words: Words) -> str:
    step, weights = numbers["step"], numbers["weights"]
    if step == IMAGE:
        head = words["image_heads"][numbers["cases"]["subject"]]
    else:
        head = words["heads"][STEPS[min(step, SUM)]]
    head = head.format(unit=numbers["unit"], index=numbers["index"])
    marks = [text(head, 8, 18, **HEAD)]
    if step < WEIGHTS:
        marks.append(term("input", framed(large(numbers["image"]), numbers["at"])))
    else:
        reach = float(np.abs(weights).max()) or 1.0
        shown = weights if step == WEIGHTS else numbers["products"]
        seen = framed(signed_image(shown, reach), numbers["at"])
        marks += [
            term("weight", seen) if step == WEIGHTS else seen,
            term("input", thumb(words["grey"], numbers["image"], 54)),
            key(reach),
        ]
        if step > WEIGHTS:
            marks.append(text("×", 355, 188, text_anchor="middle", font_size=20))
            marks.append(term("weight", thumb(words["weight"], weights, 206, reach)))
    if step == FLATTEN:
        marks.append(_row_of_all(numbers, words))
    if step >= SUM:
        marks.append(_sum(numbers, words))
    return "".join(marks)


def _row_of_all(numbers: Numbers, words: Words) -> str:
    """The 784 values in one row, half a unit each, and where the chosen one has come to stand."""
    place = 14 + numbers["at"] * 0.5
    rows = [element("path", d=f"M14 {y}h392", stroke="var(--nn-rule-strong)") for y in (345.5, 366.5)]
    strip = element(
        "g",
        pixels(numbers["passed"].x.reshape(1, -1) * 255, 0, 0, 1),
        transform="translate(14 346) scale(0.5 20)",
    )
    return "".join(
        (
            strip,
            *rows,
            element("path", d=f"M{place:.1f} 342v28", stroke="var(--nn-accent)", stroke_width=3),
            text(
                words["place"].format(at=numbers["at"]),
                min(max(place, 80.0), 340.0), 390, text_anchor="middle", **MUTED,
            ),
        )
    )  # fmt: skip


def _sum(numbers: Numbers, words: Words) -> str:
    """All products added up, then the bias, then what the activation makes of it."""
    passed: classifier.Pass = numbers["passed"]
    unit = numbers["unit"]
    products = numbers["products"]
    said = [
        (words["positive"], float(products[products > 0].sum()), "var(--nn-positive)"),
        (words["negative"], float(products[products < 0].sum()), "var(--nn-negative)"),
        (words["bias"], float(passed.hidden_bias[unit]), "var(--nn-ink-muted)"),
    ]
    marks = [sums(said, 8, 343, 92)]
    number = {"y": 394, "class_": "nn-number", **HEAD}
    marks.append(term("sum", text(f"z = {signed(float(passed.z[unit]))}", 8, **number)))
    if numbers["step"] >= ACTIVATIONS:
        name = words["functions"][passed.activation]
        marks.append(term("activation", text(f"{name}(z) = {signed(float(passed.a[unit]))}", 130, **number)))
    return "".join(marks)


# The hidden units: their activations, then what each adds to the chosen digit's score


def _units(numbers: Numbers, words: Words) -> str:
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


def _digits(numbers: Numbers, words: Words) -> str:
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


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return what is pointed at: a pixel, a hidden unit, a digit."""
    return (
        Handle("pixel", "pixels", x=("column", PIXEL_X), y=("row", PIXEL_Y), anywhere=True, marked=True),
        Handle("unit", "layers", x=("across", UNIT_X), y=("down", UNIT_Y), anywhere=True, marked=True),
        Handle("digit", "layers", x=("digit", DIGIT_X), at=(0, 391), anywhere=True, marked=True),
    )


def cells(numbers: Numbers) -> tuple[Cells, ...]:
    """Return what `values` would tell of each pixel, hidden unit and digit if it were chosen."""
    passed: classifier.Pass = numbers["passed"]
    at, unit, digit = numbers["at"], numbers["unit"], numbers["digit"]
    shown = min(len(passed.a), COLUMNS * ROWS)
    weights = passed.hidden_kernel[at, :shown]
    activations, out = passed.a[:shown], passed.kernel[:shown, digit]
    return (
        Cells(
            "pixel",
            {
                "x": written(passed.x),
                "w": written(numbers["weights"]),
                "product": written(numbers["products"]),
            },
        ),
        Cells(
            "unit",
            {
                "unit": BETWEEN.join(map(str, range(shown))),
                "w": written(weights),
                "product": written(passed.x[at] * weights),
                "sum": written(numbers["sums"][:shown]),
                "b": written(passed.hidden_bias[:shown]),
                "z": written(passed.z[:shown]),
                "a": written(activations),
                "v": written(out),
                "part": written(activations * out),
            },
        ),
        Cells(
            "digit",
            {
                "v": written(passed.kernel[unit]),
                "part": written(passed.a[unit] * passed.kernel[unit]),
                "total": written(numbers["totals"]),
                "c": written(passed.bias),
                "score": written(passed.scores),
                "p": written(passed.p, 4),
            },
            over=DIGITS_OVER,
        ),
    )


def table(_numbers: Numbers, words: Words) -> Table:
    """Return the steps, each with the shape of what it leaves and what it does."""
    rows = [
        [
            words["rows"][name]["shape"],
            words["options"]["step"][name],
            words["rows"][name]["where"],
            words["rows"][name]["what"],
        ]
        for name in STEPS
    ]
    return [list(words["columns"].values()), *rows]


FIGURE = Figure(
    controls=(
        Steps("step", 0, 0, len(STEPS) - 1, 1, names=STEPS),
        SOURCE,
        Number("index", 0, 0, TEST_IMAGES - 1, 1, another=True),
        NETWORK,
        Range("row", 8, 0, SIDE - 1, 1, shown=False),
        Range("column", 14, 0, SIDE - 1, 1, shown=False),
        Range("down", 4, 0, ROWS - 1, 1, shown=False),
        Range("across", 3, 0, COLUMNS - 1, 1, shown=False),
        Range("digit", 7, 0, 9, 1, shown=False),
    ),
    panels=(Panel("pixels", WIDTH, HEIGHT), Panel("layers", WIDTH, HEIGHT)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    cells=cells,
    table=table,
    chosen="step",
    terms={
        "x": "input", "column": "input", "w": "weight", "b": "bias", "z": "sum", "a": "activation",
        "across": "activation", "v": "next-weight", "c": "next-bias", "score": "logit", "p": "prediction",
        "digit": "prediction",
    },
    leads=("source", "index"),
    needs=("test", "network", "drawing"),
)  # fmt: skip
