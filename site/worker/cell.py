"""Runs a reader's Python cell so that it can be stopped, and says what went wrong in the reader's own lines.

A worker that runs Python hears no messages. So the cell looks up now and then: when it prints, and
whenever a loop of its own goes round (`sys.monitoring`, PEP 669). `look_up` lets waiting messages in and
tells whether Stop was among them; where the browser can't suspend Python (no JSPI) it can't, and the page
replaces the worker instead.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

from nnweb.training import evaluation, loop

FILE = "<cell>"

# How often a running cell looks up: often enough that Stop feels immediate, rarely enough to cost nothing.
LOOK_UP_EVERY = 0.05

# nnweb's innermost loops look up too, so that `fit(verbose=0)` hears Stop between two batches. Not those
# around them: a jump back stands outside the `try` it belongs to, and what is raised there slips past it.
TRAINING = [part.__code__ for part in (loop._epoch_steps, evaluation.evaluate_steps, evaluation.predict)]

Write = Callable[[str, str], None]
LookUp = Callable[[], bool]


class _Output(io.TextIOBase):
    """A text stream that passes on what is written, at once, and takes the chance to look up."""

    def __init__(self, stream: str, write: Write, breathe: Callable[[], None]) -> None:
        self._stream, self._write, self._breathe = stream, write, breathe

    def write(self, text: str) -> int:
        if text:
            self._write(self._stream, text)
            self._breathe()
        return len(text)

    def isatty(self) -> bool:
        return True  # the page redraws a line after "\r", as a terminal does: progress bars work

    def writable(self) -> bool:
        return True


def run(code: str, write: Write, look_up: LookUp, names: dict[str, Any] | None = None) -> str:
    """Run a cell's program and return how it ended: "done", "stopped" or "failed".

    Args:
        code: the program.
        write: called with "stdout" or "stderr" and a piece of text, as it comes.
        look_up: called about every 50 ms while the cell runs; True means stop.
        names: the program's global names; a fresh set by default, as a program has.
    """
    names = {"__name__": "__main__"} if names is None else names
    last = time.perf_counter()
    stopped = False

    def breathe(*_: object) -> None:
        nonlocal last, stopped
        if not stopped:
            if time.perf_counter() - last < LOOK_UP_EVERY:
                return
            stopped = look_up()
            last = time.perf_counter()
        # Again at every chance: `fit` takes the first one to end its training, and the program would go on.
        if stopped:
            raise KeyboardInterrupt

    linecache.cache[FILE] = (len(code), None, code.splitlines(keepends=True), FILE)
    stdout, stderr = _Output("stdout", write, breathe), _Output("stderr", write, breathe)
    try:
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            compiled = compile(code, FILE, "exec")
            with _watching(compiled, breathe):
                exec(compiled, names)  # noqa: S102 - running the reader's program is what a cell is for
    except KeyboardInterrupt:
        return "stopped"
    except SystemExit as error:
        if error.code not in (None, 0):
            write("stderr", f"{error.code}\n")
    except BaseException as error:
        write("stderr", describe(error))
        return "failed"
    return "stopped" if stopped else "done"


def describe(error: BaseException) -> str:
    """Return the traceback from the cell's first line on, without the frames that ran the cell."""
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename != FILE:
        frames = frames.tb_next
    text = "".join(traceback.format_exception(type(error), error, frames))
    if isinstance(error, ModuleNotFoundError):
        text += "This page has Python's standard library, numpy and nnweb.\n"
    return text


@contextlib.contextmanager
def _watching(code: CodeType, breathe: Callable[..., None]) -> Iterator[None]:
    """Call `breathe` whenever a loop in `code`, or in a function it defines, goes round or begins."""
    monitoring = sys.monitoring
    tool = monitoring.DEBUGGER_ID
    kinds = (monitoring.events.JUMP, monitoring.events.PY_START)
    parts = (*_parts(code), *TRAINING)
    monitoring.use_tool_id(tool, "nnweb cell")
    try:
        for kind in kinds:
            monitoring.register_callback(tool, kind, breathe)
        for part in parts:
            monitoring.set_local_events(tool, part, sum(kinds))
        yield
    finally:
        # Freeing the tool leaves both behind: the Lab's training would go on calling `breathe`.
        for part in parts:
            monitoring.set_local_events(tool, part, monitoring.events.NO_EVENTS)
        for kind in kinds:
            monitoring.register_callback(tool, kind, None)
        monitoring.free_tool_id(tool)


def _parts(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)
