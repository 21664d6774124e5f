"""The error's way from the reward back to the cue: temporal-difference learning within a trial."""

from functools import lru_cache

import numpy as np

from figures.figure import Figure, Handle, Numbers, Panel, Play, Range, State, Switch, Words
from figures.scales import linear
from figures.svg import axes, element, heatmap, label, signed, text
from nnweb.brain.reward import Expectations, temporal_difference

__all__ = ["FIGURE"]

TRIALS, STEPS, CUE, REWARD, OMITTED = 60, 16, 4, 12, 50

STEP_X = linear(0, STEPS, 52, 404)
ERROR_Y = linear(-1, 1, 236, 56)
TRIAL_Y = linear(1, TRIALS, 57.5, 234.5)  # the middles of the rows of the map, the first on top


@lru_cache(maxsize=8)
def _session(alpha: float, omit: bool) -> Expectations:
    rewards = np.zeros((TRIALS, STEPS))
    rewards[:, REWARD] = 1
    if omit:
        rewards[OMITTED - 1, REWARD] = 0
    return temporal_difference(rewards, alpha, CUE)


def numbers(state: State) -> Numbers:
    """Return the session's errors, and those of the chosen trial with what was expected in it."""
    session = _session(state["alpha"], state["omit"])
    trial = round(state["trial"])
    return {
        **state,
        "trial": trial,
        "errors": session.errors[trial - 1],
        "values": session.values[trial - 1],
        "given": not (state["omit"] and trial == OMITTED),
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences and the readout hold."""
    errors = numbers["errors"]
    return {
        "trial": str(numbers["trial"]),
        "alpha": f"{numbers['alpha']:.2f}",
        "at_cue": signed(float(errors[CUE])),
        "at_reward": signed(float(errors[REWARD])),
        "peak": str(int(np.abs(errors).argmax())),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"trial": _trial(numbers, words), "session": _session_map(numbers, words)}


def _trial(numbers: Numbers, words: Words) -> str:
    zero = ERROR_Y(0)
    bars = {"positive": "", "negative": ""}
    for step, error in enumerate(numbers["errors"].tolist()):
        if abs(error) > 0.004:
            where = f"M{STEP_X(step + 0.5):.1f} {zero:.1f}V{ERROR_Y(error):.1f}"
            bars["positive" if error > 0 else "negative"] += where
    steps = "".join(
        f"{'H' if step else 'M'}{STEP_X(float(step)):.1f}{'V' if step else ' '}{ERROR_Y(value):.1f}"
        for step, value in enumerate(numbers["values"].tolist())
    )
    return "".join(
        (
            axes(STEP_X, ERROR_Y, words["axis_step"], words["axis_error"], count=4),
            _events(words, numbers["given"]),
            element("path", d=f"M{STEP_X.start} {zero:.1f}H{STEP_X.end}", stroke="var(--nn-rule-strong)"),
            *[
                element("path", d=d, stroke=f"var(--nn-{sign})", stroke_width=15, fill="none")
                for sign, d in bars.items()
                if d
            ],
            element(
                "path", d=steps + f"H{STEP_X.end}", stroke="var(--nn-synapse)", stroke_width=2.5, fill="none"
            ),
            label(words["value"], STEP_X(0.2), zero - 10, fill="var(--nn-synapse)", font_size=14),
        )
    )


def _events(words: Words, given: bool) -> str:
    """Where in the trial cue and reward come; a reward left out is crossed through."""
    marks = []
    for step, name, there in ((CUE, "cue", True), (REWARD, "reward" if given else "no_reward", given)):
        x = STEP_X(step + 0.5)
        marks.append(
            element(
                "path",
                d=f"M{x:.1f} 56V236",
                stroke="var(--nn-membrane)",
                stroke_width=1.5,
                stroke_dasharray=None if there else "2 5",
            )
        )
        marks.append(text(words[name], x, 46, text_anchor="middle", font_size=14, fill="var(--nn-membrane)"))
    return "".join(marks)


@lru_cache(maxsize=8)
def _colours(alpha: float, omit: bool) -> str:
    return heatmap(_session(alpha, omit).errors, STEP_X.start, 56, 352, 180, levels=6)


def _session_map(numbers: Numbers, words: Words) -> str:
    y = TRIAL_Y(numbers["trial"])
    ticks = "".join(
        text(str(trial), 44, TRIAL_Y(trial) + 5, text_anchor="end", font_size=14, fill="var(--nn-ink-muted)")
        for trial in (1, 20, 40, 60)
    )
    time = "".join(
        text(str(step), STEP_X(step), 256, text_anchor="middle", font_size=14, fill="var(--nn-ink-muted)")
        for step in range(0, STEPS + 1, 4)
    )
    return "".join(
        (
            _colours(numbers["alpha"], numbers["omit"]),
            element("rect", x=52, y=56, width=352, height=180, fill="none", stroke="var(--nn-rule-strong)"),
            _events(words, True),
            element(
                "path", d=f"M52 {y:.1f}H404", stroke="var(--nn-ink)", stroke_width=1.5, stroke_dasharray="4 3"
            ),
            ticks,
            time,
            text(words["axis_trial"], 12, 46, font_size=14),
            text(words["axis_step"], 404, 276, text_anchor="end", font_size=14),
        )
    )


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the marker of the chosen trial, which slides along the session."""
    return (Handle("row", "session", y=("trial", TRIAL_Y), at=(404, 0), colour="--nn-spike"),)


FIGURE = Figure(
    controls=(
        Play("trial", 15, 1, TRIALS, 1, seconds=10),
        Range("alpha", 0.3, 0.05, 1.0, 0.05),
        Switch("omit", True),
    ),
    panels=(Panel("trial", 420, 288), Panel("session", 430, 288)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
