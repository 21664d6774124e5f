"""The batch as noise: a line fitted to 200 points, its slope known from 1, 8, 32 or all of them at a step."""

from functools import lru_cache

import numpy as np

from figures.figure import Choice, Figure, Numbers, Panel, Play, Press, Range, State, Words
from figures.scales import linear, logarithmic
from figures.surfaces import draw_losses, plot_clip, shade, spread
from figures.svg import axes, element, label, line
from nnweb.ops import declined
from nnweb.ops.arrays import Array
from nnweb.optimizers import SGD

__all__ = ["BATCHES", "FIGURE", "POINTS"]

BATCHES = (1, 8, 32, 200)
COUNT, STEPS = 200, 100
SLOPE, HEIGHT, SPREAD = 0.8, 0.5, 0.8  # of the points round their line
START = (-1.2, 2.0)

W_X = linear(-1.6, 1.6, 48, 404)
B_Y = linear(-0.8, 2.4, 388, 32)  # as wide as W_X, so that a circle looks round
STEP_X = linear(0, STEPS, 62, 300)
EXCESS_Y = logarithmic(1e-4, 10, 388, 32)
GRID = 33
COLOUR = {
    1: "var(--nn-negative)",
    8: "var(--nn-activation)",
    32: "var(--nn-digit-4)",
    200: "var(--nn-ink)",
}


def _points() -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.uniform(-1.7, 1.7, COUNT)
    return x, SLOPE * x + HEIGHT + SPREAD * rng.normal(size=COUNT)


POINTS = _points()


def loss(w: Array, b: Array) -> Array:
    """Return half the mean squared error of the line w x + b over all points, for arrays of w and b."""
    x, y = POINTS
    off = w * w * np.mean(x * x) + 2 * w * b * x.mean() + b * b
    return np.asarray(off - 2 * w * np.mean(x * y) - 2 * b * y.mean() + np.mean(y * y)) / 2


BEST: tuple[float, float] = tuple(np.polyfit(*POINTS, 1).tolist())
"""The line of least squares: its w and b."""
LOWEST = float(loss(*map(np.asarray, BEST)))


