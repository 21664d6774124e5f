import numpy as np

from nnweb.activations import sigmoid

x, y_true = np.array([0.5, -1.0]), 1.0  # two inputs and a target
w, b = np.array([[0.8, -0.6], [-0.4, 0.9]]), np.array([0.1, 0.2])  # a column for each hidden unit
v, b3 = np.array([1.2, -0.7]), -0.3  # the output unit

for update in range(4):
    h = sigmoid(x @ w + b)  # forward
    y_pred = sigmoid(h @ v + b3)
    loss = (y_pred - y_true) ** 2

    dz3 = 2 * (y_pred - y_true) * y_pred * (1 - y_pred)  # backward: through the loss and the output's sigmoid
    dv, db3 = dz3 * h, dz3
    dz = dz3 * v * h * (1 - h)  # along each connection and through the hidden sigmoids
    dw, db = np.outer(x, dz), dz

    losses = []  # one gradient without the chain rule: nudge w11 alone, up and down
    for e in (1e-5, -1e-5):
        nudged = w + np.array([[e, 0], [0, 0]])
        losses.append((sigmoid(sigmoid(x @ nudged + b) @ v + b3) - y_true) ** 2)
    check = (losses[0] - losses[1]) / 2e-5
    print(f"{update}: loss {loss:.4f}, dL/dw11 {dw[0, 0]:.8f}, by nudging {check:.8f}")

    w, b, v, b3 = w - dw, b - db, v - dv, b3 - db3  # a step with learning rate 1
