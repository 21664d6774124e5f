import numpy as np
import pytest

from nnweb.brain.feedback_alignment import learn

INPUTS, HIDDEN, OUTPUTS = 8, 6, 3


def start(seed=0):
    chance = np.random.default_rng(seed)
    target = chance.normal(size=(INPUTS, OUTPUTS)) * 1.5 / np.sqrt(INPUTS)
    first = chance.normal(size=(INPUTS, HIDDEN)) * 0.1
    second = chance.normal(size=(HIDDEN, OUTPUTS)) * 0.1
    return target, first, second, chance.normal(size=(OUTPUTS, HIDDEN)) / np.sqrt(HIDDEN)


def loss(target, first, second):
    return 0.5 * ((first @ second - target) ** 2).sum()


def test_backpropagation_goes_down_the_numerical_gradient():
    target, first, second, feedback = start()
    rate, tiny = 1e-3, 1e-5
    squared = 0.0
    for which, weights in enumerate((first, second)):
        for at in np.ndindex(*weights.shape):
            ends = []
            for sign in (1, -1):
                moved = [first.copy(), second.copy()]
                moved[which][at] += sign * tiny
                ends.append(loss(target, *moved))
            squared += ((ends[0] - ends[1]) / (2 * tiny)) ** 2
    run = learn(target, first, second, feedback, rate, 1)
    fallen = (run.losses[0, 0] - run.losses[1, 0]) * loss(target, first, second)
    assert fallen == pytest.approx(rate * squared, rel=1e-2)


def test_with_the_true_weights_for_feedback_the_first_steps_agree():
    target, first, second, _ = start()
    run = learn(target, first, second, second.T, 0.05, 1)
    assert run.angles[0] == pytest.approx(0, abs=1e-3)
    assert run.losses[1, 1] == pytest.approx(run.losses[1, 0])


def test_with_opposite_feedback_the_angle_is_180_degrees():
    target, first, second, _ = start()
    assert learn(target, first, second, -second.T, 0.05, 0).angles[0] == pytest.approx(180, abs=1e-3)


@pytest.mark.parametrize("seed", range(8))
def test_random_feedback_teaches_the_first_layer_and_comes_to_agree(seed):
    target, first, second, feedback = start(seed)
    run = learn(target, first, second, feedback, 0.1, 200)
    exact, random, fixed = run.losses[-1]
    assert exact < 0.01
    assert random < 0.05 < 5 * random + 0.05 < fixed
    assert run.angles[-1] < 70


def test_a_fixed_first_layer_learns_what_the_second_alone_can():
    target, first, second, feedback = start()
    run = learn(target, 4 * first, second, feedback, 0.1, 3_000)
    best = np.linalg.lstsq(4 * first, target, rcond=None)[0]
    left = run.losses[-1, 2] * loss(target, 4 * first, second)
    assert left == pytest.approx(loss(target, 4 * first, best), rel=0.02)


def test_the_starting_weights_are_left_alone():
    given = start()
    kept = [each.copy() for each in given]
    learn(given[0], given[1], given[2], given[3], 0.1, 5)
    assert all((one == other).all() for one, other in zip(given, kept, strict=True))
