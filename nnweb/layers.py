"""Layers, simplest first; each one's forward and backward stand side by side.

A layer owns no memory of its own for parameters: the model holds one flat vector of all parameters and one
of all gradients, and gives each layer views into them (`attach`). What a layer returns from `forward` is
good until its next `forward`, since it writes into arrays it keeps.
"""

from typing import Any

import numpy as np

from nnweb import activations, initializers, ops, regularizers
from nnweb.checks.arguments import check_count, check_number
from nnweb.ops.arrays import FLOAT, Array, Shape
from nnweb.ops.buffers import Buffers
from nnweb.regularizers import Regularizer

__all__ = ["LAYERS", "Dense", "Dropout", "Flatten", "Layer", "Rescaling"]


class Layer:
    """What all layers share; a subclass says its shapes and has a `forward` and a `backward`."""

    input_shape: Shape | None
    parameters: dict[str, Array]
    """By name, views into the model's one vector, once it is built."""
    gradients: dict[str, Array]
    """Likewise, of the last `backward`."""

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
        self.parameters, self.gradients = parameters, gradients

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


LINEAR = activations.get("linear")


class Parameter:
    """A layer's parameter as an attribute: `layer.kernel = w` writes w where the model keeps it."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Keep the attribute's name, by which the layer has it."""
        self.name = name

    def __get__(self, layer: Any, owner: type | None = None) -> Any:
        """Return the array."""
        if layer is None:
            return self
        try:
            return layer.parameters[self.name]
        except AttributeError:
            raise AttributeError(
                f"Expected a built layer: {self.name} is there once the model knows its input's shape."
            ) from None

    def __set__(self, layer: Any, value: Any) -> None:
        """Write the numbers; raise ValueError if their shape differs."""
        array, received = self.__get__(layer), np.asarray(value)
        if received.shape != array.shape:
            raise ValueError(
                f"Expected {self.name} of shape {array.shape}. Received: an array of shape {received.shape}"
            )
        array[...] = received


class Rescaling(Layer):
    """y = scale x + offset: `Rescaling(1 / 255)` takes images of bytes to numbers from 0 to 1.

    As a model's first layer it lets images stay uint8 in memory: a batch is scaled while it is gathered.
    """

    def __init__(self, scale: float, offset: float = 0.0, input_shape: int | Shape | None = None) -> None:
        """Keep the factor and what is added after it."""
        super().__init__(input_shape)
        self.scale = check_number("scale", scale)
        self.offset = check_number("offset", offset)

    def forward(self, x: Array, training: bool = False, out: Array | None = None) -> Array:  # noqa: ARG002
        """Return `scale x + offset`, shape kept, in `out`, if given, else as x or, from bytes, float32."""
        factor = (x.dtype if x.dtype.kind == "f" else np.dtype(FLOAT)).type(self.scale)
        y = np.asarray(np.multiply(x, factor, out=out, casting="unsafe"))
        if self.offset:
            y += y.dtype.type(self.offset)
        return y

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """Return `scale dy`."""
        return np.multiply(dy, self.scale, out=dy) if need_dx else None

    def config(self) -> dict[str, Any]:
        """Return scale, offset and, if said, input_shape."""
        return {"scale": self.scale, "offset": self.offset, **super().config()}


class Flatten(Layer):
    """Lay each example out in a row: [batch, 28, 28] becomes [batch, 784]."""

    _x: Array | None = None

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (the product of the sizes,)."""
        return (int(np.prod(input_shape)),)

    def forward(self, x: Array, training: bool = False) -> Array:  # noqa: ARG002
        """Return x as [batch, everything else]."""
        if x is not self._x:
            self._shape, self._y = x.shape, x.reshape(len(x), int(np.prod(x.shape[1:])))
            # A model's batch is one array, filled anew: one view of it will do, but not a copy.
            self._x = x if x.flags.c_contiguous else None
        return self._y

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """Return dy in x's shape."""
        return dy.reshape(self._shape) if need_dx else None


