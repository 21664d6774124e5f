"""nnweb: the same file runs natively and, through the page's cell, in the browser.

SETTINGS may be defined before it: what to change of DEFAULTS.
"""

import json
import sys

import numpy as np

import nnweb
from nnweb import Sequential, ops
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling

DEFAULTS = {"epochs": 5, "batch_size": 32, "hidden_units": 128, "images": 60_000, "seed": 0}
settings = DEFAULTS | globals().get("SETTINGS", {}) | json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}")


class Clock:
    """Takes the time of each epoch."""

    def __init__(self):
        self.seconds = []

    def on_epoch_end(self, end):
        self.seconds.append(end.logs["seconds"])


(x_train, y_train), (x_test, y_test) = mnist.load_data()
model = Sequential(
    [
        Rescaling(1 / 255, input_shape=(28, 28)),
        Flatten(),
        Dense(settings["hidden_units"], activation="relu"),
        Dense(10, activation="softmax"),
    ],
    seed=settings["seed"],
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
clock = Clock()
count = settings["images"]
model.fit(
    x_train[:count],
    y_train[:count],
    epochs=settings["epochs"],
    batch_size=settings["batch_size"],
    verbose=0,
    callbacks=[clock],
)
_, accuracy = model.evaluate(x_test, y_test, verbose=0, batch_size=250)
version = f"nnweb {nnweb.__version__}, NumPy {np.__version__}, operations: {ops.NAME}"
print(json.dumps({"version": version, "epoch_s": clock.seconds, "test_accuracy": round(accuracy, 4)}))
