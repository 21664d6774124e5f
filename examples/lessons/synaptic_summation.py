import numpy as np

from nnweb.brain.synapses import Membrane, Synapse

dt = 0.5  # ms
times = np.arange(0, 100 + dt / 2, dt)
a = Synapse(conductance=6, reversal=0).open(times, [15, 24])  # nS
b = Synapse(conductance=6, reversal=0).open(times, [31])
i = Synapse(conductance=12, reversal=-75, tau=10).open(times, [62])

potential = Membrane().simulate(np.stack([a + b, i], axis=1), np.array([0.0, -75.0]), dt)
print(f"highest {potential.max():.1f} mV, lowest {potential.min():.1f} mV")
