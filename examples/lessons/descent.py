import numpy as np

from nnweb.optimizers import SGD

w = np.array([-1.5, 1.4])  # the start
sgd = SGD(learning_rate=0.09)
for step in range(41):
    if step % 10 == 0:
        loss = (w[0] ** 2 + 20 * w[1] ** 2) / 2  # the ravine: 20 times as steep across as along
        print(f"step {step:2}: w = ({w[0]:+.3f}, {w[1]:+.3f}), loss {loss:.4f}")
    gradient = np.array([w[0], 20 * w[1]])
    sgd.update(w, gradient)  # w -= 0.09 * gradient
