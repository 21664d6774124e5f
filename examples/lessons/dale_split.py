import numpy as np

from nnweb import Sequential
from nnweb.brain.dale import mixed, split
from nnweb.layers import Dense
from nnweb.optimizers import Adam

# Points of the plane in four classes, one a quarter.
x = np.random.default_rng(0).uniform(-1, 1, size=(400, 2))
y = (x[:, 0] > 0) + 2 * (x[:, 1] > 0)
model = Sequential([Dense(12, activation="relu"), Dense(4, activation="softmax")], seed=0)
model.compile(Adam(learning_rate=0.02), metrics=["accuracy"], loss="sparse_categorical_crossentropy")
model.fit(x, y, epochs=30, verbose=0)

hidden, output = model.layers
both = mixed(output.kernel)
print(f"{both.sum()} of {both.size} hidden units send weights of both signs")

# Each as two, one that excites and one that inhibits, both with its activation.
rates = np.maximum(x @ hidden.kernel + hidden.bias, 0)
sums = np.concatenate([rates, rates], axis=1) @ split(output.kernel) + output.bias
print(f"{mixed(split(output.kernel)).sum()} of {2 * both.size} after the split")
agree = sums.argmax(axis=1) == model.predict(x, verbose=0).argmax(axis=1)
print(f"the same answer to {agree.mean():.0%} of the points")
