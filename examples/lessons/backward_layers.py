import numpy as np

from nnweb.activations import relu, softmax
from nnweb.datasets import mnist

images, labels = mnist.load_split("test")
x, y_true = images[8].reshape(1, 784) / 255.0, np.eye(10)[labels[8:9]]  # [1, 784] and [1, 10]
rng = np.random.default_rng(0)
w1, b1 = rng.normal(0, np.sqrt(2 / 784), (784, 128)), np.zeros(128)
w2, b2 = rng.normal(0, np.sqrt(2 / 128), (128, 10)), np.zeros(10)

z1 = x @ w1 + b1  # forward: [1, 128]
h = relu(z1)
y_pred = softmax(h @ w2 + b2)  # [1, 10]

dz2 = y_pred - y_true  # backward: softmax and cross-entropy in one, [1, 10]
dw2, db2 = h.T @ dz2, dz2[0]  # [128, 10], [10]
dz1 = (dz2 @ w2.T) * (z1 > 0)  # [1, 128]
dw1, db1 = x.T @ dz1, dz1[0]  # [784, 128], [128]

for name, array, gradient in (("w2", w2, dw2), ("b2", b2, db2), ("w1", w1, dw1), ("b1", b1, db1)):
    at = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)  # its largest gradient
    losses = []
    for e in (1e-5, -2e-5, 1e-5):  # up, down, and back to where it was
        array[at] += e
        losses.append(-np.log((softmax(relu(x @ w1 + b1) @ w2 + b2) * y_true).sum()))
    check = (losses[0] - losses[1]) / 2e-5
    print(f"{name} {gradient.shape}: {gradient[at]:.8f}, by nudging {check:.8f}")
