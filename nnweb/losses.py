"""Losses: what training makes small. Each is the mean over the batch, with its gradient beside it.

A cross-entropy is fused with the activation before it (softmax, sigmoid): `with_logits` takes the sums
before that activation and returns loss, outputs and gradient in one go, which is stable where log(0) is not.
`ops` is asked first for softmax with class numbers, the loss of most classifiers.
"""

import numpy as np

from nnweb import ops
from nnweb.activations import sigmoid
from nnweb.checks.arguments import choose, one_of
from nnweb.ops.arrays import FLOAT, Array
from nnweb.ops.buffers import Buffers

__all__ = [
    "LOSSES",
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Loss",
    "MeanSquaredError",
    "SparseCategoricalCrossentropy",
    "get",
]

# Keras clips probabilities here before it takes their logarithm.
CLIP = 1e-7


class Loss:
    """What all losses share: `loss(y_true, y_pred)` is a float, `gradient` its derivative by y_pred."""

    name = ""
    fused_activation: str | None = None
    from_logits = False

    def __call__(self, y_true: Array, y_pred: Array) -> float:
        """Return the mean loss over the batch."""
        raise NotImplementedError

    def gradient(self, y_true: Array, y_pred: Array) -> Array:
        """Return the derivative of the mean loss with respect to y_pred, in its shape."""
        raise NotImplementedError

    def with_logits(self, y_true: Array, logits: Array) -> tuple[float, Array, Array]:
        """Return loss, outputs and the loss's gradient with respect to the logits."""
        raise NotImplementedError

    def fuses(self, activation: str) -> bool:
        """Whether training uses `with_logits` after a last layer with this activation.

        Raises:
            ValueError: if outputs of that activation are not what this loss takes.
        """
        if self.fused_activation is None:
            return False
        wanted, other = self.fused_activation, "linear"
        if self.from_logits:
            wanted, other = other, wanted
        if activation != wanted:
            raise ValueError(
                f"Expected the last layer's activation to be {wanted!r} for {self!r}, or "
                f"from_logits={not self.from_logits} for one that is {other!r}. "
                f"Received: activation={activation!r}"
            )
        return True

    def check(self, y: Array, outputs: int) -> Array:
        """Return the targets in the form the loss works with; raise ValueError where they don't fit.

        Args:
            y: targets, [examples, ...].
            outputs: how many outputs the model has.
        """
        if y.ndim == 1 and outputs == 1:
            y = y[:, None]
        if y.ndim != 2 or y.shape[1] != outputs:
            raise ValueError(
                f"Expected targets of shape ({len(y)}, {outputs}) for {self.name!r}, one a model output."
                f"{self._shape_hint(y)} Received: y of shape {y.shape}"
            )
        return y.astype(FLOAT, copy=False)

    def _shape_hint(self, y: Array) -> str:  # noqa: ARG002
        return ""

    def config(self) -> dict[str, object]:
        """Return the name and arguments that make this loss again, fit for JSON."""
        return {"name": self.name} | ({"from_logits": True} if self.from_logits else {})

    def __repr__(self) -> str:
        """Return the class with its argument."""
        return f"{type(self).__name__}({'from_logits=True' if self.from_logits else ''})"


class MeanSquaredError(Loss):
    """mean((y_pred - y_true)²), over batch and outputs."""

    name = "mean_squared_error"

    def __call__(self, y_true: Array, y_pred: Array) -> float:
        """Return the mean of the squared differences; both [batch, outputs]."""
        difference = y_pred - y_true
        return float(np.mean(difference * difference, dtype=np.float64))

    def gradient(self, y_true: Array, y_pred: Array) -> Array:
        """Return 2 (y_pred - y_true) / (batch · outputs)."""
        return np.asarray((y_pred - y_true) * y_pred.dtype.type(2 / y_pred.size))


