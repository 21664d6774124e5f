import numpy as np

from nnweb.optimizers import SGD, Adam, RMSprop

racers = {"SGD": SGD(0.08), "momentum": SGD(0.02, momentum=0.9), "RMSprop": RMSprop(0.05), "Adam": Adam(0.2)}

for name, optimizer in racers.items():
    w = np.array([-1.5, 1.4])
    for _ in range(20):
        optimizer.update(w, np.array([w[0], 20 * w[1]]))  # the slope of the ravine
    loss = (w[0] ** 2 + 20 * w[1] ** 2) / 2
    print(f"{name:8} w = ({w[0]:+.2f}, {w[1]:+.2f}), loss {loss:.4f}")
