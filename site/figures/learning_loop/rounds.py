"""What the unit is given, and what it computes round by round: guess, loss, blame, step."""

import numpy as np

from figures.figure import Numbers, State
from nnweb import activations

__all__ = [
    "BLAME",
    "GUESS",
    "LOSS",
    "NAMES",
    "POINTS",
    "ROUNDS",
    "START",
    "STEP",
    "STEPS",
    "TARGETS",
    "numbers",
    "sigmoid",
]

STEPS = ("guess", "loss", "blame", "step")
GUESS, LOSS, BLAME, STEP = range(len(STEPS))
ROUNDS = 40

NAMES = "ABCDEF"
TARGETS = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
POINTS = {
    "apart": ((0.5, 1.3), (1.6, 0.5), (1.1, -0.7), (-1.4, -0.5), (-0.4, -1.4), (-0.8, 0.9)),
    "mixed": ((0.5, 1.3), (1.6, 0.5), (1.1, -0.7), (1.0, 0.5), (-0.4, -1.4), (-0.8, 0.9)),
    "crossed": ((1.1, 1.2), (1.5, 0.5), (-1.2, -1.1), (-1.1, 1.2), (-0.5, 0.7), (1.2, -1.1)),
}
START = np.array([-1.0, 0.8, 0.6])  # w1, w2, b: on the wrong side of four points

sigmoid = activations.get("sigmoid")


def numbers(state: State) -> Numbers:
    """Return what the unit has and computes in this round, after all the rounds before it."""
    points = np.array(POINTS[state["points"]])
    inputs = np.column_stack(
        [points, np.ones(len(points))]
    )  # the bias is the weight of an input that is always 1
    weights, losses = START, []
    for _ in range(round(state["round"])):
        before = weights
        sums = inputs @ before
        # -ln of the probability that the truth was given; this form of it has no logarithm of 0.
        each = np.logaddexp(0, np.where(TARGETS == 1, -sums, sums))
        losses.append(float(each.mean()))
        guesses = sigmoid(sums)
        gradient = inputs.T @ (guesses - TARGETS) / len(points)
        weights = before - state["rate"] * gradient
    return {
        "step": round(state["step"]),
        "round": round(state["round"]),
        "rate": state["rate"],
        "points": points,
        "guesses": guesses,
        "each": each,
        "losses": losses,
        "gradient": gradient,
        "before": before,
        "after": weights,
        "after_guesses": sigmoid(inputs @ weights),
    }
