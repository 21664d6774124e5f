"""Synapses on one patch of membrane: conductances that open and decay, and the potential they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["Membrane", "Synapse"]


@dataclass(frozen=True)
class Synapse:
    """A chemical synapse whose conductance jumps with each spike and decays exponentially.

        g(t) = conductance * sum over spikes of exp(-(t - spike - delay) / tau)    from spike + delay on
        I(t) = g(t) * (reversal - V(t))

    The first values are those of the excitatory synapse in Brette et al. (2007), benchmark 1, after Vogels &
    Abbott (2005), where the inhibitory one has the reversal potential -80 mV and tau 10 ms; the delay is of
    the size measured at synapses of the mammalian brain (Sabatini & Regehr 1996: a fraction of a ms) plus a
    short way along the axon.

    It rises at once, always answers, and never tires: no failures, no short-term plasticity, no NMDA
    receptors, whose conductance depends on the potential as well.

    Attributes:
        conductance: peak after one spike, nS.
        reversal: potential at which no current flows, mV.
        tau: time constant of the decay, ms.
        delay: from the presynaptic spike to the conductance, ms.
    """

    conductance: float = 6.0
    reversal: float = 0.0
    tau: float = 5.0
    delay: float = 1.0

    def open(self, times: Array, spikes: Sequence[float]) -> Array:
        """Return the conductance in nS at each time in ms: the spikes' effects add up.

        Args:
            times: ms, [steps].
            spikes: times of the presynaptic spikes, ms.
        """
        since = np.asarray(times, dtype=float)[:, None] - np.asarray(spikes, dtype=float) - self.delay
        # The exponent is cut off before the spike, where it would be huge.
        decay = np.where(since >= -1e-9, np.exp(-np.maximum(since, 0) / self.tau), 0.0)
        return np.asarray(self.conductance * decay.sum(axis=1))

    def current(self, potential: Array | float) -> Array:
        """Return the current in pA at peak conductance; positive drives the potential up. nS * mV = pA."""
        return np.asarray(self.conductance * (self.reversal - np.asarray(potential, dtype=float)))


@dataclass(frozen=True)
class Membrane:
    """A passive membrane: one compartment, so every synapse is equally near.

        capacitance * dV/dt = leak * (rest - V) + sum over synapses of g(t) * (reversal - V)

    Values of Brette et al. (2007), benchmark 1: time constant 200 pF / 10 nS = 20 ms. It has no threshold, no
    spikes and no dendrites: where on the cell a synapse sits makes no difference here; in a neuron it does.

    Attributes:
        capacitance: pF.
        leak: conductance, nS.
        rest: potential without input, mV.
    """

    capacitance: float = 200.0
    leak: float = 10.0
    rest: float = -60.0

    def steady(self, conductances: Array, reversals: Array) -> Array:
        """Return the potential in mV at which currents balance: the mean of the reversal potentials and rest,
        weighted by conductance.

        Args:
            conductances: nS, [..., synapses].
            reversals: mV, [..., synapses] or [synapses].
        """
        open_ = np.asarray(conductances, dtype=float)
        driven = self.leak * self.rest + (open_ * reversals).sum(axis=-1)
        return np.asarray(driven / (self.leak + open_.sum(axis=-1)))

    def simulate(self, conductances: Array, reversals: Array, dt: float) -> Array:
        """Return the potential in mV at each step, from rest on.

        Exponential Euler: exact while the conductances stand still, so stable at any step. Each step takes
        the mean of the conductances at its two ends.

        Args:
            conductances: nS, [steps, ..., synapses]; whatever lies between are runs side by side.
            reversals: mV, [synapses].
            dt: step, ms.

        Returns:
            mV, [steps, ...].
        """
        ends = np.asarray(conductances, dtype=float)
        between = (ends[1:] + ends[:-1]) / 2
        goal = self.steady(between, reversals)
        keep = np.exp(-dt * (self.leak + between.sum(axis=-1)) / self.capacitance)
        gain = goal * (1 - keep)
        potential = np.empty(ends.shape[:-1])
        potential[0] = self.rest
        for step in range(len(keep)):
            potential[step + 1] = potential[step] * keep[step] + gain[step]
        return potential
