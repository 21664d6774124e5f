import numpy as np

from nnweb.activations import relu, softmax
from nnweb.datasets import mnist

images, labels = mnist.load_split("test")
x, y_true = images[8].reshape(1, 784) / 255.0, np.eye(10)[labels[8:9]]  # [1, 784] 和 [1, 10]
rng = np.random.default_rng(0)
w1, b1 = rng.normal(0, np.sqrt(2 / 784), (784, 128)), np.zeros(128)
w2, b2 = rng.normal(0, np.sqrt(2 / 128), (128, 10)), np.zeros(10)

z1 = x @ w1 + b1  # 前向传播：[1, 128]
h = relu(z1)
y_pred = softmax(h @ w2 + b2)  # 形状 [1, 10]

dz2 = y_pred - y_true  # 反向传播：softmax 与交叉熵合在一起，[1, 10]
dw2, db2 = h.T @ dz2, dz2[0]  # 形状 [128, 10], [10]
dz1 = (dz2 @ w2.T) * (z1 > 0)  # 形状 [1, 128]
dw1, db1 = x.T @ dz1, dz1[0]  # 形状 [784, 128], [128]

for name, array, gradient in (("w2", w2, dw2), ("b2", b2, db2), ("w1", w1, dw1), ("b1", b1, db1)):
    at = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)  # 梯度最大的那个元素
    losses = []
    for e in (1e-5, -2e-5, 1e-5):  # 增一点，减一点，再放回原处
        array[at] += e
        losses.append(-np.log((softmax(relu(x @ w1 + b1) @ w2 + b2) * y_true).sum()))
    check = (losses[0] - losses[1]) / 2e-5
    print(f"{name} {gradient.shape}：{gradient[at]:.8f}，数值梯度 {check:.8f}")
