"""Every program on every page runs: the fenced ones, and those in cells and behind "Show the Python"."""

import contextlib
import io
import re

import pytest
from builder.pages import EXAMPLES, PROGRAMS
from builder.paths import ROOT
from figures import figure

PAGES = sorted((ROOT / "docs").rglob("*.md"))
FENCE = re.compile(r"^```(?:python|py)\b[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
CELL = re.compile(r'data-component="cell"[^>]*data-program="([^"]+)"')
FENCES = [(page.name, code) for page in PAGES for code in FENCE.findall(page.read_text("utf-8"))]


def run(code, name):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, name, "exec"), {"__name__": "__main__"})  # noqa: S102
    return printed.getvalue()


def test_every_fenced_program_runs():
    for name, code in FENCES:
        run(code, name)


def test_the_readmes_program_is_the_example():
    readme = (ROOT / "README.md").read_text("utf-8")
    program = PROGRAMS["article"].read_text("utf-8").partition("\n\n")[2]  # after its docstring
    assert program.strip() in readme


# The article's program, which trains for a minute, has a test of its own: tests/unit/test_examples.py.
@pytest.mark.parametrize("name", sorted(name for name in PROGRAMS if name.startswith("lessons/")))
def test_a_lessons_program_runs_and_says_something(name):
    assert run(PROGRAMS[name].read_text("utf-8"), name).strip()


def test_every_cell_names_a_program_and_every_figure_has_one():
    for page in PAGES:
        for name in CELL.findall(page.read_text("utf-8")):
            assert name in PROGRAMS, page
    for name in figure.names():
        assert (EXAMPLES / "lessons" / f"{name}.py").is_file(), name
