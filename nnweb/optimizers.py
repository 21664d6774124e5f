"""Optimizers in order of increasing complexity; each docstring opens with its update rule.

An optimizer updates the model's one flat vector of parameters in place. What it remembers between steps are
vectors of the same length, made at the first step. Defaults and conventions are Keras'. Where `ops` can do a
step it is done there, in one pass; the lines beneath say what is done.
"""

import math
from typing import Any

import numpy as np

from nnweb import ops
from nnweb.checks.arguments import check_number, choose
from nnweb.ops.arrays import Array

__all__ = ["OPTIMIZERS", "SGD", "Adam", "Optimizer", "RMSprop", "get"]


class Optimizer:
    """What all optimizers share: `learning_rate`, and `iterations` done."""

    remembers: tuple[str, ...] = ()

    def __init__(self, learning_rate: float) -> None:
        """Keep the learning rate, a positive number."""
        self.learning_rate = check_number("learning_rate", learning_rate, above=0)
        self.iterations = 0
        self.state: dict[str, Array] = {}
        self._parameters: Array | None = None

    @property
    def learning_rate(self) -> float:
        """How far a step goes. It may be set at any time, to 0 as well: then nothing is learned."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, rate: float) -> None:
        self._learning_rate = check_number("learning_rate", rate, at_least=0)

    def update(self, parameters: Array, gradients: Array) -> None:
        """Change the parameters in place by one step; both float32, [n].

        Raises:
            ValueError: if they are not the parameters it began with.
        """
        if parameters is not self._parameters:
            self._begin(parameters)
        self.iterations += 1
        self._step(parameters, gradients)

    def _begin(self, parameters: Array) -> None:
        if not self.state:
            self.state = {name: np.zeros_like(parameters) for name in self.remembers}
        another = self._parameters is not None
        if another or any(array.size != parameters.size for array in self.state.values()):
            raise ValueError(
                "Expected the model this optimizer began with: give each model its own, "
                f"{type(self).__name__}(…). Received: the {parameters.size} parameters of another"
            )
        self._parameters = parameters

    def _step(self, parameters: Array, gradients: Array) -> None:
        raise NotImplementedError

    def config(self) -> dict[str, Any]:
        """Return the name and arguments that make this optimizer again, fit for JSON."""
        return {"name": type(self).__name__.lower(), "learning_rate": float(self.learning_rate)}


class SGD(Optimizer):
    """v = momentum v - learning_rate g; p += v.

    Stochastic gradient descent (Robbins & Monro 1951), with momentum (Polyak 1964).
    """

    def __init__(self, learning_rate: float = 0.01, momentum: float = 0.0) -> None:
        """Keep the learning rate and the share of the last step taken again, 0 or more and below 1."""
        super().__init__(learning_rate)
        self.momentum = check_number("momentum", momentum, at_least=0, below=1)
        self.remembers = ("velocity",) if self.momentum else ()

    def _step(self, parameters: Array, gradients: Array) -> None:
        velocity = self.state.get("velocity")
        if ops.sgd(parameters, gradients, velocity, self.learning_rate, self.momentum):
            return
        if velocity is None:
            parameters -= self.learning_rate * gradients
        else:
            velocity *= self.momentum
            velocity -= self.learning_rate * gradients
            parameters += velocity

    def config(self) -> dict[str, Any]:
        """Return name, learning_rate and momentum."""
        return {**super().config(), "momentum": self.momentum}


class RMSprop(Optimizer):
    """v = rho v + (1 - rho) g²; p -= learning_rate g / sqrt(v + epsilon) (Tieleman & Hinton 2012)."""

    remembers = ("v",)

    def __init__(self, learning_rate: float = 0.001, rho: float = 0.9, epsilon: float = 1e-7) -> None:
        """Keep the learning rate, the share of v that is kept, and what keeps the quotient finite."""
        super().__init__(learning_rate)
        self.rho = check_number("rho", rho, at_least=0, below=1)
        self.epsilon = check_number("epsilon", epsilon, above=0)

    def _step(self, parameters: Array, gradients: Array) -> None:
        v = self.state["v"]
        if not ops.rmsprop(parameters, gradients, v, self.learning_rate, self.rho, self.epsilon):
            v *= self.rho
            v += (1 - self.rho) * np.square(gradients)
            parameters -= self.learning_rate * gradients / np.sqrt(v + self.epsilon)

    def config(self) -> dict[str, Any]:
        """Return name, learning_rate, rho and epsilon."""
        return {**super().config(), "rho": self.rho, "epsilon": self.epsilon}


class Adam(Optimizer):
    """m = beta_1 m + (1 - beta_1) g; v = beta_2 v + (1 - beta_2) g²; p -= rate m / (sqrt(v) + epsilon).

    With rate = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t) at step t (Kingma & Ba 2014).
    """

    remembers = ("m", "v")

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
    ) -> None:
        """Keep the learning rate, the shares of m and v that are kept, and what keeps the quotient finite."""
        super().__init__(learning_rate)
        self.beta_1 = check_number("beta_1", beta_1, at_least=0, below=1)
        self.beta_2 = check_number("beta_2", beta_2, at_least=0, below=1)
        self.epsilon = check_number("epsilon", epsilon, above=0)

    def _step(self, parameters: Array, gradients: Array) -> None:
        m, v, t = self.state["m"], self.state["v"], self.iterations
        rate = self.learning_rate * math.sqrt(1 - self.beta_2**t) / (1 - self.beta_1**t)
        if not ops.adam(parameters, gradients, m, v, rate, self.beta_1, self.beta_2, self.epsilon):
            m *= self.beta_1
            m += (1 - self.beta_1) * gradients
            v *= self.beta_2
            v += (1 - self.beta_2) * np.square(gradients)
            parameters -= rate * m / (np.sqrt(v) + self.epsilon)

    def config(self) -> dict[str, Any]:
        """Return name, learning_rate, beta_1, beta_2 and epsilon."""
        own = {"beta_1": self.beta_1, "beta_2": self.beta_2, "epsilon": self.epsilon}
        return {**super().config(), **own}


OPTIMIZERS: dict[str, Any] = {"sgd": SGD, "rmsprop": RMSprop, "adam": Adam}
"""Every optimizer by its name."""


def get(optimizer: str | Optimizer) -> Optimizer:
    """Return a fresh optimizer of that name with its defaults, or the optimizer itself.

    Raises:
        ValueError: for an unknown name.
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    made: Optimizer = choose("optimizer", optimizer, OPTIMIZERS)()
    return made
