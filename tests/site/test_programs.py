"""Every program on every page runs: the fenced ones, and those in cells and behind "Show the Python"."""

import contextlib
import io
import re
import tokenize

import pytest
from builder.paths import ROOT
from builder.programs import EXAMPLES, PROGRAMS
from figures import figure

PAGES = sorted((ROOT / "docs").rglob("*.md"))
FENCE = re.compile(r"^```(?:python|py)\b[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
CELL = re.compile(r'data-component="cell"[^>]*data-program="([^"]+)"')


def run(code, name):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, name, "exec"), {"__name__": "__main__"})  # noqa: S102
    return printed.getvalue()


def run_fenced(text, name):
    """Run a page's fenced programs; return what each printed."""
    return [run(code, name) for code in FENCE.findall(text)]


def test_a_fenced_program_is_found_and_run_and_one_that_fails_is_told():
    page = "Words.\n\n```python\nprint(1)\n```\n\n```py title='x'\nfor i in range(2):\n    print(i)\n```\n"
    page += "\n```sh\nno\n```\n"
    assert run_fenced(page, "page") == ["1\n", "0\n1\n"]
    with pytest.raises(ZeroDivisionError):
        run_fenced("```python\n1 / 0\n```\n", "page")


def test_every_fenced_program_runs(subtests):
    """Today all programs are in cells; this is for the first page that shows one in its prose."""
    for page in PAGES:
        with subtests.test(page=str(page.relative_to(ROOT))):
            run_fenced(page.read_text("utf-8"), page.name)


def test_the_readmes_program_is_the_example():
    (fenced,) = FENCE.findall((ROOT / "README.md").read_text("utf-8"))
    program = PROGRAMS["article"].read_text("utf-8").partition("\n\n")[2]  # after its docstring
    assert fenced.strip() == program.strip()


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


WORDS = (tokenize.COMMENT, tokenize.STRING, tokenize.FSTRING_MIDDLE, tokenize.NL)


def without_words(code):
    """A program's tokens but for its comments and texts."""
    return [
        each.string for each in tokenize.generate_tokens(io.StringIO(code).readline) if each.type not in WORDS
    ]


@pytest.mark.parametrize("name", sorted(name for name in PROGRAMS if name.endswith("_zh")))
def test_a_program_in_chinese_is_the_english_one_in_other_words(name):
    chinese, english = (PROGRAMS[each].read_text("utf-8") for each in (name, name.removesuffix("_zh")))
    assert without_words(chinese) == without_words(english)
    assert re.search("[一-鿿]", run(chinese, name))
    for comment in re.findall("#.*", chinese):
        assert re.search("[一-鿿]", comment), comment
