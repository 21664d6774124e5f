"""Network: layers one after another, and the one flat vector all their parameters live in."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from nnweb import ops
from nnweb.layers import Dense, Layer, Rescaling
from nnweb.ops.arrays import FLOAT, Array, Shape
from nnweb.ops.buffers import Buffers

__all__ = ["Network"]


class Network:
    """A stack of layers, each fed with what the one before it returns; `Sequential` teaches it to learn.

    Args:
        layers: to begin with; `add` appends more.
        seed: makes a run repeatable to the last bit: starting weights, shuffling and dropout all come from
            one generator, PCG64(seed). None draws a seed; either way it is kept as `seed`.
    """

    parameters: Array
    """Every parameter, float32, [count_params()]; the layers' kernels and biases are views into it."""
    gradients: Array
    """The loss's gradient at the last batch, alike."""

    def __init__(self, layers: Sequence[Layer] | None = None, seed: int | None = None) -> None:
        """Start with these layers and a generator of this seed."""
        self.seed = int(np.random.SeedSequence().generate_state(1)[0]) if seed is None else seed
        self.rng = np.random.Generator(np.random.PCG64(self.seed))
        self.layers: list[Layer] = []
        self.input_shape: Shape | None = None
        self.built = False
        self._buffers = Buffers()
        for layer in layers or ():
            self.add(layer)

    def add(self, layer: Layer) -> None:
        """Append a layer.

        Raises:
            TypeError: if it is none.
            ValueError: if it doesn't fit what the last layer returns.
            RuntimeError: if the model was built already.
        """
        if not isinstance(layer, Layer):
            raise TypeError(f"Expected a layer, such as Dense(10). Received: {layer!r}")
        if any(layer is other for other in self.layers):
            raise ValueError(f"Expected each layer once: make a second {type(layer).__name__}(…) instead.")
        if self.built:
            raise RuntimeError(
                "Expected add() before the model is built: make a new Sequential with all its layers."
            )
        before = self.input_shape
        if not self.layers and layer.input_shape is not None:
            self.input_shape = layer.input_shape
        self.layers.append(layer)
        try:
            if self.input_shape is not None:
                self._shapes(self.input_shape)
        except ValueError:
            self.layers.pop()
            self.input_shape = before
            raise

    def build(self, input_shape: Shape | None = None) -> None:
        """Make the parameters for inputs of this shape (without batch axis) and set their starting values.

        Called by itself once the shape is known: from the first layer's `input_shape` or the first data.
        """
        shape = self.input_shape if input_shape is None else tuple(input_shape)
        if self.built:
            if shape != self.input_shape:
                raise ValueError(
                    f"Expected input_shape={self.input_shape}, as built. Received: input_shape={input_shape}"
                )
            return
        if not self.layers:
            raise ValueError(
                "Expected one layer or more: add(Dense(…)) first. Received: a model without layers"
            )
        if shape is None:
            raise ValueError(
                "Expected an input shape: give the first layer input_shape=(28, 28), call build((28, 28)), "
                "or fit first. Received: none"
            )
        if self.input_shape is not None and shape != self.input_shape:
            raise ValueError(
                f"Expected input_shape={self.input_shape}, as the first layer says. "
                f"Received: input_shape={shape}"
            )
        shapes = self._shapes(shape)
        for layer in self.layers:
            if "parameters" in vars(layer):
                raise ValueError(
                    f"Expected each layer in one model: {layer.name} belongs to another already. "
                    f"Make a second {type(layer).__name__}(…), and copy its weights with set_weights."
                )
        self.input_shape, self.shapes = shape, shapes
        counts = [
            sum(map(math.prod, layer.parameter_shapes(each).values()))
            for layer, each in zip(self.layers, shapes, strict=False)
        ]
        self.parameters, self.gradients = np.zeros(sum(counts), FLOAT), np.zeros(sum(counts), FLOAT)
        self._first_learner = next((i for i, count in enumerate(counts) if count), len(counts))
        self._attach()
        for layer in self.layers:
            layer.initialize(self.rng)
        self.built = True

    def _shapes(self, input_shape: Shape) -> list[Shape]:
        # The shape each layer gets, and at the end what the last one returns.
        shapes = [input_shape]
        for layer in self.layers:
            if layer.input_shape is not None and layer.input_shape != shapes[-1]:
                raise ValueError(
                    f"Expected {layer.name}'s input_shape to be {shapes[-1]}, what comes to it. "
                    f"Received: input_shape={layer.input_shape}"
                )
            shapes.append(layer.output_shape(shapes[-1]))
        return shapes

    def _attach(self) -> None:
        # Hand each layer the views of its parameters, and of their gradients.
        self._views: list[Array] = []
        start = 0
        for layer, shape in zip(self.layers, self.shapes, strict=False):
            views: tuple[dict[str, Array], dict[str, Array]] = ({}, {})
            for name, size in layer.parameter_shapes(shape).items():
                end = start + math.prod(size)
                views[0][name] = self.parameters[start:end].reshape(size)
                views[1][name] = self.gradients[start:end].reshape(size)
                self._views.append(views[0][name])
                start = end
            layer.attach(*views)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Be a copy, by `copy.deepcopy` or a pickle: the layers' parameters are views of its own vector."""
        self.__dict__.update(state)
        if self.built:
            self._attach()

    # One batch: what training, evaluation and prediction are made of.

    def gather(self, x: Array, indices: Array | slice) -> Array:
        """Return these examples of x as the float32 batch `forward` takes, [batch, *input_shape].

        A first layer that rescales is applied on the way, so that x itself may stay uint8. The batch is good
        until the next `gather`.
        """
        first = self.layers[0]
        scale, offset = (first.scale, first.offset) if isinstance(first, Rescaling) else (1.0, 0.0)
        size = len(range(*indices.indices(len(x)))) if isinstance(indices, slice) else len(indices)
        batch = self._buffers.take("batch", (size, *x.shape[1:]), FLOAT)
        if not ops.gather(x, indices, scale, offset, batch):
            # take is the faster one, but would first copy the whole of an x that is not contiguous.
            if isinstance(indices, slice) or not x.flags.c_contiguous:
                rows = x[indices]
            else:
                rows = x.take(indices, axis=0)
            if isinstance(first, Rescaling):
                first.forward(rows, out=batch)
            else:
                np.copyto(batch, rows, casting="unsafe")
        return batch

    def forward(self, batch: Array, training: bool = False, as_logits: bool = False) -> Array:
        """Return the outputs for a batch from `gather`; good until the next forward.

        With `as_logits` the activation of a last Dense is left out.
        """
        last = len(self.layers) - 1
        for index in range(isinstance(self.layers[0], Rescaling), last + 1):
            layer = self.layers[index]
            if as_logits and index == last and isinstance(layer, Dense):
                return layer.forward(batch, training, as_logits=True)
            batch = layer.forward(batch, training)
        return batch

    def backward(self, dy: Array) -> None:
        """Fill `gradients` from the loss's gradient with respect to what the last `forward` returned."""
        gradient: Array | None = dy
        for index in range(len(self.layers) - 1, self._first_learner - 1, -1):
            assert gradient is not None  # noqa: S101
            gradient = self.layers[index].backward(gradient, need_dx=index > self._first_learner)

    def penalty(self) -> float:
        """Return what the layers' regularizers add to the loss."""
        return sum([layer.penalty() for layer in self.layers])

    # Parameters

    def count_params(self) -> int:
        """Return how many parameters there are."""
        self.build()
        return self.parameters.size

    def summary(self) -> None:
        """Print a line a layer: its name, the shape of its output, how many parameters it has."""
        self.build()
        rows = [("layer", "output shape", "parameters")]
        for layer, (before, after) in zip(self.layers, pairwise(self.shapes), strict=True):
            count = sum(int(np.prod(shape)) for shape in layer.parameter_shapes(before).values())
            rows.append((layer.name, f"({', '.join(map(str, ('batch', *after)))})", f"{count:,}"))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        lines = [f"{a.ljust(widths[0])}  {b.ljust(widths[1])}  {c.rjust(widths[2])}" for a, b, c in rows]
        print("\n".join([lines[0], "─" * len(lines[0]), *lines[1:], f"{self.count_params():,} parameters"]))

    @property
    def output_shape(self) -> Shape:
        """The shape of one output example; the model must be built."""
        return self.shapes[-1]

    def get_weights(self) -> list[Array]:
        """Return copies of the parameters, layer by layer: [kernel, bias, kernel, bias, …]."""
        self.build()
        return [view.copy() for view in self._views]

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Set the parameters from arrays shaped like `get_weights`'.

        Raises:
            ValueError: if their number or a shape differs; nothing is set then.
        """
        self.build()
        arrays = [np.asarray(each, FLOAT) for each in weights]
        expected, received = [view.shape for view in self._views], [array.shape for array in arrays]
        if expected != received:
            raise ValueError(
                f"Expected arrays of shapes {expected}, as get_weights() returns. Received: {received}"
            )
        for view, array in zip(self._views, arrays, strict=True):
            view[...] = array
