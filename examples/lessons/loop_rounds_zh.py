import numpy as np

from nnweb import activations

sigmoid = activations.get("sigmoid")
points = np.array([[0.5, 1.3], [1.6, 0.5], [1.1, -0.7], [-1.4, -0.5], [-0.4, -1.4], [-0.8, 0.9]])
targets = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
w, b = np.array([-1.0, 0.8]), 0.6
rate = 1.0

for round_ in range(1, 41):
    p = sigmoid(points @ w + b)  # 预测
    loss = -np.log(np.where(targets == 1, p, 1 - p)).mean()  # 损失
    mistake = (p - targets) / len(targets)
    blame_w, blame_b = mistake @ points, mistake.sum()  # 分摊责任：梯度
    if round_ in (1, 2, 3, 4, 7, 20, 40):
        print(f"第 {round_:2} 轮：损失 {loss:.3f}，6 个点中对 {((p > 0.5) == targets).sum()} 个")
    w -= rate * blame_w  # 更新
    b -= rate * blame_b
