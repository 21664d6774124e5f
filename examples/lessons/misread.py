import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling

(x_train, y_train), (x_test, y_test) = mnist.load_data()
layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(128, "relu"), Dense(10, "softmax")]
model = Sequential(layers, seed=0)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train[:5000], y_train[:5000], epochs=3, verbose=0)

answers = model.predict(x_test[:500], verbose=0).argmax(axis=1)
index = np.flatnonzero(answers != y_test[:500])[0]
wrong, right = answers[index], y_test[index]

W1, b1, W2, b2 = model.get_weights()
x = x_test[index].reshape(784) / 255
z = x @ W1 + b1
on = z > 0
slope = (W2[:, wrong] - W2[:, right]) * on
pixels = x * (W1 @ slope)
biases = b1 @ slope + b2[wrong] - b2[right]

scores = np.maximum(z, 0) @ W2 + b2
print(f"{right} -> {wrong}")
print(f"{pixels.sum():.4f} + {biases:.4f} = {pixels.sum() + biases:.4f}")
print(f"{scores[wrong]:.4f} - {scores[right]:.4f} = {scores[wrong] - scores[right]:.4f}")
