"""Backpropagation in matrices, through the digits network: shapes, gradients as images, and the check."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import numpy as np

from figures.backward.rule import scientific
from figures.figure import NETWORK, Choice, Figure, Given, Number, Numbers, Panel, State, Words
from figures.svg import diverging, element, term, text
from nnweb import Sequential, activations
from nnweb.layers import Dense
from nnweb.ops.arrays import Array

__all__ = ["FIGURE", "backward", "losses_nudged", "read"]

SIDE, BATCH = 28, 32
SHOWN = 5  # units whose gradient is drawn
NUDGES = 8  # of each array's elements, as many as there are if there are fewer
NUDGE = 1e-5
LEVELS = 5  # of colour, on either side of zero
WIDTH = 424.0

Arrays = dict[str, Array]


def read(network: Sequential, images: Array, labels: Array) -> tuple[Arrays, Any]:
    """Return every array of the way forward in float64, for a check needs the digits, and the activation.

    Of pixels without ink nothing comes forward, and to their weights nothing goes back: `x` holds the columns
    and `W1` the rows of the pixels `ink` alone, which is much quicker.

    Args:
        network: Flatten, a hidden Dense of n units, Dense 10 with softmax.
        images: uint8 [m, 28, 28].
        labels: [m].
    """
    hidden, last = (layer for layer in network.layers if isinstance(layer, Dense))
    x = images.reshape(len(images), -1)
    ink = np.flatnonzero(x.any(axis=0))
    at = {"W1": hidden.kernel[ink], "b1": hidden.bias, "W2": last.kernel, "b2": last.bias}
    at = {name: np.asarray(array, float) for name, array in at.items()}
    function = activations.get(hidden.activation)
    at["ink"], at["x"] = ink, x[:, ink] / 255.0
    at["y_true"] = np.eye(10)[labels]
    at["z1"] = at["x"] @ at["W1"] + at["b1"]
    at["h"] = function(at["z1"])
    at["z2"] = at["h"] @ at["W2"] + at["b2"]
    at["y_pred"] = activations.softmax(at["z2"])
    return at, function


def backward(at: Arrays, function: Any) -> Arrays:
    """Return the gradient of the mean loss for every array but the inputs, each in its array's shape."""
    d = {"z2": (at["y_pred"] - at["y_true"]) / len(at["x"])}  # softmax and cross-entropy in one
    d["W2"], d["b2"] = at["h"].T @ d["z2"], d["z2"].sum(axis=0)
    d["h"] = d["z2"] @ at["W2"].T
    d["z1"] = function.backward(at["h"], d["h"])
    d["W1"], d["b1"] = at["x"].T @ d["z1"], d["z1"].sum(axis=0)
    return d


def losses_nudged(at: Arrays, function: Any, name: str, index: tuple[Array, ...]) -> Array:
    """Return (L(a + ε) - L(a - ε)) / 2ε for the elements `index` of an array, without the chain rule, [k].

    What a nudge does not reach is not computed again: a hidden unit's weight changes that unit's sum alone.
    """
    into = index[-1]
    by = NUDGE * np.array([1.0, -1.0])[:, None, None]
    if name.endswith("2"):
        carried = at["h"][:, index[0]].T if name == "W2" else np.ones((len(into), len(at["x"])))
        z2 = np.repeat(at["z2"][None, None], 2, axis=0).repeat(len(into), axis=1)
        z2[:, np.arange(len(into)), :, into] += np.swapaxes(by * carried, 0, 1)
    else:
        carried = at["x"][:, index[0]].T if name == "W1" else np.ones((len(into), len(at["x"])))
        h = function(at["z1"][:, into].T + by * carried)
        z2 = at["z2"] + (h - at["h"][:, into].T)[..., None] * at["W2"][into][:, None]
    top = z2.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(z2 - top).sum(axis=-1)) + top[..., 0]
    up, down = (log_sum - (z2 * at["y_true"]).sum(axis=-1)).mean(axis=-1)
    slopes: Array = (up - down) / (2 * NUDGE)
    return slopes


