import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling

(x_train, y_train), (x_test, y_test) = mnist.load_data()
layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(128, "relu"), Dense(10, "softmax")]
model = Sequential(layers, seed=0)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train[:5000], y_train[:5000], epochs=3, verbose=0)

W1, b1, W2, b2 = model.get_weights()
x = x_test[0].reshape(784) / 255
unit = 35
products = x * W1[:, unit]
z = products.sum() + b1[unit]
print(f"z[{unit}] = {products.sum():.2f} + {b1[unit]:.2f} = {z:.2f},  a[{unit}] = {max(z, 0):.2f}")

a = np.maximum(x @ W1 + b1, 0)
for digit, score in enumerate(a @ W2 + b2):
    print(f"{digit}  {score:6.1f}")
