"""The article's program beside ours, line by line: `docs/article.json` says what each line does.

Ours is `examples/article.py`. Keras' is the same with the lines under `keras` in place of ours: nothing is
written twice, so the page can't say that only the import lines differ when others do.
"""

import json
from functools import cache
from typing import Any

from mkdocs.utils.meta import get_data

from builder.paths import ROOT
from builder.programs import PROGRAMS
from builder.sources import coloured
from builder.templates import strings, template

NOTES = ROOT / "docs" / "article.json"
FIRST = "model.add(Dense(128"
"""The line whose note is open at first begins so."""


@cache
def notes() -> list[dict[str, Any]]:
    """Return the notes, one a line of the program: line, perhaps keras, shapes and lesson, and en, zh."""
    table: list[dict[str, Any]] = json.loads(NOTES.read_text("utf-8"))
    return table


def program_lines() -> list[str]:
    """Return the lines of our program, without its docstring and empty lines."""
    program = PROGRAMS["article"].read_text("utf-8").partition("\n\n")[2]
    return [line for line in program.splitlines() if line]


def draw_article(language: str) -> str:
    """Return both programs, a line of each beside the other, and under each what it does."""
    lines = [
        {
            "ours": coloured(note["line"]),
            "keras": coloured(note.get("keras", note["line"])),
            "same": "keras" not in note,
            "open": note["line"].startswith(FIRST),
            "shapes": note.get("shapes", []),
            "text": note[language],
            "lesson": _lesson(note.get("lesson"), language),
        }
        for note in notes()
    ]
    return template("article").render(lines=lines, t=strings(language)["article"])


def _lesson(name: str | None, language: str) -> dict[str, str] | None:
    """The lesson that a line belongs to, if the site has it: its address from another lesson, its title."""
    path = ROOT / "docs" / language / f"{name}.md"
    if name is None or not path.is_file():
        return None
    return {"url": f"../{name}/", "title": str(get_data(path.read_text("utf-8"))[1]["title"])}
