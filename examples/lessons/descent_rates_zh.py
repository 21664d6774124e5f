import numpy as np

from nnweb.optimizers import SGD

CURVATURE = 20  # 损失是 20 w² / 2，曲率就是坡度变化的快慢

for rate in (0.01, 0.05, 0.09, 0.1, 0.11):
    w = np.array([1.0])
    sgd = SGD(rate)
    for _ in range(20):
        sgd.update(w, CURVATURE * w)  # 当前位置的坡度
    share = 1 - rate * CURVATURE  # 走一步后，距离剩下的倍数
    print(f"{rate:4}：一步之后剩 {share:+.2f} 倍，20 步后 w = {w[0]:+.4f}")
