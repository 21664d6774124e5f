import numpy as np
import pytest

from nnweb.brain import SpikeShape, conduction_velocity, node_spacing


def test_myelin_makes_it_linear():
    assert conduction_velocity([2, 10, 20], myelinated=True) == pytest.approx([12, 60, 120])


def test_without_myelin_it_goes_with_the_square_root():
    assert conduction_velocity(476, myelinated=False) == pytest.approx(21.2)
    one, four = conduction_velocity([1, 4], myelinated=False)
    assert four == pytest.approx(2 * one)
    assert 0.5 < one < 2


def test_the_spike_is_at_rest_before_it_comes_and_rises_by_about_100_mv():
    shape = SpikeShape()
    assert shape.at(-5.0) == pytest.approx(-65, abs=0.01)
    assert shape.at(0.0) == pytest.approx(-35, abs=2)
    assert shape.at(-1e-6) == pytest.approx(shape.at(1e-6), abs=0.01)
    assert 90 < shape.at(np.linspace(0, 5, 500)).max() + 65 < 110


@pytest.mark.parametrize("nodes", [False, True])
def test_the_spike_travels_at_its_velocity(nodes):
    shape, velocity, x = SpikeShape(), 20.0, np.linspace(0, 100, 2001)
    spacing = node_spacing(10)
    assert spacing == pytest.approx(1.0)

    def crest(time):
        along = shape.along_nodes(x, time, velocity, spacing) if nodes else shape.along(x, time, velocity)
        return x[along.argmax()]

    assert crest(4) - crest(2) == pytest.approx(2 * velocity, abs=1)
