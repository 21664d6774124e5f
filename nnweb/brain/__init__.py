"""Models of nerve cells and of learning in brains, in plain NumPy: equations, units, sources and limits."""

from nnweb.brain.conduction import SpikeShape, conduction_velocity, node_spacing
from nnweb.brain.hodgkin_huxley import HodgkinHuxley
from nnweb.brain.integrate_and_fire import LeakyIntegrateAndFire

__all__ = ["HodgkinHuxley", "LeakyIntegrateAndFire", "SpikeShape", "conduction_velocity", "node_spacing"]
