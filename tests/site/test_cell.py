"""A cell's program, run as the worker runs it, in this Python."""

import sys

import cell
import numpy as np

from nnweb import Sequential
from nnweb.layers import Dense


class Page:
    """Stands for the page: keeps what is written, and says Stop at the given look."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.written: list[tuple[str, str]] = []
        self.looks = 0
        self.stop_at = stop_at

    def run(self, code: str, names=None) -> str:
        return cell.run(code, lambda stream, text: self.written.append((stream, text)), self.look_up, names)

    def look_up(self) -> bool:
        self.looks += 1
        return self.stop_at is not None and self.looks >= self.stop_at

    def text(self, stream: str = "stdout") -> str:
        return "".join(text for kind, text in self.written if kind == stream)


FIT = """
import numpy as np
from nnweb import Sequential
from nnweb.layers import Dense
model = Sequential([Dense(2, input_shape=(3,))])
model.compile(optimizer="sgd", loss="mean_squared_error")
x, y = np.zeros((64, 3)), np.zeros((64, 2))
model.fit(x, y, epochs=1_000_000, verbose={verbose})
print("went on")
"""


def test_a_program_prints_and_is_done():
    page = Page()
    assert page.run("import sys\nprint('out')\nprint('err', file=sys.stderr)") == "done"
    assert page.text() == "out\n"
    assert page.text("stderr") == "err\n"


def test_an_endless_loop_hears_stop():
    page = Page(stop_at=2)
    assert page.run("while True: pass") == "stopped"
    assert page.text("stderr") == ""


def test_a_function_of_the_program_hears_stop():
    assert (
        Page(stop_at=2).run("def f(n):\n    return f(n + 1) if n < 50 else 0\nwhile True: f(0)") == "stopped"
    )


def test_training_hears_stop_with_its_bar_and_without_and_the_program_ends():
    for verbose in (0, 1):
        page = Page(stop_at=2)
        assert page.run(FIT.format(verbose=verbose)) == "stopped"
        assert "weights trained so far are kept" in page.text()
        assert "went on" not in page.text()


def test_what_was_watched_is_left_as_it_was():
    page = Page(stop_at=2)
    page.run(FIT.format(verbose=0))
    looks = page.looks
    assert sys.monitoring.get_tool(sys.monitoring.DEBUGGER_ID) is None
    model = Sequential([Dense(2, input_shape=(3,))])
    model.compile(optimizer="sgd", loss="mean_squared_error")
    model.fit(np.zeros((64, 3)), np.zeros((64, 2)), epochs=50, verbose=0)
    assert page.looks == looks
    assert all(
        sys.monitoring.get_local_events(sys.monitoring.DEBUGGER_ID, part) == 0 for part in cell.TRAINING
    )


def test_a_traceback_begins_in_the_cell():
    page = Page()
    assert page.run("def half(x):\n    return x / 0\nhalf(3)") == "failed"
    said = page.text("stderr")
    assert said.splitlines()[1] == '  File "<cell>", line 3, in <module>'
    assert "    half(3)" in said
    assert "cell.py" not in said


def test_a_syntax_error_and_a_missing_module_are_explained():
    page = Page()
    assert page.run("x = (1,\nprint x") == "failed"
    assert "SyntaxError" in page.text("stderr")
    assert page.run("import no_such_module") == "failed"
    assert "numpy and nnweb" in page.text("stderr")


def test_exit_ends_a_program_without_a_traceback():
    page = Page()
    assert page.run("import sys\nsys.exit(0)") == "done"
    assert page.written == []
    assert page.run("raise SystemExit('enough')") == "done"
    assert page.text("stderr") == "enough\n"
