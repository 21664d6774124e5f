import numpy as np

from nnweb import activations
from nnweb.initializers import he_normal

f = activations.get("relu")
rng = np.random.default_rng(0)
x, dy = rng.standard_normal((2, 32, 32))
weights = [he_normal((32, 32), rng) for _ in range(20)]

outputs = []
for w in weights:
    x = f(x @ w)
    outputs.append(x)

size = np.sqrt(np.mean(dy**2))
for passed in range(1, 20):
    w, y = weights[20 - passed], outputs[20 - passed]
    dy = f.backward(y, dy) @ w.T
    if passed in (1, 5, 10, 19):
        print(f"after {passed:2} layers: {np.sqrt(np.mean(dy**2)) / size:.2f}")
