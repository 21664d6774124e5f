import numpy as np

from nnweb.brain.synapses import Membrane, Synapse

times = np.arange(0, 100, 0.5)  # ms
excitation = Synapse(conductance=6, reversal=0).open(times, [20])

for reversal in (-80, -70, -60):  # mV; the membrane rests at -60
    inhibition = Synapse(conductance=20, reversal=reversal, tau=10).open(times, [18])
    for name, excited in (("inhibition alone", 0 * excitation), ("with excitation", excitation)):
        both = np.stack([excited, inhibition], axis=1)
        potential = Membrane().simulate(both, np.array([0.0, reversal]), dt=0.5)
        print(f"reversal {reversal} mV, {name}: {potential.min():.1f} to {potential.max():.1f} mV")
