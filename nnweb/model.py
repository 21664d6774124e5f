"""Sequential: a network that learns. It says what can be done with it; `training` says how it is done."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nnweb import losses, optimizers, saving
from nnweb.callbacks import Callback, EpochEnd, History, Step
from nnweb.checks.arguments import check_count, choose
from nnweb.layers import Dense, Layer
from nnweb.network import Network
from nnweb.ops.arrays import Array
from nnweb.training import evaluation, loop

__all__ = ["Sequential"]

METRICS = {"accuracy": "accuracy", "acc": "accuracy"}


class Sequential(Network):
    """A stack of layers, each fed with what the one before it returns, that learns from examples.

    Args:
        layers: to begin with; `add` appends more.
        seed: makes a run repeatable to the last bit: starting weights, shuffling and dropout all come from
            one generator, PCG64(seed). None draws a seed; either way it is kept as `seed`.
    """

    def __init__(self, layers: Sequence[Layer] | None = None, seed: int | None = None) -> None:
        """Start with these layers and a generator of this seed."""
        self.stop_training = False
        self.history = History()
        self.metrics: list[str] = []
        self._optimizer: optimizers.Optimizer | None = None
        self._loss: losses.Loss | None = None
        super().__init__(layers, seed)

    def compile(
        self,
        optimizer: str | optimizers.Optimizer = "rmsprop",
        loss: str | losses.Loss | None = None,
        metrics: Sequence[str] | None = None,
    ) -> None:
        """Say how to learn: what changes the parameters, what to make small, what else to report.

        Args:
            optimizer: "sgd", "rmsprop", "adam", or an Optimizer.
            loss: "mean_squared_error" ("mse"), "binary_crossentropy", "categorical_crossentropy",
                "sparse_categorical_crossentropy", or a Loss.
            metrics: ["accuracy"], or nothing.

        Raises:
            ValueError: for an unknown name, or a loss the last layer's activation doesn't fit.
        """
        chosen = losses.get(loss)
        last = self.layers[-1] if self.layers else None
        fused = isinstance(last, Dense) and chosen.fuses(last.activation)
        if isinstance(metrics, str):
            raise ValueError(
                f"Expected metrics to be a list, such as ['accuracy']. Received: metrics={metrics!r}"
            )
        self.metrics = [choose("metric", name, METRICS) for name in metrics or ()]
        self._optimizer, self._loss, self._fused = optimizers.get(optimizer), chosen, fused
        if self.input_shape is not None:
            self.build()

    @property
    def optimizer(self) -> optimizers.Optimizer:
        """The optimizer; its `learning_rate` may be set between two batches."""
        self._require_compiled()
        assert self._optimizer is not None  # noqa: S101
        return self._optimizer

    @property
    def loss(self) -> losses.Loss:
        """The loss."""
        self._require_compiled()
        assert self._loss is not None  # noqa: S101
        return self._loss

    @property
    def compiled(self) -> bool:
        """Whether `compile` was called."""
        return self._loss is not None

    def _require_compiled(self) -> None:
        if not self.compiled:
            raise RuntimeError(
                "Expected a compiled model. Received: one that isn't; call "
                "compile(optimizer='adam', loss=…, metrics=['accuracy']) first."
            )

    def loss_of(self, batch: Array, y: Array, training: bool = False) -> tuple[float, Array, Array | None]:
        """Return loss, outputs and, when training, the gradient for `backward`; y as `loss.check` returns.

        As in Keras, what the regularizers ask for is part of the loss; each layer adds its own gradient.
        """
        if self._fused:
            loss, outputs, gradient = self.loss.with_logits(y, self.forward(batch, training, as_logits=True))
            return loss + self.penalty(), outputs, gradient
        outputs = self.forward(batch, training)
        loss = self.loss(y, outputs) + self.penalty()
        return loss, outputs, self.loss.gradient(y, outputs) if training else None

    def fit(
        self,
        x: Any,
        y: Any,
        batch_size: int = 32,
        epochs: int = 1,
        verbose: str | int = "auto",
        callbacks: Iterable[Callback] | None = None,
        validation_split: float = 0.0,
        validation_data: tuple[Any, Any] | None = None,
        shuffle: bool = True,
        validation_batch_size: int | None = None,
    ) -> History:
        """Train, and return the History; Ctrl-C ends it early and keeps the weights.

        Args:
            x: examples, [examples, *input_shape], any real dtype; cast to float32 a batch at a time.
            y: targets, [examples, …], as the loss takes them.
            batch_size: examples to a step.
            epochs: times through all examples.
            verbose: "auto" or 1 draws a bar on a terminal and prints a line an epoch elsewhere; 2 always
                prints lines; 0 is silent.
            callbacks: called along the way; see `nnweb.callbacks.Callback`.
            validation_split: share of the examples, from the end, kept for validation: 0 or more, below 1.
            validation_data: (x, y) to validate on after each epoch instead.
            shuffle: whether each epoch goes through the examples in a new order.
            validation_batch_size: `batch_size` unless said.

        Raises:
            TypeError: and ValueError, if data or options don't fit.
            RuntimeError: before `compile`.
            DivergedError: if the loss becomes NaN or infinite.
        """
        steps = self.fit_steps(
            x,
            y,
            batch_size,
            epochs,
            callbacks,
            validation_split,
            validation_data,
            shuffle,
            validation_batch_size,
        )
        return loop.run(self, steps, verbose)

    def fit_steps(
        self,
        x: Any,
        y: Any,
        batch_size: int = 32,
        epochs: int = 1,
        callbacks: Iterable[Callback] | None = None,
        validation_split: float = 0.0,
        validation_data: tuple[Any, Any] | None = None,
        shuffle: bool = True,
        validation_batch_size: int | None = None,
    ) -> Generator[Step | EpochEnd]:
        """Train step by step: `fit` as a generator, which yields after every batch and every epoch.

        Between two steps the caller may look at anything, set `optimizer.learning_rate`, or walk away.
        Arguments are checked at once, before the first step; see `fit` for them and for the errors.
        """
        self._require_compiled()
        plan = loop.plan_fit(
            self, x, y, batch_size, epochs, validation_split, validation_data, shuffle, validation_batch_size
        )
        return loop.fit_steps(self, plan, tuple(callbacks or ()))

    def evaluate(self, x: Any, y: Any, batch_size: int = 32, verbose: str | int = 0) -> Any:  # noqa: ARG002
        """Return [loss, accuracy] over these examples, or without metrics the loss alone, as Keras does.

        See `fit` for the arguments and the errors. `verbose` is there for programs written for Keras, and
        changes nothing.
        """
        *_, last = self.evaluate_steps(x, y, batch_size)
        return [last.loss, *last.metrics.values()] if self.metrics else last.loss

    def evaluate_steps(self, x: Any, y: Any, batch_size: int = 32) -> Iterator[Step]:
        """Evaluate step by step: the last Step holds the result, in `loss` and `metrics`."""
        self._require_compiled()
        batch_size = check_count("batch_size", batch_size)
        return evaluation.evaluate_steps(self, *evaluation.check_data(self, x, y), batch_size)

    def predict(self, x: Any, batch_size: int = 32, verbose: str | int = 0) -> Array:  # noqa: ARG002
        """Return the outputs for these examples, float32 [examples, outputs].

        `verbose` is there for programs written for Keras, and changes nothing.
        """
        return evaluation.predict(self, x, batch_size)

    def save(self, path: str | Path, include_optimizer: bool = True) -> None:
        """Write the model to one .npz file; see `to_bytes`."""
        Path(path).write_bytes(self.to_bytes(include_optimizer))

    @classmethod
    def load(cls, path: str | Path) -> "Sequential":
        """Return the model that `save` wrote, ready to predict and to train on.

        Raises:
            FileNotFoundError: if there is no such file.
            ValueError: if it is damaged or not such a file.
        """
        return saving.from_bytes(cls, Path(path).read_bytes(), str(path))

    def to_bytes(self, include_optimizer: bool = True) -> bytes:
        """Return the model as the content of a .npz file, with what its optimizer remembers if wanted."""
        return saving.to_bytes(self, include_optimizer)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sequential":
        """Return the model that `to_bytes` turned into bytes; raise ValueError if it is damaged."""
        return saving.from_bytes(cls, data)
