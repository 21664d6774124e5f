import numpy as np

from nnweb.optimizers import SGD

rng = np.random.default_rng(5)
x = rng.uniform(-1.7, 1.7, 200)
y = 0.8 * x + 0.5 + 0.8 * rng.normal(size=200)  # 200 points round a line

for size in (1, 8, 32, 200):
    rng = np.random.default_rng([1, size])
    order = np.concatenate([rng.permutation(200) for _ in range(size)])  # shuffled, over and over
    p, sgd = np.array([-1.2, 2.0]), SGD(learning_rate=0.15)  # w and b
    for step in range(80):
        batch = order[step * size : (step + 1) * size]
        off = p[0] * x[batch] + p[1] - y[batch]
        sgd.update(p, np.array([np.mean(off * x[batch]), np.mean(off)]))
    loss = np.mean((p[0] * x + p[1] - y) ** 2) / 2
    print(f"batch {size:3}: w = {p[0]:.2f}, b = {p[1]:.2f}, loss {loss:.3f}")
