import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.digits import disturbances
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.metrics import wilson_interval

(x_train, y_train), (x_test, y_test) = mnist.load_data()
layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(32, "relu"), Dense(10, "softmax")]
model = Sequential(layers, seed=0)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train[:5000], y_train[:5000], epochs=3, verbose=0)

rng = np.random.default_rng(0)
count = 300
for amount in [0.0, 0.1, 0.2, 0.4, 0.6, 0.8]:
    noisy = np.array([disturbances.noise(image, amount, rng) for image in x_test[:count]])
    answers = model.predict(noisy, verbose=0).argmax(axis=1)
    right = int((answers == y_test[:count]).sum())
    low, high = wilson_interval(right, count)
    print(f"noise {amount:.1f}: {right / count:.0%} right, 95 % interval {low:.0%} to {high:.0%}")
