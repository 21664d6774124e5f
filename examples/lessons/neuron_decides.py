import numpy as np

from nnweb import Sequential
from nnweb.layers import Dense

# One unit that says whether both of its inputs are on: a logical AND.
unit = Sequential([Dense(1, activation="sigmoid", input_shape=(2,))])
weights = np.array([[6.0], [6.0]])
bias = np.array([-9.0])
unit.set_weights([weights, bias])

for pair in [(0, 0), (0, 1), (1, 0), (1, 1)]:
    output = unit.predict(np.array([pair]), verbose=0)[0, 0]
    print(pair, f"{output:.3f}")
