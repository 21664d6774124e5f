import itertools

import numpy as np
from figures import alignment


def numbers(**state):
    return alignment.numbers(alignment.FIGURE.check(state))


def test_the_first_state_shows_what_the_title_says():
    result = numbers()
    exact, random, fixed = result["losses"][-1]
    assert max(exact, random) < 0.01
    assert fixed > 0.5
    assert result["angles"][-1] < 60 < result["angles"][0]


def test_other_feedback_changes_only_what_depends_on_it():
    one, other = numbers(), numbers(feedback=1)
    for way, same in ((0, True), (1, False), (2, True)):
        assert (one["losses"][:, way] == other["losses"][:, way]).all() == same


def test_no_setting_diverges(subtests):
    for hidden, seed in itertools.product((2, 6, 16), range(5)):
        with subtests.test(hidden=hidden, seed=seed):
            losses = numbers(hidden=hidden, rate=0.2, feedback=seed)["losses"]
            assert np.isfinite(losses).all()
            assert losses.max() < 1.5
            assert (losses[0] == 1).all()


def test_values_are_percent_and_degrees():
    texts = alignment.values(numbers())
    assert texts["exact"].endswith("%")
    assert texts["before"] == "101°"
