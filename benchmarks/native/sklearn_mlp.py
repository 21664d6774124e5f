"""scikit-learn's MLPClassifier in float32; fit tells no epochs, so each counts as a fifth of the whole."""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from data import load, report
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")
settings = json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}")
epochs, batch = settings.get("epochs", 5), settings.get("batch_size", 32)
(x_train, y_train), (x_test, y_test) = load()
x, xt = (images.reshape(-1, 784).astype(np.float32) / 255 for images in (x_train, x_test))
model = MLPClassifier(
    (128,),
    batch_size=batch,
    learning_rate_init=1e-3,
    epsilon=1e-7,
    alpha=0,
    max_iter=epochs,
    random_state=settings.get("seed", 0),
)
started = time.perf_counter()
model.fit(x, y_train)
seconds = time.perf_counter() - started
report(f"scikit-learn {sklearn.__version__}", [seconds / epochs] * epochs, round(model.score(xt, y_test), 4))
