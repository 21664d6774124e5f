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
import lab
import numpy as np
from figure_run import FigureRun
from figures import figure
from lab_run import TrainingRun
from playground import Playground, PlaygroundRun
from slices import Slot

import nnweb
from nnweb import Sequential, digits, ops
from nnweb.datasets import DataError, mnist
from nnweb.ops.arrays import Array
from nnweb.training import DivergedError

Message = dict[str, Any]
Emit = Callable[[Message], None]


class NoModelError(Exception):
    """The reader's own network was asked for before there was one."""


class StoppedError(Exception):
    """A run was ended before its time."""


# What went wrong, as the page tells it apart, and by which errors it is known; the first that fits counts.
KINDS: dict[str, tuple[type[Exception], ...]] = {
    "no_model": (NoModelError,),
    "stopped": (StoppedError,),
    "memory": (MemoryError,),
    "integrity": (DataError,),
    "diverged": (DivergedError,),
    "value": (ValueError, TypeError, RuntimeError),
}


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
        self._training = Slot[TrainingRun](self._say, self._fail)
        self._playground = Playground()
        self._playing = Slot[PlaygroundRun](self._say, self._fail)
        self._figuring = Slot[FigureRun](self._say, self._fail)

    @property
    def busy(self) -> bool:
        """Whether `advance` has something to do."""
        return self._training.busy or self._playing.busy or self._figuring.busy

    def handle(self, message: Message) -> None:
        """Carry out one request; only what starts a run is answered later."""
        try:
            reply = getattr(self, f"_do_{message['type']}")(message["id"], **message["data"])
        except Exception as error:
            self._fail(message["id"], error)
        else:
            if reply is not None:
                self._say(message["id"], "reply", reply)

    def advance(self, seconds: float) -> None:
        """Let each run go on for about this long, then say how far it is."""
        self._training.advance(seconds)
        self._playing.advance(seconds)
        self._figuring.advance(seconds)

    # Loading

    def load(self, split: str) -> Message | None:
        """Have a split of MNIST in memory; return what an error reply would say, where that fails."""
        try:
            mnist.load_split(split)
        except Exception as error:
            return failure(error)
        return None

    def _do_load_data(self, _id: int, split: str) -> Message:
        images, _labels = mnist.load_split(split)
        return {"images": len(images)}

    def _do_restore(self, _id: int, snapshot: Any) -> Message:
        self._own = Sequential.from_bytes(bytes(snapshot))
        # So that the next training goes on with this network, if it is the one its config describes.
        self._config = lab.config_of(self._own)
        return self._info()

    # Training

    def _do_build(self, _id: int, config: Message) -> Message:
        self._training.end(StoppedError("A new network was built."))
        config = lab.check(config)
        self._own, self._config = lab.build_model(config), config
        return self._info()

    def _do_train(self, id: int, config: Message, paused: bool) -> None:
        self._training.check_free()
        config = lab.check(config)
        if self._own is None or not lab.same_network(self._config, config):
            self._own, self._config = lab.build_model(config), config
        self._training.run = TrainingRun(id, self._own, config, compiled_for=self._config, paused=paused)
        self._config = config

    def _do_pause(self, _id: int) -> Message:
        if run := self._training.run:
            run.paused = True
            self._say(run.id, "snapshot", run.snapshot())
        return {}

    def _do_resume(self, _id: int) -> Message:
        if run := self._training.run:
            run.resume()
        return {}

    def _do_step(self, _id: int) -> Message:
        if run := self._training.run:
            run.resume(batches=1)
        return {}

    def _do_stop(self, _id: int) -> Message:
        if run := self._training.run:
            run.stop()
        return {}

    def _do_set_learning_rate(self, _id: int, learning_rate: float) -> Message:
        if self._own is not None:
            self._own.optimizer.learning_rate = learning_rate
        self._config["learning_rate"] = learning_rate
        return {}

    # Recognising

    def _do_predict(self, _id: int, drawing: Message, model: str) -> Message:
        started = time.perf_counter()
        return self._recognise(seen(drawing), model, started)

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

    def _do_figure(
        self, _id: int, name: str, state: Message, language: str, drawing: Message | None = None
    ) -> Message:
        given = figure.Given(self._model, seen(drawing)) if drawing else figure.Given(self._model)
        return figure.find(name).render(name, state, figure.words(name, language), given)

    def _do_figure_run(self, id: int, name: str, state: Message, language: str) -> None:
        run = FigureRun(id, name, state, language, figure.Given(network=self._model))
        self._figuring.end(StoppedError("Another run of a figure began."))
        self._figuring.run = run

    def _do_figure_stop(self, _id: int, name: str) -> Message:
        if (run := self._figuring.run) and run.name == name:
            run.stop()
        return {}

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
        self._playing.check_free()
        self._playing.run = PlaygroundRun(id, self._playground, epochs)

    def _do_playground_stop(self, _id: int) -> Message:
        if run := self._playing.run:
            run.stop()
        return {}

    def _do_playground_weight(self, _id: int, at: int, value: float) -> Message:
        return self._playground.set_weight(at, value)

    # Answering

    def _info(self) -> Message:
        return {
            "parameters": self._own.count_params() if self._own is not None else 0,
            "config": dict(self._config),
        }

    def _say(self, id: int, type: str, data: Message) -> None:
        self._emit({"id": id, "type": type, "data": data})

    def _fail(self, id: int, error: Exception) -> None:
        self._say(id, "error", failure(error))


def seen(drawing: Message) -> Array:
    """Return a pad's ink as the network sees it, uint8 [28, 28]."""
    return digits.to_mnist(np.frombuffer(drawing["values"], np.uint8).reshape(tuple(drawing["shape"])))


def versions() -> Message:
    """Return what runs here: the versions of Python, NumPy and nnweb, and which operations nnweb uses."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "nnweb": nnweb.__version__,
        "ops": ops.NAME,
    }


def failure(error: Exception) -> Message:
    """Return what an error reply says of it."""
    kind = next((kind for kind, classes in KINDS.items() if isinstance(error, classes)), "python")
    return {"kind": kind, "message": str(error) or type(error).__name__}
