"""Training as a generator: it yields after every batch, so that a caller can look, change things, or stop."""

import contextlib
import math
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from nnweb.callbacks import Callback, DivergedError, EpochEnd, History, Step, hooks
from nnweb.checks.arguments import check_count
from nnweb.ops.arrays import Array
from nnweb.training import progress
from nnweb.training.evaluation import Running, check_data, evaluate_steps

if TYPE_CHECKING:
    from nnweb.model import Sequential

__all__ = ["Plan", "fit_steps", "plan_fit", "run"]


@dataclass(frozen=True)
class Plan:
    """A checked fit: the data it trains and validates on, and how."""

    x: Array
    y: Array
    batch_size: int
    epochs: int
    shuffle: bool
    validation: tuple[Array, Array] | None
    validation_batch_size: int


def plan_fit(
    model: "Sequential",
    x: Any,
    y: Any,
    batch_size: int,
    epochs: int,
    validation_split: float,
    validation_data: Any,
    shuffle: bool,
    validation_batch_size: int | None,
) -> Plan:
    """Check the arguments of `Sequential.fit` and return what is to be done."""
    batch_size, epochs = check_count("batch_size", batch_size), check_count("epochs", epochs)
    x, y = check_data(model, x, y)
    validation = None
    if validation_data is not None:
        if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
            raise ValueError(f"Expected validation_data=(x, y). Received: {type(validation_data).__name__}")
        validation = check_data(model, validation_data[0], validation_data[1], "validation_")
    elif validation_split:
        kept = len(x) - round(len(x) * validation_split) if 0 < validation_split < 1 else 0
        if not 0 < kept < len(x):
            raise ValueError(
                "Expected validation_split to leave examples on both sides, above 0 and below 1. "
                f"Received: validation_split={validation_split} of {len(x)} examples"
            )
        validation = (x[kept:], y[kept:])
        x, y = x[:kept], y[:kept]
    other = batch_size if validation_batch_size is None else validation_batch_size
    return Plan(x, y, batch_size, epochs, shuffle, validation, check_count("validation_batch_size", other))


def fit_steps(model: "Sequential", plan: Plan, callbacks: tuple[Callback, ...]) -> Generator[Step | EpochEnd]:
    """Carry out a plan; see `Sequential.fit_steps`."""
    begin, after_batch, after_epoch, end = hooks(callbacks)
    history = model.history = History()
    model.stop_training = False
    for hook in begin:
        hook(model)
    try:
        for epoch in range(plan.epochs):
            started = time.perf_counter()
            step = None
            for step in _epoch_steps(model, plan, epoch):
                for hook in after_batch:
                    hook(step)
                yield step
                if model.stop_training:
                    return
            assert step is not None  # noqa: S101
            if not np.isfinite(model.parameters).all():  # by the last batch: no loss could tell yet
                raise _diverged(model, "a weight became infinite", step)
            logs = {"loss": step.loss, **step.metrics}
            if plan.validation is not None:
                for step in evaluate_steps(
                    model, *plan.validation, plan.validation_batch_size, epoch, plan.epochs
                ):
                    if not math.isfinite(step.batch_loss):
                        raise _diverged(model, f"the validation loss became {step.batch_loss}", step)
                    yield step
                logs |= {f"val_{name}": value for name, value in {"loss": step.loss, **step.metrics}.items()}
            history.append(epoch, logs)
            epoch_end = EpochEnd(epoch, plan.epochs, {**logs, "seconds": time.perf_counter() - started})
            for hook in after_epoch:
                hook(epoch_end)
            yield epoch_end
            if model.stop_training:
                return
    finally:
        for hook in end:
            hook(history)


def _epoch_steps(model: "Sequential", plan: Plan, epoch: int) -> Iterator[Step]:
    x, y, size = plan.x, plan.y, plan.batch_size
    order = model.rng.permutation(len(x)) if plan.shuffle else np.arange(len(x))
    batches = -(-len(x) // size)
    running = Running(model)
    for batch in range(batches):
        indices = order[batch * size : (batch + 1) * size]
        targets = y.take(indices, axis=0)
        loss, outputs = _train(model, model.gather(x, indices), targets)
        if not math.isfinite(loss):
            raise DivergedError(f"the loss became {loss}", epoch, batch + 1, model.optimizer.learning_rate)
        yield running.step(loss, targets, outputs, ("train", epoch, plan.epochs, batch + 1, batches))


def _diverged(model: "Sequential", what: str, step: Step) -> DivergedError:
    return DivergedError(what, step.epoch, step.batch, model.optimizer.learning_rate)


def _train(model: "Sequential", batch: Array, targets: Array) -> tuple[float, Array]:
    # Where numbers overflow the loss tells; NumPy's warnings would only add noise.
    with np.errstate(over="ignore", invalid="ignore"):
        loss, outputs, gradient = model.loss_of(batch, targets, training=True)
        if gradient is not None and math.isfinite(loss):
            model.backward(gradient)
            model.optimizer.update(model.parameters, model.gradients)
    return loss, outputs


def run(model: "Sequential", steps: Generator[Step | EpochEnd], verbose: str | int) -> History:
    """Go through `fit_steps` to the end, showing progress; on Ctrl-C say so and keep what was learned.

    Wherever it ends, the callbacks hear of the end before this returns.
    """
    show = progress.choose(verbose)
    try:
        with contextlib.closing(steps):
            for step in steps:
                show(step)
    except KeyboardInterrupt:
        show.interrupted()
    return model.history
