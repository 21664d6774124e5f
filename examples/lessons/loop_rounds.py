import numpy as np

from nnweb import activations

sigmoid = activations.get("sigmoid")
points = np.array([[0.5, 1.3], [1.6, 0.5], [1.1, -0.7], [-1.4, -0.5], [-0.4, -1.4], [-0.8, 0.9]])
targets = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
w, b = np.array([-1.0, 0.8]), 0.6
rate = 1.0

for round_ in range(1, 41):
    p = sigmoid(points @ w + b)  # guess
    loss = -np.log(np.where(targets == 1, p, 1 - p)).mean()  # loss
    mistake = (p - targets) / len(targets)
    blame_w, blame_b = mistake @ points, mistake.sum()  # blame
    if round_ in (1, 2, 3, 4, 7, 20, 40):
        print(f"round {round_:2}: loss {loss:.3f}, right {((p > 0.5) == targets).sum()} of 6")
    w -= rate * blame_w  # step
    b -= rate * blame_b