def numbers(state: State, given: Given) -> Numbers:
    """Return the arrays' shapes, the largest gradients of hidden units, and the check of each array."""
    images, labels = given.split("test")
    count = 1 if state["count"] == "one" else BATCH
    chosen = (int(state["index"]) + np.arange(count)) % len(images)
    at, function = read(given.network(state["network"]), images[chosen], labels[chosen])
    d = backward(at, function)
    strength = np.abs(d["W1"]).max(axis=0)
    units = np.argsort(-strength, kind="stable")[:SHOWN]
    pictures = np.zeros((len(units), SIDE * SIDE))
    pictures[:, at["ink"]] = d["W1"][:, units].T
    checks = {}
    for name in ("W2", "b2", "W1", "b1"):
        index = _largest(d[name], units if name == "W1" else None)
        off = float(np.abs(d[name][index] - losses_nudged(at, function, name, index)).max())
        checks[name] = len(index[0]), off
    return {
        "count": count,
        "index": int(state["index"]),
        "image": images[chosen[0]],
        "label": int(labels[chosen[0]]),
        "loss": float(-np.log((at["y_pred"] * at["y_true"]).sum(axis=1)).mean()),
        "right": float((at["y_pred"] * at["y_true"]).sum(axis=1)[0]),
        "shapes": {f"d{key}": d[key].shape for key in d} | {"dW1": (SIDE * SIDE, at["h"].shape[1])},
        "units": units,
        "blame": d["b1"][units],
        "images": pictures,
        "checks": checks,
    }


def _largest(gradient: Array, columns: Array | None = None) -> tuple[Array, ...]:
    """The elements worth a check, of these columns: most gradients of a digit are 0, as most pixels are."""
    sought = gradient if columns is None else gradient[:, columns]
    count = min(NUDGES, sought.size)
    flat = np.argpartition(-np.abs(sought).ravel(), count - 1)[:count]
    found = np.unravel_index(flat, sought.shape)
    return found if columns is None else (found[0], columns[found[1]])


