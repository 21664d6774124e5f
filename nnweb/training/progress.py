"""How fit tells of its progress: a bar on a terminal, a line an epoch in a pipe, or nothing."""

import sys
import time
from typing import TextIO

from nnweb.callbacks import EpochEnd, Step

__all__ = ["Bar", "Lines", "Silent", "choose"]

WIDTH = 20
REDRAW = 0.1  # seconds: often enough to look alive, rarely enough to cost nothing


class Silent:
    """Shows nothing, except that it was interrupted."""

    def __init__(self, out: TextIO | None = None) -> None:
        """Write to `out`, by default what is standard output now."""
        self.out = sys.stdout if out is None else out
        self.epoch = 0

    def __call__(self, step: Step | EpochEnd) -> None:
        """Take note of a step."""
        self.epoch = step.epoch

    def interrupted(self) -> None:
        """Say that training ended early."""
        self.out.write(f"\nInterrupted in epoch {self.epoch + 1}: the weights trained so far are kept.\n")
        self.out.flush()


class Lines(Silent):
    """A plain line an epoch."""

    def __call__(self, step: Step | EpochEnd) -> None:
        """Write a line if an epoch has ended."""
        super().__call__(step)
        if isinstance(step, EpochEnd):
            numbers = {name: value for name, value in step.logs.items() if name != "seconds"}
            seconds = step.logs["seconds"]
            self.out.write(f"Epoch {step.epoch + 1}/{step.epochs} - {seconds:.1f}s - {_numbers(numbers)}\n")
            self.out.flush()


class Bar(Silent):
    """A line that is redrawn as the epoch goes, with the time left in it."""

    def __init__(self, out: TextIO | None = None) -> None:
        """Write to `out`, a terminal."""
        super().__init__(out)
        self._drawn = self._started = 0.0
        self._length = 0

    def __call__(self, step: Step | EpochEnd) -> None:
        """Redraw the line, if it is time to."""
        super().__call__(step)
        now = time.perf_counter()
        if isinstance(step, EpochEnd):
            numbers = {name: value for name, value in step.logs.items() if name != "seconds"}
            self._draw(f"{'━' * WIDTH} {step.logs['seconds']:.1f}s - {_numbers(numbers)}", end="\n")
            return
        if step.phase == "train" and step.batch == 1:
            self.out.write(f"Epoch {step.epoch + 1}/{step.epochs}\n")
            self._started, self._drawn = now, 0.0
        if now - self._drawn < REDRAW:
            return
        self._drawn = now
        done = step.batch * WIDTH // step.batches
        bar = "━" * done + "─" * (WIDTH - done)
        if step.phase == "train":
            left = (now - self._started) / step.batch * (step.batches - step.batch)
            numbers = {"loss": step.loss, **step.metrics}
            self._draw(f"{step.batch}/{step.batches} {bar} ETA {left:.0f}s - {_numbers(numbers)}")
        else:
            self._draw(f"{step.batch}/{step.batches} {bar} validating")

    def _draw(self, text: str, end: str = "") -> None:
        # Spaces wipe what a longer line left behind.
        self.out.write("\r" + text.ljust(self._length) + end)
        self.out.flush()
        self._length = 0 if end else len(text)


def choose(verbose: str | int, out: TextIO | None = None) -> Silent:
    """Return what shows progress for fit's `verbose`: "auto", 0, 1 or 2.

    Raises:
        ValueError: for another value.
    """
    out = sys.stdout if out is None else out
    if verbose == 0:
        return Silent(out)
    if verbose == 2:
        return Lines(out)
    if verbose in ("auto", 1):
        return Bar(out) if out.isatty() else Lines(out)
    raise ValueError(f"Expected verbose to be 'auto', 0, 1 or 2. Received: verbose={verbose!r}")


def _numbers(numbers: dict[str, float]) -> str:
    return " - ".join(f"{name}: {value:.4f}" for name, value in numbers.items())
