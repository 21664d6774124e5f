import numpy as np

from nnweb import activations

z = np.array([-4.0, 0.0, 4.0])

for name in ("linear", "sigmoid", "tanh", "relu", "leaky_relu"):
    f = activations.get(name)
    print(f"{name:>10}: f(z) = {np.round(f(z), 3)}, slope = {np.round(f.derivative(z), 3)}")
