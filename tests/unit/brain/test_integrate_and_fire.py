import math

import numpy as np
import pytest

from nnweb.brain import LeakyIntegrateAndFire


@pytest.mark.parametrize("refractory", [0.0, 4.0])
@pytest.mark.parametrize("current", [1.6, 2.0, 5.0, 12.0])
def test_it_fires_at_the_rate_of_the_closed_form(current, refractory):
    cell = LeakyIntegrateAndFire(refractory=refractory)
    drive, rise = cell.resistance * current, cell.threshold - cell.rest
    expected = 1000 / (refractory + cell.tau * math.log(drive / (drive - rise)))
    assert cell.rate(current) == pytest.approx(expected)
    _, spikes = cell.simulate([current] * 4000, 0.1)
    assert 1000 / np.diff(spikes).mean() == pytest.approx(expected, rel=1e-9)


def test_at_the_rheobase_it_is_silent_and_just_above_it_fires():
    cell = LeakyIntegrateAndFire()
    assert cell.rheobase == pytest.approx(1.5)
    assert cell.rate([-1.0, 0.0, cell.rheobase]).tolist() == [0, 0, 0]
    assert cell.rate(cell.rheobase + 1e-6) > 0
    assert len(cell.simulate([cell.rheobase] * 5000, 0.1)[1]) == 0
    assert len(cell.simulate([cell.rheobase * 1.001] * 5000, 0.1)[1]) > 0


def test_a_reset_below_rest_takes_longer():
    low = LeakyIntegrateAndFire(reset=-75.0)
    _, spikes = low.simulate([3.0] * 4000, 0.1)
    assert 1000 / np.diff(spikes).mean() == pytest.approx(float(low.rate(3.0)))
    assert low.rate(3.0) < LeakyIntegrateAndFire().rate(3.0)


def test_the_potential_is_the_capacitors_and_the_step_does_not_matter():
    cell = LeakyIntegrateAndFire()
    potential, spikes = cell.simulate([1.0] * 300, 0.1)
    times = np.arange(301) * 0.1
    assert potential == pytest.approx(cell.rest + 10 * (1 - np.exp(-times / cell.tau)))
    assert len(spikes) == 0
    fine, coarse = (cell.simulate([3.0] * round(100 / dt), dt)[1] for dt in (0.1, 2.5))
    assert fine == pytest.approx(coarse)


def test_after_a_spike_it_is_held_at_the_reset():
    cell = LeakyIntegrateAndFire(refractory=5.0)
    potential, spikes = cell.simulate([4.0] * 1000, 0.1)
    times = np.arange(1001) * 0.1
    held = potential[(times > spikes[0] + 0.1) & (times < spikes[0] + 4.9)]
    assert (held == cell.reset).all()
    assert np.diff(spikes).min() > 5
    assert potential.max() < cell.threshold
    assert cell.rate(1e9) == pytest.approx(200, rel=1e-6)


def test_a_short_weak_current_leaks_away():
    potential, spikes = LeakyIntegrateAndFire().simulate([2.0] * 50 + [0.0] * 1000, 0.1)
    assert len(spikes) == 0
    assert potential[-1] == pytest.approx(-65, abs=0.01)
