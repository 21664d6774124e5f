"""The one place where our Python meets Pyodide: a Python program waits for a JavaScript promise."""

from collections.abc import Callable
from typing import Any

from pyodide.ffi import run_sync


def waiting(promise_of_stop: Callable[[], Any]) -> Callable[[], bool]:
    """Return a function that suspends Python until the promise is kept, and returns what it holds.

    The suspension has to begin in Python: JSPI cannot switch stacks across a JavaScript frame.
    """
    return lambda: bool(run_sync(promise_of_stop()))
