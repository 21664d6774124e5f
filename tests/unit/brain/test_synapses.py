"""Synapses against closed forms: decay, balance of conductances, the sign of the answer."""

import numpy as np
import pytest

from nnweb.brain.synapses import Membrane, Synapse

DT = 0.05
TIMES = np.arange(0, 100 + DT / 2, DT)


def answer(synapse, spikes=(10.0,), membrane=None):
    conductance = synapse.open(TIMES, spikes)[:, None]
    return (membrane or Membrane()).simulate(conductance, np.array([synapse.reversal]), DT)


def test_the_conductance_waits_jumps_and_decays_exponentially():
    synapse = Synapse(conductance=4, tau=5, delay=2)
    opened = synapse.open(np.array([0.0, 11.9, 12.0, 17.0, 22.0]), [10.0])
    np.testing.assert_allclose(opened, [0, 0, 4, 4 / np.e, 4 / np.e**2])


def test_spikes_add_up():
    synapse = Synapse()
    both = synapse.open(TIMES, [10.0, 14.0])
    np.testing.assert_allclose(both, synapse.open(TIMES, [10.0]) + synapse.open(TIMES, [14.0]))


def test_no_spikes_no_answer():
    assert (answer(Synapse(), []) == Membrane().rest).all()


def test_under_steady_conductances_the_potential_goes_to_their_weighted_mean():
    membrane, reversals = Membrane(), np.array([0.0, -80.0])
    steady = membrane.steady(np.array([6.0, 14.0]), reversals)
    assert steady == pytest.approx((10 * -60 + 6 * 0 + 14 * -80) / 30)
    potential = membrane.simulate(np.tile([6.0, 14.0], (len(TIMES), 1)), reversals, DT)
    # tau is 200 pF / 30 nS; exponential Euler is exact here.
    np.testing.assert_allclose(potential, steady + (-60 - steady) * np.exp(-TIMES * 30 / 200))


@pytest.mark.parametrize(("reversal", "sign"), [(0.0, 1), (-55.0, 1), (-60.0, 0), (-80.0, -1)])
def test_the_reversal_potential_against_rest_decides_the_sign(reversal, sign):
    change = answer(Synapse(reversal=reversal)) + 60
    assert np.sign(np.round(change[np.abs(change).argmax()], 9)) == sign


def test_a_weak_synapse_answers_as_the_linear_theory_says():
    synapse, membrane = Synapse(conductance=0.001, delay=0), Membrane()
    since = np.maximum(TIMES - 10, 0)
    tau, decay = 20.0, synapse.tau
    closed = 0.001 * 60 / 200 * tau * decay / (tau - decay) * (np.exp(-since / tau) - np.exp(-since / decay))
    np.testing.assert_allclose(answer(synapse, membrane=membrane) + 60, closed, atol=2e-2 * closed.max())


def test_at_rest_as_reversal_an_inhibitory_synapse_only_shunts():
    excitatory, shunt = Synapse(), Synapse(conductance=30, reversal=-60.0, tau=10)
    opened = np.stack([excitatory.open(TIMES, [12.0]), shunt.open(TIMES, [10.0])], axis=-1)
    together = Membrane().simulate(opened, np.array([0.0, -60.0]), DT)
    np.testing.assert_allclose(answer(shunt), -60)
    assert together.max() + 60 < 0.75 * (answer(excitatory).max() + 60)


def test_runs_side_by_side_are_the_runs_one_by_one():
    opened = Synapse().open(TIMES, [10.0])[:, None]
    pair = Membrane().simulate(np.stack([opened, 2 * opened], axis=1), np.array([0.0]), DT)
    np.testing.assert_allclose(pair[:, 0], Membrane().simulate(opened, np.array([0.0]), DT))
    np.testing.assert_allclose(pair[:, 1], Membrane().simulate(2 * opened, np.array([0.0]), DT))


def test_the_current_is_driving_force_times_conductance():
    np.testing.assert_allclose(Synapse(5.0).current(np.array([-60.0, 0.0, 20.0])), [300, 0, -100])
