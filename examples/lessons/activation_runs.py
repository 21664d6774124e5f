import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.optimizers import SGD

(images, labels), (tests, answers) = mnist.load_data()

for activation in ("relu", "leaky_relu", "tanh", "linear", "sigmoid"):
    hidden = [Dense(32, activation) for _ in range(4)]
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), *hidden, Dense(10, "softmax")]
    model = Sequential(layers, seed=0)
    model.compile(SGD(learning_rate=0.05), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images[:3000], labels[:3000], epochs=3, verbose=0)
    _, accuracy = model.evaluate(tests[:1000], answers[:1000])
    sizes = [np.sqrt(np.mean(layer.gradients["kernel"] ** 2)) for layer in hidden]  # of the last step
    print(f"{activation:>10}: {accuracy:.0%} right, gradients", *[f"{size:.5f}" for size in sizes])
