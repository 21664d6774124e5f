"""The run of a figure that takes seconds, advanced a slice of time after another."""

from __future__ import annotations

import time
from typing import Any

from figures import figure

Message = dict[str, Any]

# Seconds between two drawings of a run: often enough to be seen growing.
PICTURE = 1 / 12
# How many times as long as a drawing took the run then goes on without one: most of the time is left to it.
BETWEEN = 4


class FigureRun:
    """One run of a figure, from the beginning of a state to its result, or until it is told to stop.

    Args:
        id: of the request it answers.
        name: of the figure.
        state: what the reader has set; a ValueError tells what is wrong with it.
        language: of the words.
        given: what the figure needs.
    """

    paused = False

    def __init__(self, id: int, name: str, state: Message, language: str, given: figure.Given) -> None:
        self.id = id
        self.name = name
        self._figure = figure.find(name)
        self._words = figure.words(name, language)
        self._state = self._figure.check(state)
        self._steps = self._figure.start(self._state, given)
        self._numbers: Message | None = None
        self._stopped = False
        self._seconds = 0.0
        self._due = time.perf_counter() + PICTURE  # what is there before the run the page has drawn already

    def stop(self) -> None:
        """Let the run end with the next slice, as far as it is then."""
        self._stopped = True

    def advance(self, seconds: float) -> list[tuple[str, Message]]:
        """Go on for about this long; return a drawing when one is due, and the reply at the end."""
        started = time.perf_counter()
        ended = self._stopped and self._numbers is not None
        while not ended:
            numbers = next(self._steps, None)
            ended = numbers is None or self._stopped
            self._numbers = numbers or self._numbers
            if time.perf_counter() - started >= seconds:
                break
        now = time.perf_counter()
        self._seconds += now - started
        if ended:
            return [("reply", self._view())]
        if now < self._due:
            return []
        view = self._view()
        self._due = time.perf_counter() + max(PICTURE, BETWEEN * (time.perf_counter() - now))
        return [("run", view)]

    def _view(self) -> Message:
        """What is to be drawn now, and how far the run is."""
        numbers = self._numbers
        if numbers is None:
            raise ValueError(f"Expected the run of {self.name} to yield its numbers. Received none.")
        drawn = self._figure.show(self.name, self._state, numbers, self._words)
        done, of = numbers["done"], numbers["of"]
        return {
            **drawn,
            "done": done,
            "of": of,
            "told": self._words["progress"][numbers["phase"]].format(**drawn["values"]),
            "seconds": self._seconds,
            "seconds_left": self._seconds / done * (of - done) if done else 0.0,
        }
