"""What the reader can set in the playground, and what follows from it alone."""

from typing import Any

import numpy as np

from figures.controls import check_state
from figures.figure import Choice, Control, Number, Range, Switch
from nnweb.ops.arrays import Array

__all__ = [
    "CONTROLS",
    "FEATURES",
    "GRID",
    "POINTS",
    "REACH",
    "SHADE",
    "SMALL",
    "State",
    "arrange",
    "check",
    "features",
]

State = dict[str, Any]
"""The value of each control, by its key."""

REACH = 6.0
"""The plane that is shown reaches from -6 to 6 in both directions."""
POINTS = 400
"""How many points a data set has, training and test together."""
GRID = 51
"""The picture of the output has this many pixels a side."""
SMALL = 17
"""The picture of a hidden unit has this many: every third of the output's."""

SHADE = 0.6
"""How much of the full colour the surest output has: the points on it are to stand out."""

FEATURES = {
    "x1": lambda x: x[:, 0],
    "x2": lambda x: x[:, 1],
    "x1sq": lambda x: x[:, 0] ** 2 / REACH,
    "x2sq": lambda x: x[:, 1] ** 2 / REACH,
    "x1x2": lambda x: x[:, 0] * x[:, 1] / REACH,
    "sinx1": lambda x: np.sin(x[:, 0]),
    "sinx2": lambda x: np.sin(x[:, 1]),
}
"""What can be fed to the network, by key; squares and product are brought to the size of x1 and x2."""

CONTROLS: tuple[Control, ...] = (
    Choice("data", "circle", ("circle", "xor", "gaussian", "spiral")),
    Range("noise", 10, 0, 50, 5, unit="%"),
    Range("share", 50, 10, 90, 10, unit="%"),
    Number("points", 0, 0, 9999, 1),
    *(Switch(key, key in ("x1", "x2")) for key in FEATURES),
    *(
        Choice(f"h{i}", default, tuple("012345678"), listed=True)
        for i, default in enumerate(("4", "2", "0"), 1)
    ),
    Choice("activation", "tanh", ("tanh", "relu", "sigmoid", "linear"), listed=True),
    Choice("optimizer", "adam", ("adam", "sgd"), listed=True),
    Range("rate", 0.01, 0.0001, 1, 0.0001, log=True),
    Choice("regularizer", "none", ("none", "l1", "l2"), listed=True),
    Range("factor", 0.001, 0.00001, 0.1, 0.00001, log=True),
    Number("batch", 10, 1, 100, 1),
    Number("seed", 0, 0, 9999, 1),
    Switch("discrete", False),
    Switch("test", True),
)
"""What the reader can set, with defaults and limits."""


def check(state: State) -> State:
    """Return the state, completed by the defaults; raise a ValueError for what it can't be."""
    return check_state(CONTROLS, state)


def arrange(state: State) -> tuple[list[str], list[int]]:
    """Return the features that are on and the units of each hidden layer there is."""
    chosen = [key for key in FEATURES if state[key]]
    if not chosen:
        raise ValueError("Expected at least one input. Received: all of them switched off.")
    return chosen, [units for i in (1, 2, 3) if (units := int(state[f"h{i}"]))]


def features(x: Array, chosen: list[str]) -> Array:
    """Return [points, features], float32, for points [points, 2]."""
    return np.stack([FEATURES[key](x) for key in chosen], axis=1).astype(np.float32)
