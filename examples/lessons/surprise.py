import numpy as np

from nnweb.activations import softmax
from nnweb.losses import SparseCategoricalCrossentropy

scores = np.array([-0.8, -0.6, 0.0, -0.4, 3.9, 0.1, -0.2, 0.4, 0.3, 3.6])
temperature = 1.0
p = softmax(scores / temperature)

entropy = -np.sum(p * np.log2(p))  # bits; needs no answer
surprise = SparseCategoricalCrossentropy()  # nats; needs one
print(f"entropy {entropy:.2f} bits")
for digit in (9, 4, 1):
    nats = surprise(np.array([digit]), p[None])
    print(f"if it was a {digit}: surprise {nats:.2f} nats = {nats / np.log(2):.2f} bits")
