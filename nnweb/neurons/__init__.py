"""Models of nerve cells in plain NumPy, with their equations, units, sources and limits."""

from nnweb.neurons.conduction import SpikeShape, conduction_velocity, node_spacing
from nnweb.neurons.hodgkin_huxley import HodgkinHuxley
from nnweb.neurons.integrate_and_fire import LeakyIntegrateAndFire

__all__ = ["HodgkinHuxley", "LeakyIntegrateAndFire", "SpikeShape", "conduction_velocity", "node_spacing"]