class BinaryCrossentropy(Loss):
    """-(t log p + (1 - t) log(1 - p)), over batch and outputs: yes-or-no questions."""

    name = "binary_crossentropy"
    fused_activation = "sigmoid"

    def __init__(self, from_logits: bool = False) -> None:
        """Say whether the model's outputs are sums before the sigmoid rather than probabilities."""
        self.from_logits = from_logits

    def __call__(self, y_true: Array, y_pred: Array) -> float:
        """Return the mean loss; y_true from 0 to 1, both [batch, outputs]."""
        if self.from_logits:
            return self.with_logits(y_true, y_pred)[0]
        p = np.clip(y_pred, CLIP, 1 - CLIP)
        return float(-np.mean(y_true * np.log(p) + (1 - y_true) * np.log1p(-p), dtype=np.float64))

    def gradient(self, y_true: Array, y_pred: Array) -> Array:
        """Return (p - t) / (p (1 - p)) / (batch · outputs)."""
        if self.from_logits:
            return self.with_logits(y_true, y_pred)[2]
        p = np.clip(y_pred, CLIP, 1 - CLIP)
        return np.asarray((p - y_true) / (p * (1 - p) * y_pred.size))

    def with_logits(self, y_true: Array, logits: Array) -> tuple[float, Array, Array]:
        """Return loss, outputs (probabilities, or the logits if those are wanted) and the logits' gradient.

        log(1 + exp(-|z|)) neither overflows nor takes the logarithm of 0, and the gradient along z is p - t.
        """
        p = sigmoid(logits)
        losses = np.maximum(logits, 0) - logits * y_true + np.log1p(np.exp(-np.abs(logits)))
        loss, gradient = float(losses.mean(dtype=np.float64)), (p - y_true) / logits.size
        return loss, logits if self.from_logits else p, gradient

    def check(self, y: Array, outputs: int) -> Array:
        """Return y as [examples, outputs]; each value must lie from 0 to 1."""
        y = super().check(y, outputs)
        if y.size and not (y.min() >= 0 and y.max() <= 1):
            raise ValueError(
                f"Expected targets from 0 to 1 for {self.name!r}. Received: y from {y.min()} to {y.max()}"
            )
        return y


class CategoricalCrossentropy(Loss):
    """-sum(t log p), mean over the batch: one class of many, targets one-hot (or probabilities)."""

    name = "categorical_crossentropy"
    fused_activation = "softmax"

    def __init__(self, from_logits: bool = False) -> None:
        """Say whether the model's outputs are sums before the softmax rather than probabilities."""
        self.from_logits = from_logits
        self._buffers, self._memo = Buffers(), ops.Memo()

    def __call__(self, y_true: Array, y_pred: Array) -> float:
        """Return the mean loss; y_true and y_pred [batch, classes]."""
        if self.from_logits:
            return self.with_logits(y_true, y_pred)[0]
        p = np.clip(y_pred, CLIP, 1 - CLIP)
        return float(-np.sum(self._targets(y_true, p) * np.log(p), dtype=np.float64) / len(p))

    def gradient(self, y_true: Array, y_pred: Array) -> Array:
        """Return -t / p / batch."""
        if self.from_logits:
            return self.with_logits(y_true, y_pred)[2]
        p = np.clip(y_pred, CLIP, 1 - CLIP)
        return np.asarray(-self._targets(y_true, p) / (p * len(p)))

    def with_logits(self, y_true: Array, logits: Array) -> tuple[float, Array, Array]:
        """Return loss, outputs (probabilities, or the logits if those are wanted) and the logits' gradient.

        -log p is the logarithm of the sum less z, so that no log(0) arises; the gradient along z is p - t.
        The arrays are good until the next call.
        """
        p = self._buffers.take("p", logits.shape, logits.dtype)
        gradient = self._buffers.take("gradient", logits.shape, logits.dtype)
        loss = ops.softmax_crossentropy(logits, y_true, p, gradient, self._memo)
        if loss is None:
            t = self._targets(y_true, logits)
            shifted = logits - logits.max(axis=1, keepdims=True)
            np.exp(shifted, out=p)
            total = p.sum(axis=1, keepdims=True)
            p /= total
            loss = float(np.log(total).sum(dtype=np.float64) - np.vdot(t, shifted)) / len(logits)
            np.subtract(p, t, out=gradient)
            gradient /= len(logits)
        return loss, logits if self.from_logits else p, gradient

    def check(self, y: Array, outputs: int) -> Array:
        """Return y as [examples, classes]; each row must hold probabilities that add up to 1."""
        y = super().check(y, outputs)
        if y.size and (y.min() < 0 or np.abs(y.sum(axis=1, dtype=np.float64) - 1).max() > 1e-3):
            wrong = f"with {y.min():g} in it" if y.min() < 0 else f"that adds up to {self._worst(y)}"
            raise ValueError(
                "Expected each row of targets to be one-hot, or probabilities that add up to 1, for "
                f"{self.name!r}. Received: a row {wrong}"
            )
        return y

    def _worst(self, y: Array) -> str:
        sums = y.sum(axis=1, dtype=np.float64)
        return f"{sums[np.abs(sums - 1).argmax()]:g}"

    def _shape_hint(self, y: Array) -> str:
        integers = y.ndim == 1 or (y.ndim == 2 and y.shape[1] == 1)
        return " For class numbers use 'sparse_categorical_crossentropy'." if integers else ""

    def _targets(self, y_true: Array, outputs: Array) -> Array:  # noqa: ARG002
        """Return how probable each class is in truth, [batch, classes]."""
        return y_true


