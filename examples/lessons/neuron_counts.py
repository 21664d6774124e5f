import numpy as np

from nnweb.brain import LeakyIntegrateAndFire

# Two neurons, one second each, the same steady currents.
quick = LeakyIntegrateAndFire(refractory=2.0)  # ms
slow = LeakyIntegrateAndFire(refractory=10.0)

dt = 0.1  # ms
for current in [1.4, 1.6, 3.0, 10.0]:  # nA
    steady = np.full(10_000, current)
    counts = [len(neuron.simulate(steady, dt)[1]) for neuron in (quick, slow)]
    print(f"{current:4.1f} nA: {counts[0]:3d} and {counts[1]:3d} spikes in a second")
