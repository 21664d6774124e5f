"""The leaky integrate-and-fire neuron: a leaking capacitor, a threshold, a reset."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["LeakyIntegrateAndFire"]


@dataclass(frozen=True)
class LeakyIntegrateAndFire:
    """A leaky integrate-and-fire neuron.

        tau dV/dt = -(V - rest) + resistance * current

    Where V reaches the threshold a spike is noted, V is set to the reset potential and held there for the
    refractory period. The idea is Lapicque's (1907; see Abbott 1999); the first values are those of Dayan &
    Abbott, Theoretical Neuroscience (2001), figure 5.5, to which a refractory period is added.

    It has no ion channels, so no shape of the spike; no adaptation; and no noise.

    Attributes:
        tau: membrane time constant, ms.
        resistance: of the membrane, MΩ; MΩ times nA are mV.
        rest: potential without current, mV.
        threshold: at which it fires, mV.
        reset: from which it starts again, mV.
        refractory: for how long nothing happens after a spike, ms.
    """

    tau: float = 10.0
    resistance: float = 10.0
    rest: float = -65.0
    threshold: float = -50.0
    reset: float = -65.0
    refractory: float = 4.0

    @property
    def rheobase(self) -> float:
        """The current that brings V just to the threshold, nA: at it and below it never fires."""
        return (self.threshold - self.rest) / self.resistance

    def rate(self, current: Any) -> Array:
        """Return how often it fires at a constant current, in closed form.

            f = 1 / (refractory + tau ln((R I - (reset - rest)) / (R I - (threshold - rest))))

        Args:
            current: nA, a number or an array.

        Returns:
            Hz, float64, of the current's shape; 0 up to the rheobase.
        """
        drive = self.resistance * np.asarray(current, dtype=float)
        above = drive - (self.threshold - self.rest)
        fires = above > 1e-12
        ratio = (drive - (self.reset - self.rest)) / np.where(fires, above, 1.0)
        interval = self.refractory + self.tau * np.log(np.where(fires, ratio, math.e))
        return np.where(fires, 1000.0 / interval, 0.0)

    def simulate(self, current: Iterable[float], dt: float) -> tuple[Array, Array]:
        """Return the potential at each step, and when it fired.

        A step is exact for the constant current within it, and a spike falls where the curve crosses the
        threshold, not on the grid: the interval is the closed form's, whatever dt.

        Args:
            current: nA, [steps].
            dt: length of a step, ms.

        Returns:
            potential: mV, [steps + 1], the first at time 0 and at rest.
            spikes: times in ms, [spikes].
        """
        # Plain floats: a step needs the one before, and for single numbers Python is quicker than NumPy.
        v, free, whole = self.rest, 0.0, math.exp(-dt / self.tau)
        potential, spikes = [v], []
        for i, amperes in enumerate(current):
            now, end = i * dt, (i + 1) * dt
            target = self.rest + self.resistance * amperes
            now = max(now, min(free, end))
            while now < end:
                decay = whole if end - now == dt else math.exp(-(end - now) / self.tau)
                after = target + (v - target) * decay
                if after < self.threshold or target <= self.threshold:
                    v = after
                    break
                now += self.tau * math.log((target - v) / (target - self.threshold))
                spikes.append(now)
                free, v = now + self.refractory, self.reset
                now = min(free, end)
            potential.append(v)
        return np.array(potential), np.array(spikes)
