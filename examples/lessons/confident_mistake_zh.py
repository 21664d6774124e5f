import numpy as np

from nnweb import Sequential
from nnweb.layers import Dense
from nnweb.optimizers import SGD

x, target = np.array([[1.0]]), np.array([[0.0]])

for loss in ("binary_crossentropy", "mean_squared_error"):
    model = Sequential([Dense(1, activation="sigmoid", input_shape=(1,))])
    model.set_weights([np.array([[2.0]]), np.array([2.0])])  # 加权和 z = 2 · 1 + 2 = 4
    model.compile(SGD(learning_rate=0.15), loss)
    outputs = [float(model.predict(x, verbose=0)[0, 0])]
    for _ in range(3):
        model.fit(x, target, epochs=50, verbose=0)
        outputs.append(float(model.predict(x, verbose=0)[0, 0]))
    print(f"{loss}，每 50 步的输出：{np.round(outputs, 3)}")
