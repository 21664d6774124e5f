"""Squared error and cross-entropy of one sigmoid output: their heights, and their slopes along the sum z."""

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import Scale, linear
from figures.svg import axes, element, label, line, signed, text
from nnweb.activations import sigmoid, sigmoid_backward
from nnweb.losses import BinaryCrossentropy, MeanSquaredError
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

LOSSES = ("crossentropy", "squared")
COLOURS = {"crossentropy": "var(--nn-activation)", "squared": "var(--nn-weight)"}

SUM_X = linear(-6, 6, 56, 400)
LOSS_Y = linear(0, 6, 260, 36)
# The slope pushes one way only: up to 1 where the target is 0, down to -1 where it is 1.
SLOPE_Y = {0: linear(0, 1.1, 260, 36), 1: linear(-1.1, 0, 260, 36)}
ALONG = np.linspace(-6, 6, 61)
# Where each curve's name stands for the target 0, by sum and height; for 1 it is mirrored.
NAMES = {
    "value": {"crossentropy": (2.5, 3.6, "end"), "squared": (5.9, 1.3, "end")},
    "slope": {"crossentropy": (0.6, 0.8, "end"), "squared": (2.0, 0.28, "start")},
}

squared_error, crossentropy = MeanSquaredError(), BinaryCrossentropy()


def losses(z: Array, target: int) -> dict[str, Array]:
    """Return each loss of an output sigmoid(z), element by element."""
    p = sigmoid(z)
    # log(1 + e^z), without overflow, is -log(1 - p).
    return {"squared": (p - target) ** 2, "crossentropy": np.logaddexp(0, z) - target * z}


def slopes(z: Array, target: int) -> dict[str, Array]:
    """Return each loss's slope along z: the chain rule's product for one, the fused one for the other."""
    p = sigmoid(z)
    # Both losses are means: times their number, the single ones' gradients.
    return {
        "squared": sigmoid_backward(p, squared_error.gradient(np.full_like(p, target), p) * p.size),
        "crossentropy": crossentropy.with_logits(np.full_like(z, target), z)[2] * z.size,
    }


def numbers(state: State) -> Numbers:
    """Return p, both losses and both slopes at z, and the curves around it."""
    target, z = int(state["target"]), np.array([state["z"]], dtype=float)
    here = {"value": losses(z, target), "slope": slopes(z, target)}
    p = float(sigmoid(z)[0])
    return {
        **state,
        "target": target,
        "p": p,
        "sigmoid_slope": p * (1 - p),
        "value": {loss: float(here["value"][loss][0]) for loss in LOSSES},
        "slope": {loss: float(here["slope"][loss][0]) for loss in LOSSES},
        "values": losses(ALONG, target),
        "slopes": slopes(ALONG, target),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    texts = {
        "z": signed(numbers["z"]),
        "target": str(numbers["target"]),
        "p": f"{numbers['p']:.3f}",
        "sigmoid_slope": f"{numbers['sigmoid_slope']:.3f}",
    }
    for loss in LOSSES:
        texts[f"{loss}_value"] = f"{numbers['value'][loss]:.2f}"
        texts[f"{loss}_slope"] = signed(numbers["slope"][loss], 3)
    return texts


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {
        "value": _panel(numbers, "value", LOSS_Y, words),
        "slope": _panel(numbers, "slope", SLOPE_Y[numbers["target"]], words),
    }


def _panel(numbers: Numbers, what: str, y: Scale, words: Words) -> str:
    """Both curves with their names, and the dots at z; on the losses a piece of the tangent through each."""
    x = SUM_X(numbers["z"])
    marks = [
        axes(SUM_X, y, "", words[f"axis_{what}"], count=6, y_term="loss" if what == "value" else "slope"),
        _rows(y.start, words),
        element("path", d=f"M{x:.1f} {y.start}V{y.end}", stroke="var(--nn-ink)", stroke_dasharray="2 4"),
    ]
    for loss in LOSSES:
        colour, height = COLOURS[loss], numbers[what][loss]
        marks.append(line(SUM_X(ALONG), y(numbers[f"{what}s"][loss]), colour, 2.5))
        if what == "value":
            marks.append(_tangent(numbers["z"], height, numbers["slope"][loss]))
        marks.append(element("circle", cx=x, cy=y(height), r=6, fill=colour))
        at, up, anchor = NAMES[what][loss]
        if numbers["target"] == 1:
            at, anchor = -at, "start" if anchor == "end" else "end"
            up = -up if what == "slope" else up
        # Cross-entropy's slope is the mistake itself.
        named = "mistake" if (what, loss) == ("slope", "crossentropy") else None
        marks.append(
            label(
                words[loss], SUM_X(at), y(up) + 5, fill=colour, font_weight=650, text_anchor=anchor,
                data_term=named,
            )
        )  # fmt: skip
    return "".join(marks)


def _tangent(z: float, height: float, slope: float) -> str:
    around = np.array([-0.9, 0.9])
    xs, ys = SUM_X(z + around), LOSS_Y(height + slope * around)
    return line(xs, ys, "var(--nn-ink)", 2)


def _rows(base: float, words: Words) -> str:
    """Under the ticks of z, the probability that each is."""
    muted = {"fill": "var(--nn-ink-muted)", "font_size": 14}
    ticks = SUM_X.ticks(6)
    return "".join(
        (
            text("z", 22, base + 20, text_anchor="end", font_size=14, font_weight=650),
            text(
                "ŷ", 22, base + 42, text_anchor="end", font_size=14, font_weight=650, data_term="prediction"
            ),
            *[
                text(f"{p:.3f}".rstrip("0"), SUM_X(z), base + 42, text_anchor="middle", **muted)
                for z, p in zip(ticks, sigmoid(np.array(ticks)).tolist(), strict=True)
            ],
            text(words["axis_sum"], SUM_X.end, base + 64, text_anchor="end", font_size=14),
        )
    )


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the sum z, which slides along its axis; a press anywhere brings it there."""
    return (Handle("sum", "value", x=("z", SUM_X), at=(0, LOSS_Y.start), anywhere=True),)


FIGURE = Figure(
    controls=(Range("z", 4.0, -5, 5, 0.1, shown=False), Choice("target", "0", ("0", "1"))),
    panels=(Panel("value", 420, 334), Panel("slope", 420, 334)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    terms={"target": "target", "p": "prediction", "sigmoid_slope": "sigmoid-slope"},
)
