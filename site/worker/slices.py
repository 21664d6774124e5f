"""Room for what runs in slices of time, between which the worker looks at its messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

Message = dict[str, Any]


class Run(Protocol):
    """What a slot can hold.

    Attributes:
        id: of the request it answers.
        paused: whether it waits; then its turn is passed over.
    """

    id: int
    paused: bool

    def advance(self, seconds: float) -> list[tuple[str, Message]]:
        """Go on for about this long; return types and data of the events, and the reply once it is over."""


class Slot[R: Run]:
    """Room for one run at a time.

    Args:
        say: told a request's id, and type and data of an event or of the reply.
        fail: told a request's id, and what went wrong with it.
    """

    def __init__(
        self, say: Callable[[int, str, Message], None], fail: Callable[[int, Exception], None]
    ) -> None:
        self._say = say
        self._fail = fail
        self.run: R | None = None

    @property
    def busy(self) -> bool:
        """Whether `advance` has something to do."""
        return self.run is not None and not self.run.paused

    def check_free(self) -> None:
        """Raise a ValueError while a run is on."""
        if self.run is not None:
            raise ValueError("Expected no run to be on. Received another one: end the first.")

    def advance(self, seconds: float) -> None:
        """Let the run go on for about this long, if one is on, and pass on what it says."""
        run = self.run
        if run is None or run.paused:
            return
        try:
            messages = run.advance(seconds)
        except Exception as error:
            self.end(error)
            return
        for kind, data in messages:
            if kind == "reply":
                self.run = None
            self._say(run.id, kind, data)

    def end(self, error: Exception) -> None:
        """End the run, if one is on, with this error as the answer to its request."""
        run, self.run = self.run, None
        if run is not None:
            self._fail(run.id, error)
