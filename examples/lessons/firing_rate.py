from nnweb import activations
from nnweb.brain import LeakyIntegrateAndFire

neuron = LeakyIntegrateAndFire(refractory=4.0)
top = neuron.rate(10.0)  # Hz at the right end of the figure

for current in [1.0, 2.0, 3.0, 6.0, 10.0]:  # nA
    relu = top * max(current - neuron.rheobase, 0) / (10 - neuron.rheobase)
    sigmoid = top * activations.sigmoid(current - 5)
    print(f"{current:4.1f} nA: {neuron.rate(current):5.1f} Hz, ReLU {relu:5.1f}, sigmoid {sigmoid:5.1f}")
