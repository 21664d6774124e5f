"""Learning to expect a reward, and how far off the expectation was: simplest first.

Rescorla and Wagner (1972): one prediction V a cue, one error a trial,

    delta = R - V          V <- V + alpha delta

so that after n rewarded trials V = R (1 - (1 - alpha)^n). Temporal differences (Sutton 1988) ask the same at
every moment t of a trial: does what I get now, and what I now expect, match what I expected a moment ago?

    delta[t] = r[t] + gamma V[t] - V[t-1]          V[t-1] <- V[t-1] + alpha delta[t]

Schultz, Dayan and Montague (1997) read the firing of midbrain dopamine neurons as such a delta.

Limits: rewards and predictions are plain numbers; time comes in equal steps, and the cue starts a clock that
never errs (a "complete serial compound": a value of its own for each step since the cue); before the cue
nothing can be predicted, so the value there stays 0; there is no forgetting, no attention, no choice, no
pleasure.
"""

from typing import NamedTuple

import numpy as np

from nnweb.checks.arguments import check_number
from nnweb.ops.arrays import Array

__all__ = ["Expectations", "rescorla_wagner", "temporal_difference"]


class Expectations(NamedTuple):
    """What was expected and how far off it was, at every moment of every trial."""

    values: Array
    """[trials, steps]: the value V at each step as it stood when the trial began."""
    errors: Array
    """[trials, steps]: the prediction error delta at each step."""


def rescorla_wagner(rewards: Array, alpha: float, initial: float = 0.0) -> tuple[Array, Array]:
    """Return the prediction before each trial and the error in it, [trials] each.

    Args:
        rewards: [trials], what each trial gave; 0 where the reward was left out.
        alpha: the learning rate, 0 to 1.
        initial: the prediction before the first trial.
    """
    check_number("alpha", alpha, at_least=0, at_most=1)
    predicted, value = [], float(initial)
    for reward in np.asarray(rewards, dtype=float).tolist():
        predicted.append(value)
        value += alpha * (reward - value)
    predictions = np.array(predicted)
    return predictions, rewards - predictions


def temporal_difference(rewards: Array, alpha: float, cue: int, gamma: float = 1.0) -> Expectations:
    """Return TD(0)'s values and errors over a session of trials; all values start at 0.

    Args:
        rewards: [trials, steps], what each moment gave.
        alpha: the learning rate, 0 to 1.
        cue: the step at which the cue comes; before it nothing is predicted.
        gamma: how much a moment's delay leaves of a value, 0 to 1.
    """
    check_number("alpha", alpha, at_least=0, at_most=1)
    check_number("gamma", gamma, at_least=0, at_most=1)
    trials, steps = rewards.shape
    if not 0 <= cue < steps:
        raise ValueError(f"Expected cue to be a step from 0 to {steps - 1}. Received: cue={cue!r}")
    # One zero before the first step: nothing was expected before the trial.
    values, errors = np.zeros((trials, steps)), np.zeros((trials, steps))
    value = np.zeros(steps + 1)
    for trial in range(trials):
        values[trial] = value[1:]
        error = rewards[trial] + gamma * value[1:] - value[:-1]
        errors[trial] = error
        # delta[t] teaches the moment before it; only moments since the cue can be taught.
        value[cue + 1 : -1] += alpha * error[cue + 1 :]
    return Expectations(values, errors)
