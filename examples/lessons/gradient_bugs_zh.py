import numpy as np

from nnweb.activations import relu, relu_backward, softmax

rng = np.random.default_rng(3)
x, y = rng.normal(size=(20, 2)), np.eye(3)[rng.integers(3, size=20)]
w1, b1, w2, b2 = (rng.normal(0, 0.5, shape) for shape in ((2, 6), 6, (6, 3), 3))


def loss() -> float:
    p = softmax(relu(x @ w1 + b1) @ w2 + b2)
    return -np.log((p * y).sum(axis=1)).mean()


# 先前向，再反向。把其中一行改错，再运行一次。
h = relu(x @ w1 + b1)
p = softmax(h @ w2 + b2)
dz2 = (p - y) / len(x)
dw2 = h.T @ dz2
db2 = dz2.sum(axis=0)
dz1 = relu_backward(h, dz2 @ w2.T)
dw1 = x.T @ dz1
db1 = dz1.sum(axis=0)

# 检验：把每个数调大一点，再调小一点，看损失怎样变化。
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
    print(name, agree, "个一致，共", w.size, "个")