def values(numbers: Numbers) -> dict[str, str]:
    """Return what sentences hold."""
    return {
        "index": str(numbers["index"]),
        "label": str(numbers["label"]),
        "loss": f"{numbers['loss']:.4f}",
        "right": f"{numbers['right']:.4f}",
        "count": str(numbers["count"]),
        "unit": str(numbers["units"][0]),
        "worst": scientific(max(off for _, off in numbers["checks"].values())),
        "hidden": str(numbers["shapes"]["dh"][1]),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of the equations with their shapes, and of the gradients as images."""
    return {"layers": _layers(numbers, words), "images": _images(numbers, words)}


# One equation a row, from the loss back

_ROWS = (
    ("dz2", "delta2", "δ_2 = ŷ − y"),
    ("dW2", "gradient-w2", "∂L/∂W_2 = hᵀ · δ_2"),
    ("db2", "gradient-b2", "∂L/∂b_2 = δ_2"),
    ("dh", "gradient-h", "∂L/∂h = δ_2 · W_2ᵀ"),
    ("dz1", "delta1", "δ_1 = ∂L/∂h ⊙ f′(z_1)"),
    ("dW1", "gradient-w1", "∂L/∂W_1 = xᵀ · δ_1"),
    ("db1", "gradient-b1", "∂L/∂b_1 = δ_1"),
)
"""What is computed, the term of its formula, and its equation for one image."""
_BATCH = {
    "dz2": "δ_2 = (ŷ − y) / m", "db2": "∂L/∂b_2 = Σ δ_2", "db1": "∂L/∂b_1 = Σ δ_1",
}  # fmt: skip
"""Those that look different for a batch of m."""
_MUTED: dict[str, Any] = {"fill": "var(--nn-ink-muted)", "font_size": 14}


def _layers(numbers: Numbers, words: Words) -> str:
    one = numbers["count"] == 1
    marks = [
        text(words["heads"][head], x, 22, text_anchor=anchor, **_MUTED)
        for head, x, anchor in (("equation", 2, "start"), ("shape", 268, "end"), ("check", 420, "end"))
    ]
    marks.append(element("path", d=f"M2 32H{WIDTH - 4}", stroke="var(--nn-rule-strong)"))
    for i, (name, named, equation) in enumerate(_ROWS):
        y = 60 + 34 * i
        written = equation if one else _BATCH.get(name, equation)
        shape = " × ".join(map(str, numbers["shapes"][name]))
        row = [text(written, 2, y), text(shape, 268, y, text_anchor="end", class_="nn-number")]
        if name[1:] in numbers["checks"]:
            count, off = numbers["checks"][name[1:]]
            told = words["checked"].format(count=count, difference=scientific(off))
            row.append(text(told, 420, y, text_anchor="end", class_="nn-number", font_size=14))
        marks.append(term(named, *row))
    return "".join(marks)


# The digit, and the gradient of the weights that lead to five units

_PICTURE, _ACROSS, _DOWN = 122.0, 150.0, 174.0


def _images(numbers: Numbers, words: Words) -> str:
    reach = float(np.abs(numbers["images"]).max()) or 1.0
    pictures = np.rint(numbers["images"] * (LEVELS / reach)).astype(int).reshape(-1, SIDE, SIDE)
    marks = [
        text(words["image"].format(index=numbers["index"]), 2, 20, font_size=14),
        _picture((numbers["image"] * 9.0 / 255 + 0.99).astype(int), 2, 28, "var(--nn-sequential-{})".format),
        _frame(2, 28),
    ]
    shown = zip(numbers["units"].tolist(), numbers["blame"].tolist(), pictures, strict=True)
    for i, (unit, blame, levels) in enumerate(shown, start=1):
        x, y = 2 + _ACROSS * (i % 3), 28 + _DOWN * (i // 3)
        marks += [
            text(words["unit"].format(unit=unit, sign="+" if blame >= 0 else "−"), x, y - 8, font_size=14),
            _ground(x, y),
            _picture(levels, x, y, _colour),
        ]
    y = 28 + 2 * _DOWN - 22
    marks.append(_scale(y))
    told = words["key"].format(reach=scientific(reach))
    marks.append(text(told, 196, y + 11, font_size=14, class_="nn-number"))
    return "".join(marks)


def _colour(level: int) -> str:
    return diverging(level / LEVELS)


def _picture(levels: Array, x: float, y: float, fill: Callable[[int], str]) -> str:
    """An image of whole levels, [28, 28], one path a level; 0 is left as the ground is.

    Most of it is 0, so that it is quicker to go through what is not than through every row.
    """
    flat = np.pad(levels, ((0, 0), (0, 1))).ravel()  # a zero after each row: no run goes on into the next
    cuts = (np.flatnonzero(np.diff(flat, prepend=0))).tolist()
    paths: dict[int, list[str]] = {}
    for start, end, value in zip(cuts, cuts[1:], flat[cuts].tolist(), strict=False):
        if value:
            row, column = divmod(start, SIDE + 1)
            paths.setdefault(value, []).append(f"M{column} {row}h{end - start}v1h{start - end}z")
    return element(
        "g",
        *[element("path", d="".join(d), fill=fill(each)) for each, d in sorted(paths.items())],
        transform=f"translate({x:.2f} {y:.2f}) scale({_PICTURE / SIDE:.4f})",
        shape_rendering="crispEdges",
    )


@lru_cache(maxsize=16)
def _ground(x: float, y: float) -> str:
    return element("rect", x=x, y=y, width=_PICTURE, height=_PICTURE, fill="var(--nn-zero)") + _frame(x, y)


@cache
def _scale(y: float) -> str:
    return "".join(
        element("rect", x=2 + 20 * i, y=y, width=20.3, height=12, fill=diverging((i - 4) / 4))
        for i in range(9)
    )


def _frame(x: float, y: float) -> str:
    return element(
        "rect", x=x, y=y, width=_PICTURE, height=_PICTURE, fill="none", stroke="var(--nn-rule-strong)"
    )


FIGURE = Figure(
    controls=(
        Number("index", 8, 0, 9999, 1, another=True),
        Choice("count", "one", ("one", "batch")),
        NETWORK,
    ),
    panels=(Panel("layers", WIDTH, 284), Panel("images", WIDTH, 372)),
    numbers=numbers,
    values=values,
    draw=draw,
    needs=("test", "network"),
)
