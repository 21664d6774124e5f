"""Layer: what all layers share."""

from typing import Any

import numpy as np

from nnweb.checks import check_count
from nnweb.ops.arrays import Array, Shape
from nnweb.ops.buffers import Buffers

__all__ = ["Layer"]


class Layer:
    """What all layers share; a subclass says its shapes and has a `forward` and a `backward`."""

    input_shape: Shape | None

    def __init__(self, input_shape: int | Shape | None = None) -> None:
        """Keep the shape of one input example, which a model's first layer may say."""
        shape = (input_shape,) if isinstance(input_shape, int) else input_shape
        self.input_shape = None if shape is None else tuple(check_count("input_shape", n) for n in shape)
        self._buffers = Buffers()

    @property
    def name(self) -> str:
        """The layer's class in lower case."""
        return type(self).__name__.lower()

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return an output example's shape for inputs of this shape; raise ValueError if it doesn't fit."""
        return input_shape

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:  # noqa: ARG002
        """Return the shape of each parameter, by name, in the order in which they lie in memory."""
        return {}

    def attach(self, parameters: dict[str, Array], gradients: dict[str, Array]) -> None:
        """Take views for parameters and gradients, of the shapes `parameter_shapes` told."""

    def initialize(self, rng: np.random.Generator) -> None:
        """Set the parameters' starting values; keep `rng` if the layer draws random numbers later."""

    def forward(self, x: Array, training: bool = False) -> Array:
        """Return the outputs, [batch, *output_shape], for x, [batch, *input_shape]."""
        raise NotImplementedError

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """Write the parameters' gradients; return the loss's gradient with respect to the last forward's x.

        Args:
            dy: the loss's gradient with respect to the last forward's outputs; may be overwritten.
            need_dx: False where nobody before this layer learns; None is returned then.
        """
        raise NotImplementedError

    def penalty(self) -> float:
        """Return what the layer's regularizer, if it has one, adds to the loss."""
        return 0.0

    def config(self) -> dict[str, Any]:
        """Return the arguments that make this layer again, fit for JSON."""
        return {} if self.input_shape is None else {"input_shape": list(self.input_shape)}
