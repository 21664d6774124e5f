"""A network of two inputs, two hidden units and one output, small enough to write down every derivative."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from nnweb import activations

__all__ = [
    "PARAMETERS",
    "PATHS",
    "QUANTITIES",
    "STEPS",
    "SYMBOLS",
    "forward",
    "forward_of",
    "gradients",
    "nudged_gradients",
    "slopes",
    "term_of",
    "train",
]

PARAMETERS = ("w11", "w21", "b1", "w12", "w22", "b2", "v1", "v2", "b3")
"""Unit 1's, unit 2's, and unit 3's, the output: `w12` leads from input 1 to unit 2, as in a kernel."""
FORWARD = ("z1", "h1", "z2", "h2", "z3", "y_pred", "L")
BACKWARD = (
    "dy_pred", "dz3", "dv1", "dv2", "db3",
    "dh1", "dz1", "dw11", "dw21", "db1", "dh2", "dz2", "dw12", "dw22", "db2",
    "dx1", "dx2",
)  # fmt: skip
"""What is computed, in order; `dh1` is the derivative of the loss with respect to `h1`."""
STEPS = ("begin", *FORWARD, *BACKWARD)
QUANTITIES = {name: i for i, name in enumerate(STEPS)}
"""At which step each is known."""
SYMBOLS = {
    "w11": "w_{11}", "w12": "w_{12}", "w21": "w_{21}", "w22": "w_{22}",
    **{f"{key}{i}": f"{key}_{i}" for key in "xzhvb" for i in "12"}, "z3": "z_3", "b3": "b_3",
    "y_pred": "ŷ", "y_true": "y", "L": "L",
}  # fmt: skip


def term_of(slope: str) -> str:
    """Return the name under which formulas and drawing light up a derivative: "L/w11" is loss-by-w11."""
    return "-by-".join(_IN_WORDS.get(part, part) for part in slope.split("/"))


_IN_WORDS = {"L": "loss", "y_pred": "prediction"}

# As nudges go in float64: small against the curve, large against rounding.
NUDGE = 1e-5
# A loss beyond this has left every chart: the run ends before it.
FLOWN = 1e6

Values = dict[str, Any]


def forward(
    given: Mapping[str, Any], activation: str, loss: str, nudges: Mapping[str, Any] | None = None
) -> Values:
    """Return every value on the way from the inputs to the loss, plain numbers or arrays of them alike.

    Args:
        given: the inputs `x1` and `x2`, the target `y_true`, and the parameters.
        activation: of the hidden units.
        loss: "squared" of a linear output, "sigmoid_squared" or "sigmoid_entropy" of a sigmoid one.
        nudges: what is added to the value of that name, once it is computed.
    """
    nudges = nudges or {}
    at = {key: value + nudges.get(key, 0.0) for key, value in given.items()}
    hidden = activations.get(activation)
    for i in "12":
        at[f"z{i}"] = (
            at[f"w1{i}"] * at["x1"] + at[f"w2{i}"] * at["x2"] + at[f"b{i}"] + nudges.get(f"z{i}", 0.0)
        )
        at[f"h{i}"] = hidden(at[f"z{i}"]) + nudges.get(f"h{i}", 0.0)
    at["z3"] = at["v1"] * at["h1"] + at["v2"] * at["h2"] + at["b3"] + nudges.get("z3", 0.0)
    squashed = loss != "squared"
    at["y_pred"] = (sigmoid(at["z3"]) if squashed else at["z3"]) + nudges.get("y_pred", 0.0)
    at["L"] = (at["y_pred"] - at["y_true"]) ** 2
    if loss == "sigmoid_entropy":
        # 1 - y_pred, from the other end of the curve: near 1 the difference would have no digits left.
        at["rest"] = sigmoid(-at["z3"]) - nudges.get("y_pred", 0.0)
        at["L"] = -at["y_true"] * np.log(at["y_pred"]) - (1 - at["y_true"]) * np.log(at["rest"])
    return at


def sigmoid(z: Any) -> Any:
    """Return the logistic function, with all its digits near 0: a logarithm is taken of it."""
    return np.exp(-np.logaddexp(0.0, -z))


def slopes(at: Mapping[str, float], activation: str, loss: str) -> dict[str, float]:
    """Return the local derivatives: "z3/h1" is how fast z3 changes with h1, all else as it is.

    Args:
        at: what `forward` returned.
        activation: see `forward`.
        loss: see `forward`.
    """
    y_pred, y_true = at["y_pred"], at["y_true"]
    slope_of = activations.get(activation).backward
    if loss == "sigmoid_entropy":
        of = {"L/y_pred": (1 - y_true) / at["rest"] - y_true / y_pred, "y_pred/z3": y_pred * at["rest"]}
    else:
        own = y_pred * (1 - y_pred) if loss == "sigmoid_squared" else 1.0
        of = {"L/y_pred": 2 * (y_pred - y_true), "y_pred/z3": own}
    of["z3/b3"] = 1.0
    for i in "12":
        of |= {f"z3/v{i}": at[f"h{i}"], f"z3/h{i}": at[f"v{i}"], f"z{i}/b{i}": 1.0}
        of[f"h{i}/z{i}"] = float(slope_of(np.float64(at[f"h{i}"]), 1.0))
        for j in "12":
            of |= {f"z{i}/w{j}{i}": at[f"x{j}"], f"z{i}/x{j}": at[f"w{j}{i}"]}
    return of


