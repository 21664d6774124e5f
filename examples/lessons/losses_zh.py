import numpy as np

from nnweb.activations import sigmoid, sigmoid_backward
from nnweb.losses import BinaryCrossentropy, MeanSquaredError

z, target = np.array([[4.0]]), np.array([[0.0]])
p = sigmoid(z)

squared, crossentropy = MeanSquaredError(), BinaryCrossentropy()
slope = sigmoid_backward(p, squared.gradient(target, p))  # 斜率是 2 (p - t) · p (1 - p)
print(f"平方误差 {squared(target, p):.2f}，斜率 {slope[0, 0]:.3f}")

loss, _, slope = crossentropy.with_logits(target, z)  # 斜率是 p - t
print(f"交叉熵 {loss:.2f}，斜率 {slope[0, 0]:.3f}")
