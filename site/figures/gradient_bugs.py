"""One wrong line in a network's training: its gradients against numerical ones, and what it trains."""

from functools import cache

import numpy as np

from figures.figure import Choice, Figure, Numbers, Panel, State, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, text
from nnweb.activations import relu, relu_backward, softmax
from nnweb.losses import CLIP
from nnweb.ops.arrays import Array

__all__ = ["FIGURE"]

BUGS = ("none", "bias", "sign", "slope", "sum", "shuffle", "uphill")
GROUPS = ("w1", "b1", "w2", "b2")
SHAPES = ((2, 6), (6,), (6, 3), (3,))
EXAMPLES, CLASSES, BATCH, EPOCHS, RATE = 90, 3, 10, 8, 0.5
STEP = 1e-5  # by which a parameter is moved: float64 is right to about ten digits then
AGREES = 1e-6  # of the larger of the two

LINES = {
    "none": "\N{EM DASH}",
    "bias": "db = 0",
    "sign": "δ = y \N{MINUS SIGN} ŷ",
    "slope": "δ = ∂L/∂a",
    "sum": "δ = ŷ \N{MINUS SIGN} y",
    "shuffle": "order = 0, 1, 2, …",
    "uphill": "θ = θ + η g",
}

REACH = 0.8
NUMERICAL = linear(-REACH, REACH, 56, 404)
ANALYTIC = linear(-REACH, REACH, 336, 36)
STEPS = linear(0, EPOCHS * EXAMPLES // BATCH, 52, 404)
LOSS = linear(0, 2, 336, 36)

Parameters = list[Array]


def start() -> Parameters:
    """Return the starting weights and biases; the biases are not 0, so that their gradients can be seen."""
    rng = np.random.default_rng(3)
    return [rng.normal(0, 0.7 if len(shape) == 2 else 0.2, shape) for shape in SHAPES]


@cache
def data() -> tuple[Array, Array]:
    """Return points [90, 2] on three arms and their classes as rows with one 1, sorted by class."""
    rng = np.random.default_rng(1)
    classes = np.repeat(np.arange(CLASSES), EXAMPLES // CLASSES)
    radius = np.tile(np.linspace(0.4, 2, EXAMPLES // CLASSES), CLASSES)
    angle = 2 * np.pi / CLASSES * classes + 0.9 * radius + rng.normal(0, 0.7, EXAMPLES)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), np.eye(CLASSES)[classes]


def loss_of(parameters: Parameters, x: Array, y: Array) -> float:
    """Return the mean cross-entropy of a network 2-6-3, ReLU and softmax."""
    w1, b1, w2, b2 = parameters
    p = softmax(relu(x @ w1 + b1) @ w2 + b2)
    return float(-np.log(np.maximum((p * y).sum(axis=1), CLIP)).mean())


def gradients_of(parameters: Parameters, x: Array, y: Array, bug: str = "none") -> Parameters:
    """Return the gradients by backpropagation, with one of the lines wrong."""
    w1, b1, w2, b2 = parameters
    h = relu(x @ w1 + b1)
    p = softmax(h @ w2 + b2)
    dz2 = y - p if bug == "sign" else p - y
    if bug != "sum":
        dz2 = dz2 / len(x)
    dh = dz2 @ w2.T
    dz1 = dh if bug == "slope" else relu_backward(h, dh)
    kept = 0.0 if bug == "bias" else 1.0
    return [x.T @ dz1, kept * dz1.sum(axis=0), h.T @ dz2, kept * dz2.sum(axis=0)]


@cache
def numerical() -> Array:
    """Return every gradient at the start, in one row, by moving its parameter a little up and down."""
    parameters, (x, y) = start(), data()
    slopes = []
    for each in parameters:
        for index in np.ndindex(each.shape):
            kept = each[index]
            each[index] = kept + STEP
            above = loss_of(parameters, x, y)
            each[index] = kept - STEP
            below = loss_of(parameters, x, y)
            each[index] = kept
            slopes.append((above - below) / (2 * STEP))
    return np.array(slopes)


@cache
def analytic(bug: str) -> Array:
    """Return the same by backpropagation."""
    return np.concatenate([each.ravel() for each in gradients_of(start(), *data(), bug)])


@cache
def train(bug: str) -> Array:
    """Return the loss of all examples at the start and after every third step."""
    parameters, (x, y) = start(), data()
    rng = np.random.default_rng(0)
    rate = -RATE if bug == "uphill" else RATE
    losses = [loss_of(parameters, x, y)]
    for _ in range(EPOCHS):
        order = np.arange(EXAMPLES) if bug == "shuffle" else rng.permutation(EXAMPLES)
        for batch in range(0, EXAMPLES, BATCH):
            chosen = order[batch : batch + BATCH]
            for each, gradient in zip(
                parameters, gradients_of(parameters, x[chosen], y[chosen], bug), strict=True
            ):
                each -= rate * gradient
            if batch % (3 * BATCH) == 2 * BATCH:
                losses.append(loss_of(parameters, x, y))
    return np.array(losses)


def numbers(state: State) -> Numbers:
    """Return both gradients of every parameter, which agree, and the losses with the bug and without."""
    bug = state["bug"]
    claimed, measured = analytic(bug), numerical()
    larger = np.maximum(np.maximum(np.abs(claimed), np.abs(measured)), 1e-12)
    agrees = np.abs(claimed - measured) <= AGREES * larger
    ends = np.cumsum([int(np.prod(shape)) for shape in SHAPES])
    return {
        "bug": bug,
        "claimed": claimed,
        "measured": measured,
        "agrees": agrees,
        "groups": dict(zip(GROUPS, np.split(agrees, ends[:-1]), strict=True)),
        "losses": train(bug),
        "right": train("none"),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return how many gradients agree, in each group and in all, the wrong line, and the losses."""
    agrees = numbers["agrees"]
    return {
        **{name: f"{group.sum()}/{group.size}" for name, group in numbers["groups"].items()},
        "agreeing": str(int(agrees.sum())),
        "all": str(agrees.size),
        "line": LINES[numbers["bug"]],
        "loss": f"{numbers['losses'][-1]:.2f}",
        "right": f"{numbers['right'][-1]:.2f}",
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the check, and the training."""
    return {"check": _check(numbers, words), "training": _training(numbers, words)}


def _check(numbers: Numbers, words: Words) -> str:
    """Each parameter is a point: its numerical gradient across, the one by backpropagation up."""
    x, y, agrees = NUMERICAL, ANALYTIC, numbers["agrees"]
    across = x(numbers["measured"])
    up = y(np.clip(numbers["claimed"], -REACH, REACH))
    marks = [
        axes(x, y, "", "", count=4),
        line(np.array([x.start, x.end]), np.array([y.start, y.end]), "var(--nn-rule-strong)", 1.5),
        text(words["axis_numerical"], x.end, 376, text_anchor="end", font_size=14, data_term="numerical"),
        text(words["axis_analytic"], 10, 22, font_size=14, data_term="analytic"),
    ]
    good = "".join(_circle(a, b) for a, b in zip(across[agrees], up[agrees], strict=True))
    bad = "".join(_cross(a, b) for a, b in zip(across[~agrees], up[~agrees], strict=True))
    wrong = int((~agrees).sum())
    verdict = words["caught" if wrong else "passes"].format(wrong=wrong, all=agrees.size)
    hue = "var(--nn-danger)" if wrong else "var(--nn-good)"
    name = label(verdict, x.start + 10, 56, fill=hue, font_weight=650)
    if np.abs(numbers["claimed"]).max() > REACH:
        name += label(words["beyond"], x.start + 10, 78, font_size=14)
    return "".join((*marks, good, bad, name))


def _circle(x: float, y: float) -> str:
    return element("circle", cx=float(x), cy=float(y), r=5, fill="var(--nn-unit)", opacity=0.75)


def _cross(x: float, y: float) -> str:
    d = f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"
    return element("path", d=d, stroke="var(--nn-danger)", stroke_width=2.5, fill="none")


def _training(numbers: Numbers, words: Words) -> str:
    """The loss of the network that is trained so, over the one that is trained rightly."""
    right, losses = numbers["right"], numbers["losses"]
    steps = STEPS(np.linspace(0, STEPS.high, len(losses)))
    marks = [axes(STEPS, LOSS, words["axis_steps"], words["axis_loss"])]
    if numbers["bug"] != "none":
        marks.append(line(steps, LOSS(LOSS.inside(losses)), "var(--nn-danger)", 2.5))
    marks.append(line(steps, LOSS(right), "var(--nn-unit)", 2.5, stroke_dasharray="7 4"))
    marks.append(label(words["right"], 396, LOSS(right[-1]) + 24, text_anchor="end", fill="var(--nn-unit)"))
    if numbers["bug"] != "none":
        at = min(LOSS(losses[-1]), LOSS(right[-1])) - 16 if losses[-1] < LOSS.high else LOSS.end + 20
        said = words["wrong"].format(loss=f"{losses[-1]:.2f}")
        marks.append(label(said, 396, at, text_anchor="end", fill="var(--nn-danger)", font_weight=650))
    return "".join(marks)


FIGURE = Figure(
    controls=(Choice("bug", "none", BUGS),),
    panels=(Panel("check", 420, 384), Panel("training", 420, 384)),
    numbers=numbers,
    values=values,
    draw=draw,
    leads=("bug",),
)
