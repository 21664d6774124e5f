import numpy as np
import pytest

from nnweb import initializers


def rng(seed=0):
    return np.random.Generator(np.random.PCG64(seed))


def test_glorot_uniform_has_its_bounds_and_variance():
    values = initializers.glorot_uniform((300, 200), rng())
    limit = np.sqrt(6 / 500)
    assert values.dtype == np.float32
    assert np.abs(values).max() <= limit
    assert values.var() == pytest.approx(2 / 500, rel=0.02)


def test_he_normal_has_its_bounds_and_variance():
    values = initializers.he_normal((300, 200), rng())
    assert values.std() == pytest.approx(np.sqrt(2 / 300), rel=0.02)
    assert np.abs(values).max() <= 2 * np.sqrt(2 / 300) / 0.87962566 + 1e-6


@pytest.mark.parametrize("name", initializers.INITIALIZERS)
def test_the_generator_alone_decides(name):
    make = initializers.get(name)
    np.testing.assert_array_equal(make((3, 4), rng(7)), make((3, 4), rng(7)))


def test_errors():
    with pytest.raises(ValueError, match="Unknown initializer"):
        initializers.get("glorot")
    with pytest.raises(ValueError, match=r"fan_in.*Received: shape=\(3,\)"):
        initializers.glorot_uniform((3,), rng())
