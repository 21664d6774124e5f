"""Keras on TensorFlow: the article's program. Its first epoch holds the tracing of the graph, as ever."""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
from data import load, report

settings = json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}")
keras.utils.set_random_seed(settings.get("seed", 0))


class Clock(keras.callbacks.Callback):
    """Takes the time of each epoch."""

    def on_train_begin(self, logs=None):
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.started)


(x_train, y_train), (x_test, y_test) = load()
x_train, x_test = x_train / 255.0, x_test / 255.0
model = keras.Sequential()
model.add(keras.layers.Input((28, 28)))
model.add(keras.layers.Flatten())
model.add(keras.layers.Dense(128, activation="relu"))
model.add(keras.layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
clock = Clock()
model.fit(
    x_train,
    y_train,
    epochs=settings.get("epochs", 5),
    batch_size=settings.get("batch_size", 32),
    verbose=0,
    callbacks=[clock],
)
_, accuracy = model.evaluate(x_test, y_test, verbose=0)
backend = keras.backend.backend()
version = f"Keras {keras.__version__} on {backend} {__import__(backend).__version__}"
report(version, clock.seconds, round(accuracy, 4))
