import math

import numpy as np
import pytest
from figures import surprise


def numbers(**state):
    return surprise.numbers(surprise.FIGURE.check(state))


def test_entropy_of_known_distributions():
    assert surprise.entropy(np.full(10, 0.1)) == pytest.approx(math.log2(10))
    assert surprise.entropy(np.array([1.0, 0, 0])) == 0
    assert surprise.entropy(np.array([[0.5, 0.5], [0.25, 0.75]])) == pytest.approx([1, 0.8112781])


@pytest.mark.parametrize("label", [1, 7])
def test_surprise_is_the_logarithm_of_the_true_digits_probability(label):
    result = numbers(case="sure", label=label)
    assert result["nats"] == pytest.approx(-math.log(result["p"][label]))
    assert result["bits"] == pytest.approx(-math.log2(result["p"][label]))


def test_the_label_changes_the_surprise_and_not_the_entropy():
    right, wrong = numbers(case="sure", label=7), numbers(case="sure", label=1)
    assert wrong["bits"] > right["bits"] + 9
    assert wrong["entropy"] == right["entropy"]


def test_the_surprise_expected_by_its_own_chances_is_the_entropy():
    p = numbers(case="torn")["p"]
    expected = sum(chance * numbers(case="torn", label=digit)["bits"] for digit, chance in enumerate(p))
    assert expected == pytest.approx(numbers(case="torn")["entropy"])


@pytest.mark.parametrize("case", list(surprise.CASES))
def test_a_higher_temperature_raises_the_entropy(case):
    entropies = [numbers(case=case, temperature=t)["entropy"] for t in (0.7, 1.0, 2.0, 4.0)]
    assert entropies == sorted(entropies)