class SparseCategoricalCrossentropy(CategoricalCrossentropy):
    """-log p of the right class, mean over the batch: one class of many, targets its number."""

    name = "sparse_categorical_crossentropy"

    def check(self, y: Array, outputs: int) -> Array:
        """Return y as integers, [examples]; each must be a class number, 0 to classes - 1."""
        if y.ndim == 2 and y.shape[1] == 1:
            y = y[:, 0]
        if y.ndim != 1:
            hint = " For one-hot targets use 'categorical_crossentropy'." if y.ndim == 2 else ""
            raise ValueError(
                f"Expected targets of shape ({len(y)},) for {self.name!r}, a class number each.{hint} "
                f"Received: y of shape {y.shape}"
            )
        if y.dtype.kind not in "iu":
            whole = y.astype(np.int64)
            if not np.array_equal(whole, y):
                raise ValueError(
                    f"Expected class numbers, whole numbers from 0 to {outputs - 1}, for {self.name!r}. "
                    f"Received: {y[whole != y][0]} in y of dtype {y.dtype}"
                )
            y = whole
        if y.size and not (y.min() >= 0 and y.max() < outputs):
            raise ValueError(
                f"Expected labels from 0 to {outputs - 1}, since the last layer has {outputs} units. "
                f"Received: labels from {y.min()} to {y.max()}"
            )
        return y

    def _targets(self, y_true: Array, outputs: Array) -> Array:
        """Return each class number as a row with a 1 in its place."""
        return np.equal(y_true[:, None], np.arange(outputs.shape[1])).astype(outputs.dtype)


LOSSES: dict[str, type[Loss]] = {
    loss.name: loss
    for loss in (MeanSquaredError, BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy)
}
"""Every loss by its name."""


def get(loss: str | Loss | None) -> Loss:
    """Return the loss of that name ("mse" is short for "mean_squared_error"), or the loss itself.

    Raises:
        ValueError: for an unknown name, or none.
    """
    if isinstance(loss, Loss):
        return loss
    if loss is None:
        raise ValueError(f"Expected compile(loss=…) to name one of {one_of(LOSSES)}. Received: loss=None")
    return choose("loss", loss, LOSSES | {"mse": MeanSquaredError})()
