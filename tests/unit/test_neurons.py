import math

import numpy as np
import pytest

from nnweb.neurons import (
    HodgkinHuxley,
    LeakyIntegrateAndFire,
    SpikeShape,
    conduction_velocity,
    node_spacing,
)

DT = 0.025


# Leaky integrate-and-fire


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


# Hodgkin and Huxley


def pulses(strength, *starts, steps=1000, width=0.5):
    current = np.zeros(steps)
    for start in starts:
        current[round(start / DT) : round((start + width) / DT)] = strength
    return current.tolist()


def peak(strength, *starts, after=0.0):
    potential = HodgkinHuxley().simulate(pulses(strength, *starts), DT)[:, 0]
    return potential[round(after / DT) :].max() + 65


def test_the_resting_potential_is_stable():
    cell = HodgkinHuxley()
    states = cell.simulate([0.0] * 4000, DT)
    assert states[:, 0] == pytest.approx(-65, abs=0.01)
    assert states[-1, 1:] == pytest.approx([0.053, 0.596, 0.318], abs=0.001)  # m, h, n at rest
    assert cell.derivative(np.array([-65, *cell.steady(-65)]), 0)[0] == pytest.approx(0, abs=0.01)


def test_there_is_a_threshold_at_about_7_mv_and_the_amplitude_is_about_100_mv():
    # 0.5 ms of 13 µA/cm² charge 1 µF/cm² by at most 6.5 mV, 14 by 7.
    assert peak(13, 1) < 10
    assert 95 < peak(14, 1) < 110
    assert peak(28, 1) - peak(14, 1) < 5  # all or none: twice the current, hardly a higher spike


def test_a_second_pulse_is_refused_then_needs_more_then_is_as_good_as_the_first():
    assert peak(80, 1, 6, after=6) < 20  # absolute
    assert peak(20, 1, 11, after=11) < 20  # relative: the same pulse does not do
    assert peak(60, 1, 11, after=11) > 90  # but a stronger one
    assert peak(20, 1, 19, after=19) > 90


def test_it_falls_below_rest_and_comes_back():
    potential = HodgkinHuxley().simulate(pulses(20, 1, steps=4000), DT)[:, 0]
    assert -77 < potential.min() < -74  # towards potassium's -77
    assert potential[-1] == pytest.approx(-65, abs=0.1)


def test_the_table_agrees_with_runge_and_kutta():
    cell, current = HodgkinHuxley(), pulses(20, 1, 12, steps=800)
    state = np.array([cell.rest, *cell.steady(cell.rest)])
    slow = [state]
    for each in current:
        k1 = cell.derivative(state, each)
        k2 = cell.derivative(state + DT / 2 * k1, each)
        k3 = cell.derivative(state + DT / 2 * k2, each)
        k4 = cell.derivative(state + DT * k3, each)
        state = state + DT / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        slow.append(state)
    fast = cell.simulate(current, DT)
    exact = np.array(slow)
    assert fast[:, 0].max() == pytest.approx(exact[:, 0].max(), abs=0.5)
    assert abs(int(fast[:, 0].argmax()) - int(exact[:, 0].argmax())) * DT < 0.1
    assert np.abs(fast[:, 1:] - exact[:, 1:]).max() < 0.06
    assert np.sqrt(np.mean((fast[:, 0] - exact[:, 0]) ** 2)) < 1.5


def test_warmth_makes_it_faster():
    assert HodgkinHuxley(temperature=16.3).speed == pytest.approx(3)
    cold, warm = (HodgkinHuxley(temperature=t).simulate(pulses(30, 1), DT)[:, 0] for t in (6.3, 18.5))
    assert (warm > -30).sum() < (cold > -30).sum() / 2


def test_the_rates_are_smooth_where_their_formula_is_0_over_0():
    for potential in (-40.0, -55.0):
        here, beside = (HodgkinHuxley().rates(each) for each in (potential, potential + 1e-5))
        assert np.array(here) == pytest.approx(np.array(beside), rel=1e-4)


# Conduction


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
