import numpy as np

from nnweb.activations import sigmoid

x, y_true = np.array([0.5, -1.0]), 1.0  # 两个输入和目标值
w, b = np.array([[0.8, -0.6], [-0.4, 0.9]]), np.array([0.1, 0.2])  # 每列是一个隐藏单元的权重
v, b3 = np.array([1.2, -0.7]), -0.3  # 输出单元

for update in range(4):
    h = sigmoid(x @ w + b)  # 前向传播
    y_pred = sigmoid(h @ v + b3)
    loss = (y_pred - y_true) ** 2

    dz3 = 2 * (y_pred - y_true) * y_pred * (1 - y_pred)  # 反向传播：先通过损失和输出的 sigmoid
    dv, db3 = dz3 * h, dz3
    dz = dz3 * v * h * (1 - h)  # 再沿连接往回，通过隐藏层的 sigmoid
    dw, db = np.outer(x, dz), dz

    losses = []  # 不用链式法则：只让 w11 增减一点点
    for e in (1e-5, -1e-5):
        nudged = w + np.array([[e, 0], [0, 0]])
        losses.append((sigmoid(sigmoid(x @ nudged + b) @ v + b3) - y_true) ** 2)
    check = (losses[0] - losses[1]) / 2e-5
    print(f"{update}：损失 {loss:.4f}，dL/dw11 {dw[0, 0]:.8f}，数值梯度 {check:.8f}")

    w, b, v, b3 = w - dw, b - db, v - dv, b3 - db3  # 学习率为 1，更新一次
