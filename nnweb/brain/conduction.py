"""How fast an action potential runs along a nerve fibre, and what it looks like on its way."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from nnweb.brain.hodgkin_huxley import HodgkinHuxley
from nnweb.ops.arrays import Array

__all__ = ["SpikeShape", "conduction_velocity", "node_spacing"]

HURSH = 6.0
"""m/s per µm of outer diameter: Hursh 1939, cats' myelinated fibres of about 2 to 20 µm, in the warm."""

SQUID = 21.2 / 476**0.5
"""m/s per square root of µm: the axon of 476 µm that Hodgkin & Huxley 1952 measured, 21.2 m/s at 18.5 °C."""

FOOT = 30.0
"""mV above rest at which a spike's foot ends and its own currents take over."""


def conduction_velocity(diameter: Any, *, myelinated: bool) -> Array:
    """Return the conduction velocity of a fibre.

        myelinated:    v = 6.0 d           (Hursh 1939)
        unmyelinated:  v = 0.972 sqrt(d)   (cable theory's square root through Hodgkin & Huxley's squid axon)

    Rules of thumb: temperature, the thickness of the sheath, the spacing of the nodes and the kinds of
    channel all matter. Below 2 µm and above 20 µm the first is extrapolated; the second is, at every
    diameter but one.

    Args:
        diameter: outer diameter of the fibre, µm, a number or an array.
        myelinated: whether it has a myelin sheath.

    Returns:
        m/s, which is also mm/ms; float64, of the diameter's shape.
    """
    d = np.asarray(diameter, dtype=float)
    return HURSH * d if myelinated else SQUID * np.sqrt(d)


def node_spacing(diameter: float) -> float:
    """Return the distance between nodes of Ranvier in mm: 100 times the outer diameter, given in µm."""
    return 0.1 * diameter


@dataclass(frozen=True)
class SpikeShape:
    """The time course of an action potential, to be carried along a fibre.

    From 30 mV above rest on it is `HodgkinHuxley`'s after a short pulse, at a temperature in °C; the foot
    before grows exponentially, as where a spike arrives from a neighbouring point. A fibre's own shape
    differs; and the velocity with which it is carried is given, not solved for.
    """

    temperature: float = 18.5

    @cached_property
    def _course(self) -> tuple[Array, Array, float]:
        """Times in ms from the passing of FOOT, mV above rest, and the foot's time constant in ms."""
        dt = 0.01
        cell = HodgkinHuxley(temperature=self.temperature)
        above = cell.simulate([60.0] * 20 + [0.0] * 980, dt)[:, 0] - cell.rest
        start = int(np.argmax(above >= FOOT))
        slope = (above[start] - above[start - 1]) / dt
        return np.arange(len(above) - start) * dt, above[start:], float(above[start] / slope)

    def at(self, since: Any) -> Array:
        """Return the potential in mV at so many ms after it passed 30 mV above rest at a point."""
        times, above, foot = self._course
        t = np.asarray(since, dtype=float)
        before = above[0] * np.exp(np.minimum(t, 0.0) / foot)
        return np.asarray(-65.0 + np.where(t < 0, before, np.interp(t, times, above)))

    def along(self, x: Array, time: float, velocity: float) -> Array:
        """Return the potential in mV at x (mm) and a time (ms), where each point is active: no myelin."""
        return self.at(time - x / velocity)

    def along_nodes(self, x: Array, time: float, velocity: float, spacing: float) -> Array:
        """Return it where only the nodes are active, every `spacing` mm.

        A node begins when the spike would have reached it at its mean velocity (m/s); between two nodes the
        potential is taken to fall evenly from the one to the other.
        """
        nodes = np.arange(int(x[-1] / spacing) + 2) * spacing
        return np.asarray(np.interp(x, nodes, self.at(time - nodes / velocity)))
