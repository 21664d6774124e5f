import numpy as np

from nnweb import Sequential
from nnweb.layers import Dense
from nnweb.optimizers import Adam

# On if one of the two inputs is on, but not both: no straight line separates these four points.
x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

for hidden in (0, 4):
    layers = [Dense(hidden, activation="tanh")] if hidden else []
    model = Sequential([*layers, Dense(1, activation="sigmoid")], seed=0)
    model.compile(Adam(learning_rate=0.05), loss="binary_crossentropy")
    model.fit(x, y, epochs=300, verbose=0)
    outputs = model.predict(x, verbose=0)[:, 0]
    print(hidden, "hidden units:", np.round(outputs, 2))
