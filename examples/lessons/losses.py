import numpy as np

from nnweb.activations import sigmoid, sigmoid_backward
from nnweb.losses import BinaryCrossentropy, MeanSquaredError

z, target = np.array([[4.0]]), np.array([[0.0]])
p = sigmoid(z)

squared, crossentropy = MeanSquaredError(), BinaryCrossentropy()
slope = sigmoid_backward(p, squared.gradient(target, p))  # 2 (p - t) · p (1 - p)
print(f"squared error {squared(target, p):.2f}, slope {slope[0, 0]:.3f}")

loss, _, slope = crossentropy.with_logits(target, z)  # p - t
print(f"cross-entropy {loss:.2f}, slope {slope[0, 0]:.3f}")
