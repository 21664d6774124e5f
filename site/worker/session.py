"""The reader's session in the worker: messages in, messages out. Knows `nnweb`, knows nothing of JavaScript.

`handle` takes one request of `site/protocol.js` and answers through `emit`; a training run answers
later, from `advance`, which the worker calls again and again with a slice of time. Between two slices the
worker looks at its messages: that is why pause, stop and a changed learning rate act at once.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import game
import game_score
import numpy as np
from figures import figure
from lab import TrainingRun, build_model, config_of, same_network
from playground import Playground

import nnweb
from nnweb import Sequential, digits, ops
from nnweb.datasets import DataError, mnist
from nnweb.training import DivergedError

Message = dict[str, Any]
Emit = Callable[[Message], None]


class NoModelError(Exception):
    """The reader's own network was asked for before there was one."""


class Session:
    """What the worker remembers: the reader's network, the shipped one, and the run that is on.

    Args:
        emit: called with each event and reply, a dict of plain values and flat arrays.
        shipped: where the worker put the shipped network's file.
    """

    def __init__(self, emit: Emit, shipped: str | Path) -> None:
        self._emit = emit
        self._shipped_path = Path(shipped)
        self._shipped: Sequential | None = None
        self._own: Sequential | None = None
        self._config: Message = {}
        self._epochs_trained = 0
        self._run: TrainingRun | None = None
        self._playground = Playground()

    @property
    def busy(self) -> bool:
        """Whether `advance` has something to do."""
        return self._playground.running or (self._run is not None and not self._run.paused)

    def handle(self, message: Message) -> None:
        """Carry out one request; every request but `train` is answered before this returns."""
        try:
            reply = getattr(self, f"_do_{message['type']}")(message["id"], **message["data"])
        except Exception as error:
            self._fail(message["id"], error)
        else:
            if reply is not None:
                self._emit({"id": message["id"], "type": "reply", "data": reply})

    def advance(self, seconds: float) -> None:
        """Train for about this long, then say how far it is."""
        if self._playground.running:
            self._advance_playground(seconds)
        run = self._run
        if run is None or run.paused:
            return
        try:
            messages = run.advance(seconds)
        except Exception as error:
            self._run = None
            self._fail(run.id, error)
            return
        for kind, data in messages:
            if kind == "epoch":
                self._epochs_trained += 1
            if kind == "reply":
                self._run = None
            if kind in ("epoch", "reply"):
                self._snapshot(run.id)  # before the reply, after which nothing more is heard under its id
            self._emit({"id": run.id, "type": kind, "data": data})

    # Loading

    def _do_load_data(self, _id: int, split: str) -> Message:
        images, _labels = mnist.load_split(split)
        return {"images": len(images)}

    def _do_restore(self, _id: int, snapshot: Any) -> Message:
        self._own = Sequential.from_bytes(bytes(snapshot))
        # So that the next training goes on with this network, if it is the one its config describes.
        self._config = config_of(self._own)
        return self._info()

    # Training

    def _do_build(self, _id: int, config: Message) -> Message:
        if self._run is not None:
            abandoned, self._run = self._run, None
            self._emit(
                {"id": abandoned.id, "type": "error", "data": failure("stopped", "A new network was built.")}
            )
        self._own, self._config, self._epochs_trained = build_model(config), dict(config), 0
        return self._info()

    def _do_train(self, id: int, config: Message, paused: bool) -> None:
        if self._run is not None:
            raise ValueError(
                "Expected no training to be on. Received another train request: stop the first one."
            )
        if self._own is None or not same_network(self._config, config):
            self._own, self._epochs_trained = build_model(config), 0
        self._run = TrainingRun(id, self._own, config, compiled_for=self._config, paused=paused)
        self._config = dict(config)

    def _do_pause(self, _id: int) -> Message:
        if self._run is not None:
            self._run.paused = True
            self._snapshot(self._run.id)
        return {}

    def _do_resume(self, _id: int) -> Message:
        if self._run is not None:
            self._run.resume()
        return {}

    def _do_step(self, _id: int) -> Message:
        if self._run is not None:
            self._run.resume(batches=1)
        return {}

    def _do_stop(self, _id: int) -> Message:
        if self._run is not None:
            self._run.stop()
        return {}

    def _do_set_learning_rate(self, _id: int, learning_rate: float) -> Message:
        self._config["learning_rate"] = learning_rate
        if self._own is not None:
            self._own.optimizer.learning_rate = learning_rate
        return {}

    # Recognising

    def _do_predict(self, _id: int, drawing: Message, model: str) -> Message:
        ink = np.frombuffer(drawing["values"], dtype=np.uint8).reshape(tuple(drawing["shape"]))
        started = time.perf_counter()
        return self._recognise(digits.to_mnist(ink), model, started)

    def _do_test_image(self, _id: int, index: int, model: str) -> Message:
        images, labels = mnist.load_split("test")
        if not 0 <= index < len(images):
            raise ValueError(
                f"Expected the number of a test image, 0 to {len(images) - 1}. Received {index}."
            )
        started = time.perf_counter()
        return {**self._recognise(images[index], model, started), "label": int(labels[index]), "index": index}

    def _recognise(self, image: np.ndarray[Any, np.dtype[np.uint8]], choice: str, started: float) -> Message:
        probabilities = self._model(choice).predict(image[None], verbose=0)[0]
        blank = not image.any()
        return {
            "digit": -1 if blank else int(probabilities.argmax()),
            "probabilities": probabilities * (0 if blank else 1),
            "input": {"values": image.ravel(), "shape": list(image.shape)},
            "model": choice,
            "milliseconds": (time.perf_counter() - started) * 1000,
        }

    def _model(self, choice: str) -> Sequential:
        if choice == "own":
            if self._own is None:
                raise NoModelError("You have not trained a network yet.")
            return self._own
        if self._shipped is None:
            self._shipped = Sequential.load(self._shipped_path)
        return self._shipped

    # Figures

    def _do_figure(self, _id: int, name: str, state: Message, language: str) -> Message:
        return figure.find(name).render(name, state, figure.words(name, language))

    # Playing

    def _do_game(self, _id: int, config: Message, model: str) -> Message:
        return game.rounds(config, self._model(model), self._model("shipped"))

    def _do_game_score(
        self, _id: int, labels: list[int], reader: list[int], network: list[int], groups: Message
    ) -> Message:
        return game_score.score(labels, reader, network, groups)

    # The playground

    def _do_playground(self, _id: int, state: Message, fresh: bool) -> Message:
        return self._playground.set(state, fresh)

    def _do_playground_train(self, id: int, epochs: int) -> None:
        self._playground.train(id, epochs)

    def _do_playground_pause(self, _id: int) -> Message:
        self._playground.pause()
        return {}

    def _do_playground_weight(self, _id: int, at: int, value: float) -> Message:
        return self._playground.set_weight(at, value)

    def _advance_playground(self, seconds: float) -> None:
        playground = self._playground
        try:
            messages = playground.advance(seconds)
        except Exception as error:
            playground.running = False
            self._fail(playground.id, error)
            return
        for kind, data in messages:
            self._emit({"id": playground.id, "type": kind, "data": data})

    # Answering

    def _info(self) -> Message:
        parameters = self._own.count_params() if self._own is not None else 0
        return {
            "parameters": parameters,
            "config": dict(self._config),
            "epochs_trained": self._epochs_trained,
        }

    def _snapshot(self, id: int) -> None:
        if self._own is not None:
            file = np.frombuffer(self._own.to_bytes(), dtype=np.uint8)
            self._emit({"id": id, "type": "snapshot", "data": {"snapshot": file}})

    def _fail(self, id: int, error: Exception) -> None:
        if isinstance(error, NoModelError):
            kind = "no_model"
        elif isinstance(error, MemoryError):
            kind = "memory"
        elif isinstance(error, DataError):
            kind = "integrity"
        elif isinstance(error, DivergedError):
            kind = "diverged"
        else:
            kind = "value" if isinstance(error, ValueError | TypeError | RuntimeError) else "python"
        self._emit({"id": id, "type": "error", "data": failure(kind, str(error) or type(error).__name__)})


def versions() -> Message:
    """Return what runs here: the versions of Python, NumPy and nnweb, and which operations nnweb uses."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "nnweb": nnweb.__version__,
        "ops": ops.NAME,
    }


def failure(kind: str, message: str) -> Message:
    """Return the data of an error reply."""
    return {"kind": kind, "message": message}
