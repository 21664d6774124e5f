import numpy as np
import pytest

from nnweb.brain.dale import cut, mixed, split

KERNEL = np.array([[1.0, -2.0, 0.5], [0.0, 0.3, 2.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [1.0, -1.0, 0.0]])


def test_a_sender_is_mixed_if_it_has_both_signs():
    assert mixed(KERNEL).tolist() == [True, False, False, False, True]


def test_cut_keeps_each_senders_stronger_sign():
    kept = cut(KERNEL)
    assert not mixed(kept).any()
    assert kept[0].tolist() == [0, -2, 0]
    assert kept[4].tolist() == [1, 0, 0]  # equally strong: it excites
    assert kept[1:4] == pytest.approx(KERNEL[1:4])


def test_split_mixes_no_signs_and_changes_no_sum():
    rates = np.random.default_rng(0).uniform(0, 2, size=(20, len(KERNEL)))
    kinds = split(KERNEL)
    assert not mixed(kinds).any()
    assert (kinds[: len(KERNEL)] >= 0).all()
    assert (kinds[len(KERNEL) :] <= 0).all()
    assert np.concatenate([rates, rates], axis=1) @ kinds == pytest.approx(rates @ KERNEL)


def test_cutting_changes_sums_where_signs_were_mixed():
    rates = np.ones((1, len(KERNEL)))
    assert rates @ cut(KERNEL) != pytest.approx(rates @ KERNEL)
