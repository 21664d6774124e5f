import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling

# 拿来拆开看的网络：结构与上面图中的相同；为了快，只用 5,000 张图像训练。
(x_train, y_train), (x_test, y_test) = mnist.load_data()
layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(128, "relu"), Dense(10, "softmax")]
model = Sequential(layers, seed=0)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train[:5000], y_train[:5000], epochs=3, verbose=0)
W1, b1, W2, b2 = model.get_weights()


def forward(images: np.ndarray) -> np.ndarray:
    x = images.reshape(len(images), 784) / 255  # 形状由 (n, 28, 28) 变为 (n, 784)
    a = np.maximum(x @ W1 + b1, 0)  # 形状 (n, 128)
    scores = a @ W2 + b2  # 形状 (n, 10)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))  # 先减去最大值，以免指数溢出
    return powers / powers.sum(axis=1, keepdims=True)


p = forward(x_test[:1000])
print(p.shape, p.sum(axis=1).min().round(6), p.sum(axis=1).max().round(6))
print("与 model.predict 的最大差别：", abs(p - model.predict(x_test[:1000], verbose=0)).max())
print("认对的比例：", (p.argmax(axis=1) == y_test[:1000]).mean())
