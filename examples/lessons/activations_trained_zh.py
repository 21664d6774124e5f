from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.optimizers import SGD

(x_train, y_train), (x_test, y_test) = mnist.load_data()

for activation in ("linear", "sigmoid", "tanh", "relu", "leaky_relu"):
    hidden = [Dense(32, activation) for _ in range(4)]
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), *hidden, Dense(10, "softmax")]
    model = Sequential(layers, seed=0)
    model.compile(SGD(learning_rate=0.05), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train[:3000], y_train[:3000], epochs=3, verbose=0)
    _, accuracy = model.evaluate(x_test[:1000], y_test[:1000])

    dead, y = 0, x_test[:1000]
    for layer in layers[:-1]:
        y = layer.forward(y).copy()
        if layer in hidden:
            dead += int((y == 0).all(axis=0).sum())  # 对每张图像都是 0
    print(f"{activation:>10}：认对 {accuracy:.1%}，128 个单元中死亡 {dead} 个")
