import numpy as np

from nnweb.activations import softmax
from nnweb.losses import SparseCategoricalCrossentropy

digits = [3, 5, 8, 9]
scores = np.array([2.0, 1.0, 0.5, -1.0])
right = np.array([0])  # the first of them, the 3
loss = SparseCategoricalCrossentropy()

for temperature in (0.5, 1.0, 2.0):
    p = softmax(scores / temperature)
    print(f"T = {temperature}: p = {np.round(p, 3)}, loss {loss(right, p[None]):.2f}")
