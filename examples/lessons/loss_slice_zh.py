import numpy as np

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling

(images, labels), _ = mnist.load_data()
images, labels = images[:6000], labels[:6000]
layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(128, "relu"), Dense(10, "softmax")]
model = Sequential(layers, seed=0)
model.compile("adam", "sparse_categorical_crossentropy")

way = []
for _ in model.fit_steps(images, labels, batch_size=32):
    way.append(model.parameters.copy())
end = way[-1]
moves = np.stack(way[::4]) - end

sizes, mixes = np.linalg.eigh(moves.astype(float) @ moves.T)  # 路线的两个主方向
plane = (mixes[:, -2:] / np.sqrt(sizes[-2:])).T @ moves
print(f"路线有 {sizes[-2:].sum() / sizes.sum():.0%} 落在这个平面里")

for along in (-4, -2, 0, 2, 4):
    model.parameters[:] = end + along * plane[1]
    print(f"沿第一个方向 {along:2}：损失 {model.evaluate(images[:1000], labels[:1000]):.2f}")
