import numpy as np
import pytest

from tests.unit.gradcheck import assert_gradient


def test_the_right_gradient_passes():
    x = np.array([0.5, -2.0])
    assert_gradient(lambda: float(np.sum(x**3)), x, 3 * x**2)


def test_a_slightly_wrong_gradient_fails():
    x = np.array([0.5, -2.0])
    with pytest.raises(AssertionError):
        assert_gradient(lambda: float(np.sum(x**3)), x, 3 * x**2 * 1.00001)
