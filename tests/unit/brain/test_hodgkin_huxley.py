import numpy as np
import pytest

from nnweb.brain import HodgkinHuxley

DT = 0.025


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
