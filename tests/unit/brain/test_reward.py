import math

import numpy as np
import pytest

from nnweb.brain.reward import rescorla_wagner, temporal_difference

CUE, REWARD, STEPS = 3, 9, 13


def session(trials=40, alpha=0.3, size=1.0, without=(), gamma=1.0):
    rewards = np.zeros((trials, STEPS))
    rewards[:, REWARD] = size
    rewards[list(without), REWARD] = 0
    return temporal_difference(rewards, alpha, CUE, gamma)


@pytest.mark.parametrize("alpha", [0.0, 0.1, 0.37, 1.0])
@pytest.mark.parametrize("reward", [0.0, 1.0, 2.5])
def test_the_prediction_follows_the_closed_form(alpha, reward):
    n = np.arange(50)
    predictions, errors = rescorla_wagner(np.full(50, reward), alpha)
    assert predictions == pytest.approx(reward * (1 - (1 - alpha) ** n))
    assert errors == pytest.approx(reward * (1 - alpha) ** n)


def test_without_reward_the_prediction_dies_away():
    predictions, errors = rescorla_wagner(np.zeros(20), 0.2, initial=1.5)
    assert predictions == pytest.approx(1.5 * 0.8 ** np.arange(20))
    assert errors == pytest.approx(-predictions)


def test_a_reward_left_out_is_an_error_as_large_as_the_expectation():
    rewards = np.ones(30)
    rewards[20] = 0
    predictions, errors = rescorla_wagner(rewards, 0.25)
    assert errors[20] == pytest.approx(-predictions[20])
    assert predictions[21] == pytest.approx(0.75 * predictions[20])


@pytest.mark.parametrize("alpha", [0.1, 0.3, 1.0])
def test_each_moments_value_follows_the_closed_form(alpha):
    # The value d steps before the reward is R times the chance that n trials, each passing news of the
    # reward one step back with probability alpha, have passed it on more than d times.
    values = session(trials=30, alpha=alpha, size=2.0).values
    for n in (0, 1, 7, 29):
        for step in range(CUE, REWARD):
            d = REWARD - 1 - step
            chance = sum(math.comb(n, k) * alpha**k * (1 - alpha) ** (n - k) for k in range(d + 1, n + 1))
            assert values[n, step] == pytest.approx(2 * chance)


def test_the_moment_before_the_reward_learns_like_rescorla_and_wagner():
    predictions, errors = rescorla_wagner(np.ones(40), 0.3)
    learned = session()
    assert learned.values[:, REWARD - 1] == pytest.approx(predictions)
    assert learned.errors[:, REWARD] == pytest.approx(errors)


def test_the_error_moves_from_the_reward_to_the_cue():
    errors = session(trials=200).errors
    assert errors[0].argmax() == REWARD
    assert errors[-1].argmax() == CUE
    assert errors[-1, CUE] == pytest.approx(1, abs=1e-6)
    assert errors[-1, REWARD] == pytest.approx(0, abs=1e-6)
    peaks = errors.argmax(axis=1)
    assert (np.diff(peaks) <= 0).all()


def test_a_trials_errors_add_up_to_what_it_gave():
    # Without discounting, what was not expected before the trial is all of its reward.
    errors = session(without=(25,)).errors
    assert errors.sum(axis=1) == pytest.approx([0.0 if trial == 25 else 1.0 for trial in range(40)])


def test_a_reward_left_out_dips_where_it_was_due():
    errors = session(trials=200, without=(199,)).errors
    assert errors[199, REWARD] == pytest.approx(-1, abs=1e-6)
    assert errors[199, CUE] == pytest.approx(1, abs=1e-6)


def test_delay_discounts_the_cues_value():
    values = session(trials=400, gamma=0.9).values
    assert values[-1, CUE] == pytest.approx(0.9 ** (REWARD - 1 - CUE), abs=1e-6)


def test_nothing_is_predicted_before_the_cue_or_after_the_reward():
    values = session(trials=100).values
    assert not values[:, :CUE].any()
    assert not values[:, REWARD:].any()


def test_what_it_cannot_be_is_said():
    with pytest.raises(ValueError, match="alpha"):
        rescorla_wagner(np.ones(3), 1.5)
    with pytest.raises(ValueError, match="gamma"):
        session(gamma=-0.1)
    with pytest.raises(ValueError, match="cue"):
        temporal_difference(np.zeros((2, 5)), 0.1, cue=5)
