"""What training tells: Step and EpochEnd as it goes, History at the end; and what may listen to it."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from nnweb.checks.arguments import choose
from nnweb.ops.arrays import Array

if TYPE_CHECKING:
    from nnweb.model import Sequential

__all__ = ["Callback", "DivergedError", "EarlyStopping", "EpochEnd", "History", "Step", "hooks"]


class Step(NamedTuple):
    """One batch done, of training or of validation."""

    phase: str
    """"train" or "validate"."""
    epoch: int
    """From 0."""
    epochs: int
    batch: int
    """Batches done in this phase of the epoch: 1 after the first."""
    batches: int
    loss: float
    """Mean over the examples of this phase so far, as Keras shows it."""
    metrics: dict[str, float]
    """Likewise: {"accuracy": 0 to 1}, or empty."""
    batch_loss: float
    """Of this batch alone, which a curve wants."""
    batch_metrics: dict[str, float]
    """Likewise."""


class EpochEnd(NamedTuple):
    """One epoch done, its validation included."""

    epoch: int
    """From 0."""
    epochs: int
    logs: dict[str, float]
    """loss, accuracy, val_loss, val_accuracy (those there are), and the seconds it took."""


class History:
    """What came of each epoch: `history["loss"]` and so on are lists, `epoch` the epochs' numbers, from 0."""

    def __init__(self) -> None:
        """Start empty."""
        self.history: dict[str, list[float]] = {}
        self.epoch: list[int] = []

    def append(self, epoch: int, logs: dict[str, float]) -> None:
        """Add an epoch's numbers."""
        self.epoch.append(epoch)
        for name, value in logs.items():
            self.history.setdefault(name, []).append(value)

    def __repr__(self) -> str:
        """Return how many epochs it holds and the last one's numbers."""
        last = ", ".join(f"{name}={values[-1]:.4f}" for name, values in self.history.items())
        return f"History({len(self.epoch)} epochs{': ' + last if last else ''})"


class DivergedError(ArithmeticError):
    """The loss, in training or validation, or a weight became NaN or infinite.

    The model is left as that batch found it; `model.history` holds the epochs done.
    """

    def __init__(self, what: str, epoch: int, batch: int, learning_rate: float) -> None:
        """Keep where it happened; `what` such as "the loss became nan", `epoch` from 0, `batch` from 1."""
        self.what, self.epoch, self.batch, self.learning_rate = what, epoch, batch, learning_rate
        super().__init__(
            f"Training diverged: {what} at epoch {epoch + 1}, batch {batch}, with a learning rate of "
            f"{learning_rate:g}. Try a tenth of that rate, inputs from 0 to 1 (Rescaling(1 / 255) "
            "for images), or a new seed."
        )


class Callback:
    """Something that listens to training; any object with one of these methods will do as well.

    Set `model.stop_training = True` to end training after the present batch.
    """

    def on_train_begin(self, model: "Sequential") -> None:
        """Before the first batch."""

    def on_batch_end(self, step: Step) -> None:
        """After each training batch."""

    def on_epoch_end(self, end: EpochEnd) -> None:
        """After each epoch and its validation."""

    def on_train_end(self, history: History) -> None:
        """After the last batch, however it came to be the last."""


def hooks(callbacks: tuple[Any, ...]) -> list[list[Callable[[Any], None]]]:
    """Return, for begin, batch, epoch and end, the callbacks' methods of that kind."""
    names = ("on_train_begin", "on_batch_end", "on_epoch_end", "on_train_end")
    for callback in callbacks:
        if not any(hasattr(callback, name) for name in names):
            raise TypeError(
                f"Expected a callback with a method such as on_epoch_end(end). Received: {callback!r}"
            )
    # A Callback's own empty methods needn't be called after each batch.
    return [
        [
            getattr(callback, name)
            for callback in callbacks
            if getattr(type(callback), name, None) is not getattr(Callback, name) and hasattr(callback, name)
        ]
        for name in names
    ]


class EarlyStopping(Callback):
    """End training when a number stops getting better (Prechelt 1998).

    Args:
        monitor: "loss", "accuracy", "val_loss" or "val_accuracy".
        patience: how many epochs in a row may pass without it getting better.
        min_delta: the least that counts as better.
        restore_best_weights: whether to go back to the weights of the best epoch.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        patience: int = 0,
        min_delta: float = 0.0,
        restore_best_weights: bool = False,
    ) -> None:
        """Keep what to watch and how patiently."""
        known = {"loss": -1, "accuracy": 1, "val_loss": -1, "val_accuracy": 1}
        self._sign = choose("monitor", monitor, known)
        if patience < 0 or min_delta < 0:
            raise ValueError(
                "Expected patience and min_delta to be 0 or more. "
                f"Received: patience={patience}, min_delta={min_delta}"
            )
        self.monitor, self.patience, self.min_delta = monitor, patience, min_delta
        self.restore_best_weights = restore_best_weights

    def on_train_begin(self, model: "Sequential") -> None:
        """Forget what was best before."""
        self._model = model
        self.best, self.best_epoch, self._best_parameters = -math.inf, -1, None

    best: float
    best_epoch: int
    _best_parameters: Array | None

    def on_epoch_end(self, end: EpochEnd) -> None:
        """Compare with the best epoch so far."""
        if self.monitor not in end.logs:
            there = ", ".join(name for name in end.logs if name != "seconds")
            raise ValueError(
                f"Expected {self.monitor!r} to be measured: give fit validation_data, compile metrics. "
                f"Received: {there}"
            )
        value = self._sign * end.logs[self.monitor]
        if value > self.best + self.min_delta:
            self.best, self.best_epoch = value, end.epoch
            if self.restore_best_weights:
                self._best_parameters = self._model.parameters.copy()
        elif end.epoch - self.best_epoch > self.patience:
            self._model.stop_training = True

    def on_train_end(self, history: History) -> None:  # noqa: ARG002
        """Go back to the best epoch's weights, if so wished."""
        if self._best_parameters is not None:
            self._model.parameters[...] = self._best_parameters
