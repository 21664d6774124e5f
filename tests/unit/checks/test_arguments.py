import numpy as np
import pytest

from nnweb.checks.arguments import check_count, check_number, choose


@pytest.mark.parametrize("value", [0, -1, 1.5, "3", None, True])
def test_wrong_counts_are_told(value):
    with pytest.raises(
        ValueError, match=r"Expected epochs to be a whole number of 1 or more. Received: epochs="
    ):
        check_count("epochs", value)


@pytest.mark.parametrize(
    ("limits", "wanted", "inside", "outside"),
    [
        ({}, "a finite number", -1e30, float("inf")),
        ({"above": 0}, "a number above 0", 1e-30, 0),
        ({"at_least": 0}, "a number 0 or more", 0, -1e-30),
        ({"at_least": 0, "below": 1}, "a number 0 or more and below 1", 0, 1),
        ({"at_least": 0, "at_most": 1}, "a number from 0 to 1", 1, 1.5),
    ],
)
def test_a_number_within_its_limits_passes_as_a_float_and_no_other(limits, wanted, inside, outside):
    assert check_number("rate", np.float32(inside), **limits) == np.float32(inside)
    assert isinstance(check_number("rate", np.float64(inside), **limits), float)
    for value in (outside, float("nan"), "1", None, True, [1]):
        with pytest.raises(ValueError, match=rf"^Expected rate to be {wanted}. Received: rate="):
            check_number("rate", value, **limits)


def test_an_unknown_name_is_told_with_the_known_ones_and_the_nearest():
    table = {"adam": 1, "sgd": 2}
    assert choose("optimizer", "sgd", table) == 2
    with pytest.raises(
        ValueError, match=r"expected 'adam' or 'sgd'. Did you mean 'adam'\? Received: 'Adam '$"
    ):
        choose("optimizer", "Adam ", table)
    with pytest.raises(ValueError, match=r"expected 'adam' or 'sgd'. Received: \['sgd'\]$"):
        choose("optimizer", ["sgd"], table)
