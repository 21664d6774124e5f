import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb.checks.data import check_examples, check_targets


def test_an_array_is_not_copied_and_a_list_is_taken():
    x = np.zeros((3, 2), np.uint8)
    assert check_examples(x, (2,)) is x
    assert check_examples([[1, 2]], (2,)).shape == (1, 2)
    assert check_targets([1], 1).shape == (1,)


@given(shape=st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple), examples=st.integers(1, 5))
def test_every_shape_passes_as_itself_and_no_other(shape, examples):
    x = np.zeros((examples, *shape))
    assert check_examples(x, shape).shape == x.shape
    with pytest.raises(ValueError, match=r"as the model was built for"):
        check_examples(x, (*shape, 2))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("where", [0, 5000])
def test_nan_is_found_and_placed(value, where):
    x = np.zeros((6000, 2), np.float32)
    x[where, 1] = value
    with pytest.raises(
        ValueError, match=rf"Expected x to hold finite numbers. Received: {value} in example {where}$"
    ):
        check_examples(x, None)


def test_sums_that_overflow_are_no_infinities():
    check_examples(np.full((2, 2), 1.7e308), (2,))


@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        (
            np.zeros((28, 28)),
            ValueError,
            r"A single example goes in as x\[None\]. Received: x of shape \(28, 28\)",
        ),
        (np.zeros((0, 28, 28)), ValueError, r"one example or more.*Received: x of shape \(0, 28, 28\)"),
        (np.zeros(28), ValueError, "one example or more"),
        (np.array([["a"]]), TypeError, "real numbers. Received: x of dtype <U1"),
        (np.array([[1j]]), TypeError, "dtype complex128"),
        ([[1, 2], [3]], ValueError, "its rows differ in length"),
    ],
)
def test_wrong_examples_are_told(x, error, message):
    with pytest.raises(error, match=message):
        check_examples(x, (28, 28))


def test_wrong_targets_are_told():
    with pytest.raises(ValueError, match=r"Expected y to be as long as x, 3. Received: y of shape \(2,\)"):
        check_targets(np.zeros(2), 3)
    with pytest.raises(ValueError, match=r"Expected y to hold finite numbers. Received: nan in example 1"):
        check_targets(np.array([0, np.nan]), 2)
