import numpy as np

from nnweb.activations import relu
from nnweb.brain.dale import cut, mixed, split

points = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
kernel = np.array([[1.0, -1.0], [-1.0, 1.0]])  # row: what leaves an input; column: what reaches a hidden unit
twice = np.concatenate([points, points], axis=1)  # each input, then its inhibitory copy

for name, x, weights in (
    ("any sign", points, kernel),
    ("stronger sign only", points, cut(kernel)),
    ("with inhibitory units", twice, split(kernel)),
):
    outputs = relu(x @ weights).sum(axis=1)
    print(f"{name}: {mixed(weights).sum()} inputs of mixed sign, outputs {outputs}")
