"""Loss: what all losses share."""

from nnweb.ops.arrays import FLOAT, Array

__all__ = ["Loss"]


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
