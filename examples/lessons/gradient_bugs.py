import numpy as np

from nnweb.activations import relu, relu_backward, softmax

rng = np.random.default_rng(3)
x, y = rng.normal(size=(20, 2)), np.eye(3)[rng.integers(3, size=20)]
w1, b1, w2, b2 = (rng.normal(0, 0.5, shape) for shape in ((2, 6), 6, (6, 3), 3))


def loss() -> float:
    p = softmax(relu(x @ w1 + b1) @ w2 + b2)
    return -np.log((p * y).sum(axis=1)).mean()


# Forward, then backward. Make one of these lines wrong, and run it again.
h = relu(x @ w1 + b1)
p = softmax(h @ w2 + b2)
dz2 = (p - y) / len(x)
dw2 = h.T @ dz2
db2 = dz2.sum(axis=0)
dz1 = relu_backward(h, dz2 @ w2.T)
dw1 = x.T @ dz1
db1 = dz1.sum(axis=0)

# The check: move each number a little up, then a little down, and measure how the loss changes.
for name, w, dw in [("w1", w1, dw1), ("b1", b1, db1), ("w2", w2, dw2), ("b2", b2, db2)]:
    agree = 0
    for index in np.ndindex(w.shape):
        kept = w[index]
        w[index] = kept + 1e-5
        above = loss()
        w[index] = kept - 1e-5
        below = loss()
        w[index] = kept
        agree += np.isclose((above - below) / 2e-5, dw[index], rtol=1e-5, atol=1e-8)
    print(name, agree, "of", w.size, "agree")
