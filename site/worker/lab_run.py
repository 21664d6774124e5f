"""The Lab's training run, advanced a slice of time after another."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import Any

import numpy as np
from lab import compile_model

from nnweb import Sequential, ops
from nnweb.datasets import mnist
from nnweb.training import EpochEnd, Step

Message = dict[str, Any]

# A larger batch than training's makes evaluation faster and changes no result; this one keeps a slice short.
TEST_BATCH = 250

# Speed is told over this much running time, so that it settles but still follows a change.
SPEED_WINDOW = 2.0


class TrainingRun:
    """One training run: as many epochs as the config says, then the test.

    Args:
        id: of the request it answers.
        model: trained in place.
        config: of the Lab's inputs.
        compiled_for: the config the model's optimizer was made for; another optimizer starts afresh, the
            same one goes on with what it has gathered.
        paused: wait for the first `resume`.
    """

    def __init__(
        self, id: int, model: Sequential, config: Message, compiled_for: Message, paused: bool
    ) -> None:
        self.id = id
        self.paused = paused
        self._model = model
        self._config = config
        self._reason = "done"
        self._seconds = 0.0
        self._pace: deque[tuple[float, int]] = deque()
        self._images_seen = 0
        self._batches_until_pause: int | None = None
        if compiled_for.get("optimizer", config["optimizer"]) != config["optimizer"]:
            compile_model(model, config)
        model.optimizer.learning_rate = float(config["learning_rate"])
        self._images = int(config["train_images"])
        self._batch_size = int(config["batch_size"])
        self._epochs = int(config["epochs"])
        x, y = mnist.load_split("train")
        self._steps: Iterator[Step | EpochEnd] = model.fit_steps(
            x[: self._images],
            y[: self._images],
            batch_size=self._batch_size,
            epochs=self._epochs,
            validation_data=mnist.load_split("test"),
            validation_batch_size=TEST_BATCH,
        )
        self._test: Message | None = None

    def resume(self, batches: int | None = None) -> None:
        """Go on, for good or for this many training batches."""
        self.paused = False
        self._batches_until_pause = batches
        self._pace.clear()

    def stop(self) -> None:
        """End the training with the weights as they are; the test is still to come."""
        self._reason = "stopped"
        self._test = None
        self._steps = self._model.evaluate_steps(*mnist.load_split("test"), batch_size=TEST_BATCH)
        self.paused = False
        self._batches_until_pause = None

    def snapshot(self) -> Message:
        """Return the model as a file."""
        return {"snapshot": np.frombuffer(self._model.to_bytes(), dtype=np.uint8)}

    def advance(self, seconds: float) -> list[tuple[str, Message]]:
        """Train for about `seconds`; return the events, and the reply when the run has ended."""
        started = time.perf_counter()
        deadline = started + seconds
        messages: list[tuple[str, Message]] = []
        trained: list[Step] = []
        ended = False
        while not ended and not self.paused and time.perf_counter() < deadline:
            step = next(self._steps, None)
            if step is None:
                ended = True
            elif isinstance(step, EpochEnd):
                messages.append(("snapshot", self.snapshot()))
                messages.append(("epoch", {"epoch": step.epoch, **step.logs}))
                self._test = {"test_loss": step.logs["val_loss"], "test_accuracy": step.logs["val_accuracy"]}
            elif step.phase == "train":
                trained.append(step)
                self._count_down()
            else:
                self._test = {"test_loss": step.loss, "test_accuracy": step.metrics["accuracy"]}
        now = time.perf_counter()
        self._seconds += now - started
        if trained:
            messages.insert(0, ("step", self._progress(trained, now)))
        if ended:
            test = self._test or {}
            # Before the reply, after which nothing more is heard under its id.
            messages.append(("snapshot", self.snapshot()))
            messages.append(
                ("reply", {"reason": self._reason, "seconds": self._seconds, "ops": ops.NAME, **test})
            )
        return messages

    def _count_down(self) -> None:
        if self._batches_until_pause is not None:
            self._batches_until_pause -= 1
            self.paused = self._batches_until_pause <= 0

    def _progress(self, trained: list[Step], now: float) -> Message:
        last = trained[-1]
        whole = [
            min(self._batch_size, self._images - (step.batch - 1) * self._batch_size) for step in trained
        ]
        self._images_seen += sum(whole)
        self._pace.append((now, self._images_seen))
        while len(self._pace) > 2 and now - self._pace[0][0] > SPEED_WINDOW:
            self._pace.popleft()
        before, images_before = self._pace[0]
        elapsed = now - before
        speed = (self._images_seen - images_before) / elapsed if elapsed > 0 else 0.0
        left = (self._epochs - last.epoch) * self._images - min(last.batch * self._batch_size, self._images)
        return {
            "epoch": last.epoch,
            "epochs": self._epochs,
            "batch": last.batch,
            "batches": last.batches,
            "loss": last.loss,
            "accuracy": last.metrics["accuracy"],
            "recent_loss": sum(step.batch_loss for step in trained) / len(trained),
            "recent_accuracy": sum(step.batch_metrics["accuracy"] for step in trained) / len(trained),
            "images_per_second": speed,
            "seconds_left": left / speed if speed > 0 else 0.0,
        }
