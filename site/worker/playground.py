"""The playground's network and its training, advanced a slice of time after another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from figures import playground as lesson

from nnweb import Sequential
from nnweb.training import EpochEnd, Step

Message = dict[str, Any]

# What makes another data set, and what besides makes another network; the rest is changed as it runs.
DATA = ("data", "noise", "share", "points")
NETWORK = (*DATA, *lesson.FEATURES, "h1", "h2", "h3", "activation", "seed")

# Seconds between two pictures of a run: the eye is content, and most of the time is left to training.
PICTURE = 0.07


class Playground:
    """One network on points of the plane: what the session's `playground…` messages act on."""

    def __init__(self) -> None:
        self.id = 0
        self.running = False
        self._state: Message = {}
        self._model: Sequential | None = None

    @property
    def model(self) -> Sequential:
        """The network; `set` comes first."""
        if self._model is None:
            raise ValueError("Expected the playground to be set first. Received a request before that.")
        return self._model

    def set(self, state: Message, fresh: bool) -> Message:
        """Take the reader's settings; reply with all that is to be drawn."""
        new, old = lesson.check(state), self._state
        lesson.arrange(new)
        if fresh or any(new[key] != old.get(key) for key in NETWORK):
            self._model, self._epoch = lesson.build(new), 0
            x, y, self._trained = lesson.make_points(new)
            self._chosen, _ = lesson.arrange(new)
            self._features, self._y = lesson.features(x, self._chosen), y
            self._points = lesson.draw_points(x, y, self._trained)
            self._restart()
        elif new["optimizer"] != old["optimizer"]:
            lesson.compile_model(self.model, new)
        self.model.optimizer.learning_rate = new["rate"]
        lesson.regularize(self.model, new)
        self._state = new
        return {**self.view(), "layout": lesson.layout(new), "points": self._points, "features": _features()}

    def set_weight(self, at: int, value: float) -> Message:
        """Set one parameter by its place in `weights`."""
        parameters = self.model.parameters
        if not 0 <= at < parameters.size or not np.isfinite(value):
            raise ValueError(
                f"Expected a weight 0 to {parameters.size - 1} and a number. Received {at}, {value}."
            )
        parameters[at] = value
        return self.view()

    def train(self, id: int, epochs: int) -> None:
        """Run for this many epochs, 0 for no end, from the next `advance` on."""
        if self.running:
            raise ValueError("Expected no run to be on. Received another one: pause the first.")
        self.id, self.running = id, self.model is not None
        self._last = self._epoch + epochs if epochs else None
        self._shown = -np.inf

    def pause(self) -> None:
        """Let the run end with the next slice."""
        self._last = 0

    def advance(self, seconds: float) -> list[tuple[str, Message]]:
        """Train for about this long; return a picture when one is due, and the reply at the end."""
        deadline = time.perf_counter() + seconds
        while not self._over() and time.perf_counter() < deadline:
            step = next(self._steps)
            if isinstance(step, EpochEnd):
                self._epoch += 1
                self._restart()
        if self._over():
            self.running = False
            return [("reply", self.view())]
        if time.perf_counter() - self._shown < PICTURE:
            return []
        self._shown = time.perf_counter()
        return [("playground", self.view())]

    def view(self) -> Message:
        """Return what changes while it learns."""
        output, units = lesson.maps(self.model, self._chosen)
        train = lesson.score(self.model, self._features[: self._trained], self._y[: self._trained])
        test = lesson.score(self.model, self._features[self._trained :], self._y[self._trained :])
        return {
            "epoch": self._epoch,
            "weights": lesson.weights(self.model),
            "output": output.ravel(),
            "units": np.concatenate([*(unit.ravel() for unit in units), np.zeros(0)]).astype(np.float32),
            "train_loss": train[0],
            "train_accuracy": train[1],
            "test_loss": test[0],
            "test_accuracy": test[1],
        }

    def _over(self) -> bool:
        return self._last is not None and self._epoch >= self._last

    def _restart(self) -> None:
        """Begin the next epoch, with the batch size as it is now."""
        self._steps = self._epochs()

    def _epochs(self) -> Iterator[Step | EpochEnd]:
        # Not before the first step is taken: settings may still change.
        yield from self.model.fit_steps(
            self._features[: self._trained],
            self._y[: self._trained],
            batch_size=int(self._state["batch"]),
            epochs=1,
        )


@cache
def _features() -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.concatenate([picture.ravel() for picture in lesson.feature_maps()]).astype(np.float32)
