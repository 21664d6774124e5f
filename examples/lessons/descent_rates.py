import numpy as np

from nnweb.optimizers import SGD

CURVATURE = 20  # of the loss 20 w² / 2: how fast its slope changes

for rate in (0.01, 0.05, 0.09, 0.1, 0.11):
    w = np.array([1.0])
    sgd = SGD(rate)
    for _ in range(20):
        sgd.update(w, CURVATURE * w)  # the slope where it stands
    share = 1 - rate * CURVATURE  # what one step leaves of the distance
    print(f"{rate:4}: one step leaves {share:+.2f}, after 20 w = {w[0]:+.4f}")
