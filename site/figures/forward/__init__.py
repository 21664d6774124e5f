"""A digit on its way through the classifier, step by step: from 784 grey values to ten probabilities."""

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
from figures.forward.layers import draw_digits, draw_units
from figures.forward.layout import COLUMNS, DIGIT_X, DIGITS_OVER, ROWS, STEPS, UNIT_X, UNIT_Y
from figures.forward.pixels import draw_pixels
from figures.images import HEIGHT, PIXEL_X, PIXEL_Y, SIDE, WIDTH
from figures.svg import signed
from nnweb.datasets import FILES

__all__ = ["FIGURE"]

TEST_IMAGES = FILES["test"][0][2][0]


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
    return {
        "pixels": draw_pixels(numbers, words),
        "layers": draw_units(numbers, words) + draw_digits(numbers, words),
    }


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
