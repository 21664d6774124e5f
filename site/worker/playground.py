"""The playground's network and its runs, advanced a slice of time after another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from figures import playground as plane

from nnweb import Sequential
from nnweb.training import EpochEnd, Step

Message = dict[str, Any]

# What makes another data set, and what besides makes another network; the rest is changed as it runs.
DATA = ("data", "noise", "share", "points")
NETWORK = (*DATA, *plane.FEATURES, "h1", "h2", "h3", "activation", "seed")

# Seconds between two pictures of a run: the eye is content, and most of the time is left to training.
PICTURE = 0.07


class Playground:
    """One network on points of the plane: what the session's `playground…` messages act on."""

    def __init__(self) -> None:
        self.epoch = 0
        self._state: Message = {}
        self._model: Sequential | None = None
        self._restart()

    @property
    def model(self) -> Sequential:
        """The network; `set` comes first."""
        if self._model is None:
            raise ValueError("Expected the playground to be set first. Received a request before that.")
        return self._model

    def set(self, state: Message, fresh: bool) -> Message:
        """Take the reader's settings; reply with all that is to be drawn."""
        new, old = plane.check(state), self._state
        plane.arrange(new)
        if fresh or any(new[key] != old.get(key) for key in NETWORK):
            self._model, self.epoch = plane.build(new), 0
            x, y, self._trained = plane.make_points(new)
            self._chosen, _ = plane.arrange(new)
            self._features, self._y = plane.features(x, self._chosen), y
            self._points = plane.draw_points(x, y, self._trained)
            self._restart()
        elif new["optimizer"] != old["optimizer"]:
            plane.compile_model(self.model, new)
        self.model.optimizer.learning_rate = new["rate"]
        plane.regularize(self.model, new)
        self._state = new
        return {**self.view(), "layout": plane.layout(new), "points": self._points, "features": _features()}

    def set_weight(self, at: int, value: float) -> Message:
        """Set one parameter by its place in `weights`."""
        parameters = self.model.parameters
        if not 0 <= at < parameters.size or not np.isfinite(value):
            raise ValueError(
                f"Expected a weight 0 to {parameters.size - 1} and a number. Received {at}, {value}."
            )
        parameters[at] = value
        return self.view()

    def step(self) -> bool:
        """Train on one batch; return whether an epoch has ended with it."""
        try:
            step = next(self._steps)
        except Exception:
            self._restart()  # this one is over, whatever went wrong with it
            raise
        ended = isinstance(step, EpochEnd)
        if ended:
            self.epoch += 1
            self._restart()
        return ended

    def view(self) -> Message:
        """Return what changes while it learns."""
        output, units = plane.maps(self.model, self._chosen)
        train = plane.score(self.model, self._features[: self._trained], self._y[: self._trained])
        test = plane.score(self.model, self._features[self._trained :], self._y[self._trained :])
        return {
            "epoch": self.epoch,
            "weights": plane.weights(self.model),
            "output": output.ravel(),
            "units": np.concatenate([*(unit.ravel() for unit in units), np.zeros(0)]).astype(np.float32),
            "train_loss": train[0],
            "train_accuracy": train[1],
            "test_loss": test[0],
            "test_accuracy": test[1],
        }

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


class PlaygroundRun:
    """One run of the playground: so many epochs, or until it is told to stop.

    Args:
        id: of the request it answers.
        playground: whose network is trained, as it is set meanwhile too.
        epochs: 0 for no end.
    """

    paused = False

    def __init__(self, id: int, playground: Playground, epochs: int) -> None:
        self.id = id
        self._playground = playground
        self._left: int | None = epochs or None
        self._shown = -np.inf

    def stop(self) -> None:
        """Let the run end with the next slice."""
        self._left = 0

    def advance(self, seconds: float) -> list[tuple[str, Message]]:
        """Train for about this long; return a picture when one is due, and the reply at the end."""
        deadline = time.perf_counter() + seconds
        while not self._over() and time.perf_counter() < deadline:
            if self._playground.step() and self._left is not None:
                self._left -= 1
        if self._over():
            return [("reply", self._playground.view())]
        if time.perf_counter() - self._shown < PICTURE:
            return []
        self._shown = time.perf_counter()
        return [("playground", self._playground.view())]

    def _over(self) -> bool:
        return self._left == 0


@cache
def _features() -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.concatenate([picture.ravel() for picture in plane.feature_maps()]).astype(np.float32)