@lru_cache(maxsize=8)
def _moments(seed: int) -> Array:
    """The means over each batch of x, x², y and xy, which are all that its gradient needs.

    Returns:
        [4 means, steps, batch sizes]. The points come in a shuffled order, over and over.
    """
    x, y = POINTS
    each = np.stack([x, x * x, y, x * y])
    means = np.empty((4, STEPS, len(BATCHES)))
    for i, size in enumerate(BATCHES):
        rng = np.random.default_rng([seed, size])
        rounds = -(-STEPS * size // COUNT)
        order = np.concatenate([rng.permutation(COUNT) for _ in range(rounds)])[: STEPS * size]
        means[:, :, i] = each[:, order].reshape(4, STEPS, size).mean(axis=2)
    return means


@lru_cache(maxsize=8)
def _ways(rate: float, seed: int) -> Array:
    """Where w and b are after each step, [steps + 1, 2, batch sizes]; one SGD moves all at once."""
    means = _moments(seed)
    parameters = np.repeat(np.array(START), len(BATCHES))
    w, b = parameters.reshape(2, -1)
    gradients = np.empty_like(parameters)
    of_w, of_b = gradients.reshape(2, -1)
    ways = np.empty((STEPS + 1, 2, len(BATCHES)))
    ways[0] = parameters.reshape(2, -1)
    optimizer = SGD(rate)
    with declined():  # the fast operations would decline each step, for they are float32's
        for k in range(STEPS):
            x, xx, y, xy = means[:, k]
            of_w[:] = w * xx + b * x - xy
            of_b[:] = w * x + b - y
            optimizer.update(parameters, gradients)
            ways[k + 1] = parameters.reshape(2, -1)
    return ways


def numbers(state: State) -> Numbers:
    """Return the ways and losses of all four batch sizes, and which is shown on the map."""
    chosen = COUNT if state["batch"] == "all" else int(state["batch"])
    ways = _ways(state["rate"], state["seed"])
    return {
        **state,
        "step": round(state["step"]),
        "chosen": chosen,
        "way": ways[:, :, BATCHES.index(chosen)],
        # How much higher it is than the lowest possible.
        "excess": dict(zip(BATCHES, (loss(ways[:, 0], ways[:, 1]) - LOWEST).T, strict=True)),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the step, what it cost so far, and the losses."""
    step, chosen = numbers["step"], numbers["chosen"]
    w, b = numbers["way"][step].tolist()
    return {
        "step": str(step),
        "rate": f"{numbers['rate']:.3g}",
        "size": str(chosen),
        "seen": f"{step * chosen:,}",
        "w": f"{w:.2f}".replace("-", "\N{MINUS SIGN}"),
        "b": f"{b:.2f}".replace("-", "\N{MINUS SIGN}"),
        "loss": f"{LOWEST + float(numbers['excess'][chosen][step]):.3f}",
        "lowest": f"{LOWEST:.3f}",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"map": _map(numbers, words), "loss": _loss(numbers, words)}


def _map(numbers: Numbers, words: Words) -> str:
    way = numbers["way"][: numbers["step"] + 1]
    colour = COLOUR[numbers["chosen"]]
    xs, ys = W_X(way[:, 0]), B_Y(way[:, 1])
    stood = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in zip(xs.tolist(), ys.tolist(), strict=True))
    w, b = BEST
    box = {"x": W_X.start, "y": B_Y.end, "width": W_X.end - W_X.start, "height": B_Y.start - B_Y.end}
    return "".join(
        (
            element("clipPath", element("rect", **box), id="figure-batch_noise-map"),
            _relief(),
            axes(W_X, B_Y, words["axis_w"], words["axis_b"], count=4, grid=False),
            element(
                "g",
                line(xs, ys, colour, 1.5),
                element("path", d=stood, stroke=colour, stroke_width=5, stroke_linecap="round", fill="none"),
                clip_path="url(#figure-batch_noise-map)",
            ),
            element("circle", cx=W_X(START[0]), cy=B_Y(START[1]), r=6, fill="var(--nn-ink)"),
            label(words["start"], W_X(START[0]) + 12, B_Y(START[1]) - 8, font_size=14),
            element(
                "path",
                d=f"M{W_X(w) - 7:.1f} {B_Y(b):.1f}h14m-7 -7v14",
                stroke="var(--nn-ink)",
                stroke_width=2,
            ),
            element("rect", **box, fill="none", stroke="var(--nn-rule-strong)"),
            label(words["best"], W_X(w) + 14, B_Y(b) + 24, font_size=14),
        )
    )


@lru_cache(maxsize=1)
def _relief() -> str:
    cell = (W_X.high - W_X.low) / (GRID - 1)
    w = np.linspace(W_X.low - cell, W_X.high + cell, GRID + 2)
    b = np.linspace(B_Y.low - cell, B_Y.high + cell, GRID + 2)
    losses = loss(*np.meshgrid(w, b))
    levels = [LOWEST + (float(losses[1:-1, 1:-1].max()) - LOWEST) * (i / 8) ** 2 for i in range(7, 0, -1)]
    return shade(losses, levels, W_X, B_Y, cell, "figure-batch_noise-map")


def _loss(numbers: Numbers, words: Words) -> str:
    step, chosen = numbers["step"], numbers["chosen"]
    marks = [
        plot_clip("batch_noise", STEP_X, EXCESS_Y),
        axes(STEP_X, EXCESS_Y, words["axis_step"], words["axis_loss"]),
    ]
    # The chosen one is drawn last, over the others.
    for size in sorted(BATCHES, key=lambda each: each == chosen):
        marks.append(
            draw_losses("batch_noise", numbers["excess"][size], step, COLOUR[size], STEP_X, EXCESS_Y)
        )
    # Their names stand beside the plot, in the order of the losses.
    now = {
        size: EXCESS_Y(float(np.clip(each[step], EXCESS_Y.low, EXCESS_Y.high)))
        for size, each in numbers["excess"].items()
    }
    order = sorted(BATCHES, key=lambda size: now[size])
    for size, y in zip(order, spread([now[size] for size in order], EXCESS_Y), strict=True):
        name = words["options"]["batch"]["all" if size == COUNT else str(size)]
        marks += [
            line(np.array([STEP_X(step) + 8, 315]), np.array([now[size], y]), "var(--nn-rule-strong)", 1),
            element("circle", cx=322, cy=y, r=5, fill=COLOUR[size]),
            label(name, 332, y + 5, font_size=14, font_weight=700 if size == chosen else 400),
        ]
    return "".join(marks)


FIGURE = Figure(
    controls=(
        Choice("batch", "1", ("1", "8", "32", "all")),
        Play("step", 80, 0, STEPS, 1, seconds=10),
        Range("rate", 0.15, 0.01, 1.0, 0.01, log=True),
        Press("seed", 1),
    ),
    panels=(Panel("map", 420, 432), Panel("loss", 420, 432)),
    numbers=numbers,
    values=values,
    draw=draw,
    leads=("batch", "step"),
)
