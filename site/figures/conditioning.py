"""Learning to expect: Rescorla and Wagner's prediction and its error, trial by trial."""

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Range, State, Switch, Words
from figures.scales import linear
from figures.svg import axes, element, label, line, signed
from nnweb.brain.reward import rescorla_wagner

__all__ = ["FIGURE"]

TRIALS = 40
TRIAL_X = linear(0, TRIALS, 52, 404)
VALUE_Y = linear(0, 2, 236, 36)
ERROR_Y = linear(-2, 2, 236, 36)


def numbers(state: State) -> Numbers:
    """Return each trial's reward, the prediction before it and the error in it."""
    omitted = int(state["omit"])
    trials = np.arange(1, TRIALS + 1)
    missing = trials >= omitted if state["for_good"] else trials == omitted
    rewards = np.where(missing, 0.0, state["reward"])
    predictions, errors = rescorla_wagner(rewards, state["alpha"])
    return {
        **state,
        "omit": omitted,
        "trials": trials,
        "rewards": rewards,
        "predictions": predictions,
        "errors": errors,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    at = numbers["omit"] - 1
    return {
        "alpha": f"{numbers['alpha']:.2f}",
        "reward": f"{numbers['reward']:.2f}",
        "omit": str(numbers["omit"]),
        "first": signed(float(numbers["errors"][0])),
        "expected": signed(float(numbers["predictions"][at])),
        "error": signed(float(numbers["errors"][at])),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"prediction": _prediction(numbers, words), "error": _error(numbers, words)}


def _prediction(numbers: Numbers, words: Words) -> str:
    xs, ys = TRIAL_X(numbers["trials"]), VALUE_Y(numbers["predictions"])
    dots = "".join(
        f"M{x:.1f} {y:.1f}h0" for x, y in zip(xs.tolist(), VALUE_Y(numbers["rewards"]).tolist(), strict=True)
    )
    return "".join(
        (
            axes(TRIAL_X, VALUE_Y, words["axis_trial"], words["axis_value"], count=4),
            element(
                "path",
                d=dots,
                stroke="var(--nn-membrane)",
                stroke_width=7,
                stroke_linecap="round",
                fill="none",
            ),
            line(xs, ys, "var(--nn-synapse)", 3),
            label(
                words["given"],
                TRIAL_X(1.0),
                VALUE_Y(numbers["reward"]) - 12,
                fill="var(--nn-membrane)",
                font_size=14,
            ),
            label(
                words["expected"],
                TRIAL_X(TRIALS),
                min(float(ys[-1]) + 24, VALUE_Y(0.06)),
                text_anchor="end",
                fill="var(--nn-synapse)",
                font_size=14,
            ),
        )
    )


def _error(numbers: Numbers, words: Words) -> str:
    zero, parts = ERROR_Y(0), {"positive": "", "negative": ""}
    for x, error in zip(TRIAL_X(numbers["trials"]).tolist(), numbers["errors"].tolist(), strict=True):
        if abs(error) > 0.004:
            parts["positive" if error > 0 else "negative"] += f"M{x:.1f} {zero:.1f}V{ERROR_Y(error):.1f}"
    at = TRIAL_X(numbers["omit"])
    below = numbers["errors"][numbers["omit"] - 1] < -0.004
    return "".join(
        (
            axes(TRIAL_X, ERROR_Y, words["axis_trial"], words["axis_error"], count=4),
            element("path", d=f"M{TRIAL_X.start} {zero:.1f}H{TRIAL_X.end}", stroke="var(--nn-rule-strong)"),
            element(
                "path",
                d=f"M{at:.1f} {ERROR_Y.end}V{ERROR_Y.start}",
                stroke="var(--nn-ink)",
                stroke_dasharray="2 4",
            ),
            *[
                element("path", d=d, stroke=f"var(--nn-{sign})", stroke_width=5, fill="none")
                for sign, d in parts.items()
                if d
            ],
            label(words["better"], TRIAL_X(2.6), ERROR_Y(1.45), fill="var(--nn-positive)", font_size=14),
            label(
                words["worse"],
                at + (-9 if at > 230 else 9),
                ERROR_Y(-1.45),
                text_anchor="end" if at > 230 else "start",
                fill="var(--nn-negative)",
                font_size=14,
            )
            if below
            else "",
        )
    )


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the marker of the trial without its reward."""
    return (Handle("omitted", "error", x=("omit", TRIAL_X), at=(0, ERROR_Y.end), colour="--nn-spike"),)


FIGURE = Figure(
    controls=(
        Range("alpha", 0.2, 0.02, 1.0, 0.02),
        Range("reward", 1.0, 0.1, 2.0, 0.1),
        Range("omit", 25, 1, TRIALS, 1, shown=False),
        Switch("for_good", False),
    ),
    panels=(Panel("prediction", 420, 288), Panel("error", 420, 288)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
