import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.optimizers import SGD

(images, labels), (tests, answers) = mnist.load_data()
one_hot = np.eye(10)
x, y = images[:3000], one_hot[labels[:3000]]

for loss in ("categorical_crossentropy", "mean_squared_error"):
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(32, "relu"), Dense(10, "softmax")]
    model = Sequential(layers, seed=0)
    model.compile(SGD(learning_rate=0.1), loss, metrics=["accuracy"])
    model.fit(x, y, epochs=3, verbose=0)
    _, accuracy = model.evaluate(tests[:1000], one_hot[answers[:1000]])
    print(f"{loss}：认对 {accuracy:.1%}")
