"""What tests give to figures: MNIST's test images, and the Lab's network before any training."""

from functools import cache

from figures.given import Given
from lab import DEFAULTS, build_model

from nnweb import Sequential

__all__ = ["GIVEN", "untrained"]


@cache
def untrained() -> Sequential:
    """Return a network whose numbers are known without training it first."""
    model = build_model(DEFAULTS)
    model.build()
    return model


GIVEN = Given(network=lambda _choice: untrained())
