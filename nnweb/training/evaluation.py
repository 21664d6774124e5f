"""Looking without learning: evaluation step by step, prediction, and what training shares with them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from nnweb.callbacks import Step
from nnweb.checks.arguments import check_count
from nnweb.checks.data import check_examples, check_targets
from nnweb.metrics import count_correct
from nnweb.ops.arrays import FLOAT, Array

if TYPE_CHECKING:
    from nnweb.model import Sequential

__all__ = ["Running", "check_data", "evaluate_steps", "predict"]


def check_data(model: "Sequential", x: Any, y: Any, prefix: str = "") -> tuple[Array, Array]:
    """Return x and y as arrays that fit the model, which is built for x's shape if it wasn't yet."""
    x_name, y_name = f"{prefix}x", f"{prefix}y"
    x = check_examples(x, model.input_shape, x_name)
    y = check_targets(y, len(x), y_name, x_name)
    model.build(x.shape[1:])
    return x, model.loss.check(y, _outputs(model))


class Running:
    """Means over the batches so far, each batch weighing as much as it has examples."""

    def __init__(self, model: "Sequential") -> None:
        """Start with none."""
        self.threshold = 0.0 if model.loss.from_logits else 0.5
        self.counts_correct = bool(model.metrics)
        self.examples, self.loss_sum, self.correct = 0, 0.0, 0

    def step(self, loss: float, y: Array, outputs: Array, where: tuple[str, int, int, int, int]) -> Step:
        """Add a batch; return the Step that tells of it. `where`: phase, epoch, epochs, batch, batches."""
        size = len(y)
        self.examples += size
        self.loss_sum += loss * size
        metrics, batch_metrics = {}, {}
        if self.counts_correct:
            correct = count_correct(y, outputs, self.threshold)
            self.correct += correct
            metrics = {"accuracy": self.correct / self.examples}
            batch_metrics = {"accuracy": correct / size}
        return Step(*where, self.loss_sum / self.examples, metrics, loss, batch_metrics)


def evaluate_steps(
    model: "Sequential", x: Array, y: Array, batch_size: int, epoch: int = 0, epochs: int = 1
) -> Iterator[Step]:
    """Yield a Step a batch, with loss and metrics of the examples so far; x, y as `check_data` returns."""
    batches = -(-len(x) // batch_size)
    running = Running(model)
    for batch in range(batches):
        piece = slice(batch * batch_size, (batch + 1) * batch_size)
        with np.errstate(over="ignore", invalid="ignore"):  # as in training
            loss, outputs, _ = model.loss_of(model.gather(x, piece), y[piece])
        yield running.step(loss, y[piece], outputs, ("validate", epoch, epochs, batch + 1, batches))


def predict(model: "Sequential", x: Any, batch_size: int) -> Array:
    """Return the outputs for x, float32 [examples, outputs]; see `Sequential.predict`."""
    batch_size = check_count("batch_size", batch_size)
    x = check_examples(x, model.input_shape)
    model.build(x.shape[1:])
    outputs = np.empty((len(x), *model.output_shape), FLOAT)
    for start in range(0, len(x), batch_size):
        piece = slice(start, start + batch_size)
        outputs[piece] = model.forward(model.gather(x, piece))
    return outputs


def _outputs(model: "Sequential") -> int:
    if len(model.output_shape) != 1:
        raise ValueError(
            "Expected the model to return a row an example: put Flatten() or Dense(…) last. "
            f"Received: outputs of shape {model.output_shape}"
        )
    return model.output_shape[0]
