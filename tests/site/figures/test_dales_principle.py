import itertools

import numpy as np
import pytest
from figures import dales_principle


def numbers(weights=(1.0, -1.0, -1.0, 1.0), rule="free"):
    state = dict(zip(("w11", "w12", "w21", "w22"), weights, strict=True))
    return dales_principle.numbers(dales_principle.FIGURE.check(state | {"rule": rule}))


def test_the_first_state_is_xor_by_inputs_of_mixed_sign():
    result = numbers()
    assert result["outputs"] == pytest.approx([0, 1, 1, 0])
    assert result["right"].all()
    assert dales_principle.values(result)["mixed"] == "2"


def test_cut_to_one_sign_it_fails_where_both_are_on():
    result = numbers(rule="cut")
    assert result["right"].tolist() == [True, True, True, False]
    assert dales_principle.values(result)["mixed"] == "0"


def test_two_kinds_of_units_represent_the_very_same_function(subtests):
    for weights in itertools.product((-1.3, 0.0, 0.7), repeat=4):
        with subtests.test(weights=weights):
            free, kinds = numbers(weights), numbers(weights, "kinds")
            assert kinds["plane"] == pytest.approx(free["plane"])
            assert kinds["outputs"] == pytest.approx(free["outputs"])
            assert not kinds["mixed"].any()


def test_an_inhibitory_copy_is_added_only_where_there_is_inhibition():
    assert numbers((1, 1, 1, 1), "kinds")["senders"] == 4
    assert numbers((1, -1, 1, 1), "kinds")["senders"] == 5
    assert numbers(rule="kinds")["senders"] == 6
    assert numbers()["senders"] == 4


def test_the_drawing_shows_arrows_bars_and_copies():
    words = dict.fromkeys(("inputs", "hidden", "output", "excites", "inhibits"), "w")
    free, kinds = (dales_principle._circuit(numbers(rule=rule), words) for rule in ("free", "kinds"))
    assert free.count("±") == 2
    assert kinds.count("±") == 0
    assert kinds.count("<circle") == free.count("<circle") + 2
    bars = 'stroke="var(--nn-negative)" stroke-width="4"'
    assert free.count(bars) == kinds.count(bars) == 3  # two weights, and the key


def test_activations_do_not_fall_below_zero():
    assert dales_principle.answer(np.array([[-1.0, -2.0]]), np.eye(2), "free").tolist() == [0]
    assert dales_principle.ALONG.min() > 0
