"""What Python declares of the page's controls and pictures, no script and no template writes again."""

import re
from pathlib import Path

import game
import lab
import pytest
from builder.controls import LOG_STEPS
from builder.first import SIDE, TEST_IMAGES
from builder.paths import SITE
from figures import playground
from figures.controls import Choice, Range

from nnweb.datasets import FILES

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*|\{#.*?#\}", re.DOTALL)


# Names that HTML and SVG have too.
HTML = {"strong", "x1", "x2"}


def named(controls):
    """The options of choices; a name of one letter or a number is no name."""
    options = {option for each in controls if isinstance(each, Choice) for option in each.options}
    return {option for option in options if not re.fullmatch(r"\d+|.", option)} - HTML


def limits(controls):
    """The ends of ranges that nothing else would have by chance."""
    return {end for each in controls if isinstance(each, Range) for end in (each.low, each.high) if end > 100}


SHARED = {
    "components/lab": (named(lab.CONTROLS), limits(lab.CONTROLS)),
    "components/game": (named(game.CONTROLS) - {"mixed"}, limits(game.CONTROLS) | {SIDE, SIDE**2}),
    "components/draw": (set(), {TEST_IMAGES, TEST_IMAGES - 1, SIDE, SIDE**2}),
    "components/playground": (
        (set(playground.FEATURES) - HTML) | (named(playground.CONTROLS) - {"none"}),
        limits(playground.CONTROLS) | {playground.GRID, playground.SMALL, playground.SHADE},
    ),
    "lib": (set(), {LOG_STEPS}),
    "worker": (
        {name for files in FILES.values() for name, _md5, _shape in files} | {"t10k-", "train-"},
        set(),
    ),
}


def sources(folder: str) -> list[Path]:
    """The scripts and templates of a folder."""
    return sorted(path for kind in ("*.js", "*.html") for path in (SITE / folder).glob(kind))


def numbers(text: str) -> set[float]:
    return {
        float(each.replace("_", "")) for each in re.findall(r"(?<![\w.#-])\d[\d_]*(?:\.\d+)?(?![\w.%])", text)
    }


@pytest.mark.parametrize("folder", SHARED)
def test_nothing_that_python_declares_is_written_again(folder):
    names, values = SHARED[folder]
    assert names or values
    assert sources(folder)
    for path in sources(folder):
        text = COMMENT.sub("", path.read_text("utf-8"))
        quoted = set(re.findall(r"[\"']([\w-]+)[\"']", text))
        assert not quoted & names, f"{path.name}: {quoted & names}"
        assert not numbers(text) & values, f"{path.name}: {numbers(text) & values}"


def test_a_number_is_seen_however_it_is_written():
    assert numbers("x < 10000 || y === 1_000; z = 0.6;") >= {10000, 1000, 0.6}
    assert numbers('max="9999" step="1"') >= {9999, 1}
    assert 28 not in numbers("width28, --a28, 1.28, 28px")
