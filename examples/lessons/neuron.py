import numpy as np

from nnweb import activations

x = np.array([0.9, -0.5])  # the two inputs
w = np.array([1.0, -0.8])  # one weight each
b = 0.4  # the bias

z = w @ x + b  # 1.0 · 0.9 + (-0.8) · (-0.5) + 0.4
tanh = activations.get("tanh")
print(f"z = {z:.2f}, y = {tanh(z):.2f}")
