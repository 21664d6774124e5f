from nnweb.brain import LeakyIntegrateAndFire

neuron = LeakyIntegrateAndFire(refractory=4.0)  # ms
dt = 0.5  # ms
current = [0.0] * 40 + [2.0] * 280 + [0.0] * 80  # nA: on from 20 to 160 ms

potential, spikes = neuron.simulate(current, dt)
print("spikes at", ", ".join(f"{t:.1f}" for t in spikes), "ms")
print(f"steady rate {neuron.rate(2.0):.1f} Hz, rheobase {neuron.rheobase:.1f} nA")
