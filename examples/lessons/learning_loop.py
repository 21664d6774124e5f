import numpy as np

from nnweb import activations

sigmoid = activations.get("sigmoid")
points = np.array([[0.5, 1.3], [1.6, 0.5], [1.1, -0.7], [-1.4, -0.5], [-0.4, -1.4], [-0.8, 0.9]])
targets = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
w, b = np.array([-1.0, 0.8]), 0.6

p = sigmoid(points @ w + b)  # guess
loss = -np.log(np.where(targets == 1, p, 1 - p)).mean()  # loss
blame_w = (p - targets) @ points / 6  # blame
blame_b = (p - targets).mean()
w, b = w - 1.0 * blame_w, b - 1.0 * blame_b  # step
print("p =", np.round(p, 2), f"loss = {loss:.3f}")
print("blame =", np.round([*blame_w, blame_b], 3), "new weights =", np.round([*w, b], 2))
