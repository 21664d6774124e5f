"""What a reader acts on in a figure: each control is one key of the state, with what it may hold."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "NETWORK",
    "SOURCE",
    "Choice",
    "Control",
    "Number",
    "Play",
    "Press",
    "Range",
    "Steps",
    "Switch",
    "check_state",
]


@dataclass(frozen=True)
class Range:
    """A slider with its value beside it; `shown=False` where a handle or the readout alone sets it.

    With `names` its steps are things rather than amounts: `words["options"][key]` says how each is called.
    """

    key: str
    default: float
    low: float
    high: float
    step: float
    unit: str = ""
    log: bool = False
    shown: bool = True
    names: tuple[str, ...] = ()
    kind: str = "range"

    def check(self, value: Any) -> float:
        """Return the value as a number in range, or raise a ValueError."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValueError(f"Expected {self.key} to be a number. Received {value!r}.")
        if not self.low - 1e-9 <= value <= self.high + 1e-9:
            raise ValueError(f"Expected {self.key} from {self.low:g} to {self.high:g}. Received {value!r}.")
        return value


@dataclass(frozen=True)
class Number(Range):
    """A field to type a number into; with `another`, a button beside it puts any other one there."""

    another: bool = False
    kind: str = "number"


@dataclass(frozen=True)
class Play(Range):
    """A slider with Play and Pause, for a figure that moves: from low to high in `seconds`, then again."""

    seconds: float = 5.0
    kind: str = "play"


@dataclass(frozen=True)
class Steps(Range):
    """Named steps, one after another: Back, Step and Play, a list to jump by, and a slider over them.

    A mark of the drawing with `data_go=3` is pressed to jump to the fourth. The figure's sentence `said`
    holds the step's name, `{key}`, so that it is told as it is reached. With `rounds`, another Range's key,
    the steps are a ring: past the last comes the first of the next round, and Play goes round.
    """

    rounds: str = ""
    kind: str = "steps"


@dataclass(frozen=True)
class Choice:
    """One of a few named options: radio buttons, or a drop-down list with `listed=True`.

    With `sets` an option is an example to start from: choosing it sets other keys, which can be changed on.
    What is chosen stays out of links where it `travels=False`: who follows one has not what it is about.
    """

    key: str
    default: str
    options: tuple[str, ...]
    listed: bool = False
    shown: bool = True
    sets: dict[str, dict[str, Any]] = field(default_factory=dict)
    travels: bool = True
    kind: str = "choice"

    def check(self, value: Any) -> str:
        """Return the value if it is an option, or raise a ValueError."""
        if value not in self.options:
            raise ValueError(
                f"Expected {self.key} to be one of {', '.join(self.options)}. Received {value!r}."
            )
        return str(value)


@dataclass(frozen=True)
class Switch:
    """A checkbox."""

    key: str
    default: bool
    shown: bool = True
    kind: str = "switch"

    def check(self, value: Any) -> bool:
        """Return the value if it is True or False, or raise a ValueError."""
        if not isinstance(value, bool):
            raise ValueError(f"Expected {self.key} to be True or False. Received {value!r}.")
        return value


@dataclass(frozen=True)
class Press:
    """A button; the state holds how often it was pressed, for instance as a seed."""

    key: str
    default: int = 0
    shown: bool = True
    kind: str = "press"

    def check(self, value: Any) -> int:
        """Return the value if it is a count, or raise a ValueError."""
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != int(value):
            raise ValueError(f"Expected {self.key} to be a whole number from 0. Received {value!r}.")
        return int(value)


Control = Range | Choice | Switch | Press
"""What a reader acts on; Number, Play and Steps are kinds of Range."""


def check_state(controls: Iterable[Control], state: dict[str, Any]) -> dict[str, Any]:
    """Return the state, completed by the controls' defaults; raise a ValueError for what it can't be."""
    known = {control.key: control for control in controls}
    for key in state:
        if key not in known:
            raise ValueError(f"Expected one of the keys {', '.join(known)}. Received {key!r}.")
    return {key: control.check(state.get(key, control.default)) for key, control in known.items()}


NETWORK = Choice("network", "shipped", ("shipped", "own"))
"""Which network a figure that needs one computes with; the page offers the reader's own once there is one."""

SOURCE = Choice("source", "test", ("test", "drawn"), travels=False)
"""Which digit a figure computes with: a test image, or what the reader writes on the pad beside it."""