class Dense(Layer):
    """y = activation(x @ kernel + bias): every input reaches every unit. Parameters: kernel, bias."""

    kernel = Parameter()
    bias = Parameter()

    def __init__(
        self,
        units: int,
        activation: str | activations.Activation | None = None,
        kernel_initializer: str = "glorot_uniform",
        bias_initializer: str = "zeros",
        kernel_regularizer: str | dict[str, Any] | Regularizer | None = None,
        input_shape: int | Shape | None = None,
    ) -> None:
        """Say how many units, what they apply to their sum, how kernel and bias start, what weights cost."""
        super().__init__(input_shape)
        self.units = check_count("units", units)
        self._activation = activations.get(activation)
        initializers.get(kernel_initializer)
        if initializers.get(bias_initializer) is not initializers.zeros:
            raise ValueError(
                f"Expected bias_initializer='zeros'. Received: bias_initializer={bias_initializer!r}"
            )
        self.kernel_initializer, self.bias_initializer = kernel_initializer, bias_initializer
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self._memo = ops.Memo()

    @property
    def activation(self) -> str:
        """What the units apply to their sum, by name."""
        return self._activation.name

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (units,)."""
        if len(input_shape) != 1:
            raise ValueError(
                "Expected Dense's input to be flat, shape (n,) an example: put Flatten() before it. "
                f"Received: input_shape={input_shape}"
            )
        return (self.units,)

    def parameter_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Return kernel's [inputs, units] and bias's [units]."""
        return {"kernel": (input_shape[0], self.units), "bias": (self.units,)}

    def initialize(self, rng: np.random.Generator) -> None:
        """Fill kernel and bias by their initializers."""
        self.kernel[...] = initializers.get(self.kernel_initializer)(self.kernel.shape, rng)
        self.bias[...] = initializers.get(self.bias_initializer)(self.bias.shape, rng)

    def forward(self, x: Array, training: bool = False, as_logits: bool = False) -> Array:
        """Return the activations, [batch, units], for x, [batch, inputs].

        With `as_logits` the activation is left out: a loss that is fused with it applies it itself.
        """
        kernel, bias = self.parameters.values()
        activation = LINEAR if as_logits else self._activation
        y = self._buffers.take("y", (len(x), self.units), kernel.dtype)
        memo = self._memo if training else None
        if not ops.dense_forward(x, kernel, bias, activation, y, memo):
            np.matmul(x, kernel, out=y)
            y += bias
            activation.function(y, out=y)
        self._last = x, y, activation, memo
        return y

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """Write the gradients of kernel and bias; return dx, [batch, inputs]. `dy` is overwritten."""
        x, y, activation, memo = self._last
        kernel, _ = self.parameters.values()
        dkernel, dbias = self.gradients.values()
        dx = self._buffers.take("dx", x.shape, kernel.dtype) if need_dx else None
        if not ops.dense_backward(x, kernel, y, dy, activation, dkernel, dbias, dx, memo):
            dz = activation.backward(y, dy, out=dy)
            np.matmul(x.T, dz, out=dkernel)
            dz.sum(axis=0, out=dbias)
            if dx is not None:
                np.matmul(dz, kernel.T, out=dx)
        if self.kernel_regularizer is not None:
            dkernel += self.kernel_regularizer.gradient(kernel)
        return dx

    def penalty(self) -> float:
        """Return what the regularizer asks for the kernel as it is."""
        return 0.0 if self.kernel_regularizer is None else self.kernel_regularizer(self.kernel)

    def config(self) -> dict[str, Any]:
        """Return the arguments that make this layer again.

        Raises:
            ValueError: for an activation that is none of `ACTIVATIONS`, since its name says nothing.
        """
        if activations.ACTIVATIONS.get(self.activation) != self._activation:
            raise ValueError(
                f"Expected an activation of nnweb.activations to be saved. Received: {self._activation!r}"
            )
        return {
            "units": self.units,
            "activation": self.activation,
            "kernel_initializer": self.kernel_initializer,
            "bias_initializer": self.bias_initializer,
            **(
                {"kernel_regularizer": regularizer.config()}
                if (regularizer := self.kernel_regularizer)
                else {}
            ),
            **super().config(),
        }


class Dropout(Layer):
    """While training, set a share of inputs to 0 at random; scale the rest up (Srivastava et al. 2014)."""

    def __init__(self, rate: float, input_shape: int | Shape | None = None) -> None:
        """Keep the share that is dropped, 0 or more and less than 1."""
        super().__init__(input_shape)
        self.rate = check_number("rate", rate, at_least=0, below=1)

    def initialize(self, rng: np.random.Generator) -> None:
        """Keep the generator the masks are drawn from."""
        self._rng = rng

    def forward(self, x: Array, training: bool = False) -> Array:
        """Return x with a share of it dropped while training, x itself otherwise."""
        self._mask: Array | None = None
        if not training or self.rate == 0:
            return x
        keep = self._rng.random(x.shape, dtype=np.float32) >= self.rate
        self._mask = keep * x.dtype.type(1 / (1 - self.rate))
        return np.multiply(x, self._mask, out=self._buffers.take("y", x.shape, x.dtype))

    def backward(self, dy: Array, need_dx: bool = True) -> Array | None:
        """Return dy where the last forward let x through."""
        if not need_dx or self._mask is None:
            return dy if need_dx else None
        return np.multiply(dy, self._mask, out=dy)

    def config(self) -> dict[str, Any]:
        """Return rate and, if said, input_shape."""
        return {"rate": self.rate, **super().config()}


LAYERS: dict[str, type[Layer]] = {layer.__name__: layer for layer in (Rescaling, Flatten, Dense, Dropout)}
"""Every layer by its class name, as a saved model names it."""