def gradients(of: Mapping[str, float]) -> dict[str, float]:
    """Return the derivative of the loss with respect to every value, from the loss back to the inputs.

    Args:
        of: the local derivatives, as `slopes` returns them.
    """
    d = {"y_pred": of["L/y_pred"]}
    d["z3"] = d["y_pred"] * of["y_pred/z3"]
    d["b3"] = d["z3"] * of["z3/b3"]
    for i in "12":
        d[f"v{i}"] = d["z3"] * of[f"z3/v{i}"]
        d[f"h{i}"] = d["z3"] * of[f"z3/h{i}"]
        d[f"z{i}"] = d[f"h{i}"] * of[f"h{i}/z{i}"]
        for into in (f"w1{i}", f"w2{i}", f"b{i}"):
            d[into] = d[f"z{i}"] * of[f"z{i}/{into}"]
    # An input reaches the loss through both units: what comes back along the two paths is added.
    for x in ("x1", "x2"):
        d[x] = d["z1"] * of[f"z1/{x}"] + d["z2"] * of[f"z2/{x}"]
    return d


def _paths() -> dict[str, tuple[tuple[str, ...], ...]]:
    to: dict[str, tuple[str, ...]] = {"y_pred": ("L/y_pred",), "z3": ("L/y_pred", "y_pred/z3")}
    for i in "12":
        to[f"h{i}"] = (*to["z3"], f"z3/h{i}")
        to[f"z{i}"] = (*to[f"h{i}"], f"h{i}/z{i}")
        to[f"v{i}"] = (*to["z3"], f"z3/v{i}")
        for into in (f"w1{i}", f"w2{i}", f"b{i}"):
            to[into] = (*to[f"z{i}"], f"z{i}/{into}")
    to["b3"] = (*to["z3"], "z3/b3")
    both = {x: tuple((*to[f"z{i}"], f"z{i}/{x}") for i in "12") for x in ("x1", "x2")}
    return {name: (path,) for name, path in to.items()} | both


PATHS = _paths()
"""The local derivatives from the loss back to each value: one path, of an input two."""


def nudged_gradients(at: Mapping[str, float], activation: str, loss: str) -> dict[str, float]:
    """Return the same derivatives without the chain rule: (L(a + ε) - L(a - ε)) / 2ε for each value a.

    Args:
        at: what `forward` returned.
        activation: see `forward`.
        loss: see `forward`.
    """
    keys = (*PARAMETERS, "x1", "x2", "z1", "h1", "z2", "h2", "z3", "y_pred")
    sizes = np.full(len(keys), NUDGE)
    if loss == "sigmoid_entropy":
        sizes[-1] *= min(at["y_pred"], at["rest"])  # it stays between 0 and 1
    nudges = {key: np.zeros((2, len(keys))) for key in keys}
    for i, key in enumerate(keys):
        nudges[key][:, i] = sizes[i], -sizes[i]
    given = {key: at[key] for key in ("x1", "x2", "y_true", *PARAMETERS)}
    up, down = forward(given, activation, loss, nudges)["L"]
    return dict(zip(keys, ((up - down) / (2 * sizes)).tolist(), strict=True))


def forward_of(
    parameters: tuple[float, ...], given: tuple[float, ...], activation: str, loss: str
) -> dict[str, float]:
    """Return every value as a plain number, of parameters and inputs in their order."""
    named = dict(zip(("x1", "x2", "y_true", *PARAMETERS), (*given, *parameters), strict=True))
    return {key: float(value) for key, value in forward(named, activation, loss).items()}


def train(
    parameters: tuple[float, ...],
    given: tuple[float, ...],
    activation: str,
    loss: str,
    rate: float,
    updates: int,
) -> tuple[tuple[float, ...], list[float]]:
    """Return the parameters after so many steps of gradient descent on one example, and each loss.

    The run ends before a step with which the loss flies off.
    """
    now, losses = _run(parameters, given, activation, loss, rate)
    while len(losses) <= updates:
        at = forward_of(now[-1], given, activation, loss)
        d = gradients(slopes(at, activation, loss))
        after = tuple(at[key] - rate * d[key] for key in PARAMETERS)
        reached = forward_of(after, given, activation, loss)["L"]
        if not reached < FLOWN:
            break
        now.append(after)
        losses.append(reached)
    last = min(updates, len(losses) - 1)
    return now[last], losses[: last + 1]


# A press adds one step to a run that is there already.
@lru_cache(maxsize=4)
def _run(
    parameters: tuple[float, ...],
    given: tuple[float, ...],
    activation: str,
    loss: str,
    rate: float,  # noqa: ARG001
) -> tuple[list[tuple[float, ...]], list[float]]:
    return [parameters], [forward_of(parameters, given, activation, loss)["L"]]
