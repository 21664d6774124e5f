"""What the figures that run come to in their first states, made once: the page shows it before any script."""

import pickle
import re
from pathlib import Path

from figures import figure

from builder.cache import cached
from builder.paths import SITE
from builder.shipped import digest_with

FIGURES = SITE / "figures"
IMPORT = re.compile(r"^from (figures\.[\w.]+) import", re.MULTILINE)


def result_of(name: str, given: figure.Given) -> figure.Numbers:
    """Return the last numbers of a figure's run from its first state."""
    drawn = figure.find(name)

    def drain(out: Path) -> None:
        *_, numbers = drawn.start({}, given)
        (out / "numbers.pickle").write_bytes(pickle.dumps(numbers))

    folder = cached(f"run-{name}-{digest_with(*_sources(f'figures.{name}'))}", drain)
    kept: figure.Numbers = pickle.loads((folder / "numbers.pickle").read_bytes())  # noqa: S301 - our own
    return kept


def _sources(module: str) -> list[Path]:
    """Return the files that a figure's module and those it imports are made of."""
    found: dict[str, list[Path]] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        path = SITE / name.replace(".", "/")
        found[name] = sorted(path.glob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
        for file in found[name]:
            waiting += IMPORT.findall(file.read_text("utf-8"))
    return [file for name in sorted(found) for file in found[name]]
