import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb.metrics import accuracy, confusion_matrix, count_correct, wilson_interval


def test_accuracy_by_class_number_and_one_hot():
    outputs = np.array([[0.1, 0.9], [0.8, 0.2], [0.4, 0.6]])
    assert accuracy(np.array([1, 0, 0]), outputs) == pytest.approx(2 / 3)
    assert accuracy(np.eye(2)[[1, 0, 0]], outputs) == pytest.approx(2 / 3)


def test_accuracy_with_one_output():
    assert accuracy(np.array([1, 0]), np.array([[0.7], [0.6]])) == 0.5
    assert count_correct(np.array([[1.0], [0.0]]), np.array([[0.2], [-3.0]]), threshold=0.0) == 2


def test_accuracy_errors():
    with pytest.raises(ValueError, match=r"equally long.*Received: 2 and 3"):
        accuracy(np.zeros(2), np.zeros(3))


def test_confusion_matrix_by_hand():
    expected = [[1, 1, 0], [0, 1, 0], [0, 0, 0]]
    np.testing.assert_array_equal(
        confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), classes=3), expected
    )
    outputs = np.array([[0.9, 0.1], [0.2, 0.8]])
    np.testing.assert_array_equal(confusion_matrix(np.array([0, 0], np.uint8), outputs), [[1, 1], [0, 0]])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_confusion_matrix_counts_everything_once(pairs):
    true, predicted = (np.array([pair[i] for pair in pairs], np.int64) for i in (0, 1))
    matrix = confusion_matrix(true, predicted, classes=10)
    assert matrix.shape == (10, 10)
    assert matrix.sum() == len(pairs)
    assert np.trace(matrix) == (true == predicted).sum()


def test_confusion_matrix_errors():
    with pytest.raises(ValueError, match=r"from 0 to 2. Received: 0 to 3"):
        confusion_matrix(np.array([3]), np.array([1]), classes=3)
    with pytest.raises(ValueError, match=r"Expected y_true to hold integers"):
        confusion_matrix(np.array([0.5]), np.array([1]))


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    # By the closed form, to four places; 0 of n reaches up to z²/(n + z²).
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)],
)
def test_wilson_interval(right, count, low, high):
    assert wilson_interval(right, count) == pytest.approx((low, high), abs=1e-4)


def test_wilson_interval_refuses_more_right_than_there_are():
    with pytest.raises(ValueError, match="Received: 3 and 2"):
        wilson_interval(3, 2)
