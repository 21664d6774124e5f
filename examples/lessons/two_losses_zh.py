import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.optimizers import SGD

(x_train, y_train), (x_test, y_test) = mnist.load_data()
one_hot = np.eye(10)  # 第 3 行：第 3 位是 1，其余是 0

for loss, rate in [
    ("mean_squared_error", 0.1),
    ("mean_squared_error", 1.0),
    ("categorical_crossentropy", 0.1),
]:
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(32, "relu"), Dense(10, "softmax")]
    model = Sequential(layers, seed=0)  # 每次的初始权重都相同
    model.compile(SGD(learning_rate=rate), loss, metrics=["accuracy"])
    model.fit(x_train[:3000], one_hot[y_train[:3000]], epochs=3, verbose=0)
    _, accuracy = model.evaluate(x_test[:1000], one_hot[y_test[:1000]])
    print(f"{loss}，学习率 {rate}：认对 {accuracy:.1%}")
