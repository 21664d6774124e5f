"""The glossary: `docs/glossary.json`'s terms, each in both languages, in the order of the page's own.

A term holds `kind` (network, brain or both) and in `en` and `zh` the `term` and a sentence, `text`; the
Chinese one also its `pinyin`, without tones, by which a Chinese reader looks it up.
"""

import json
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from builder.paths import ROOT
from builder.templates import strings, template

GLOSSARY = ROOT / "docs" / "glossary.json"


@cache
def glossary() -> dict[str, Any]:
    """Return the terms: id -> kind, en, zh."""
    table: dict[str, Any] = json.loads(GLOSSARY.read_text("utf-8"))
    return table


def draw_glossary(language: str) -> str:
    """Return the list of terms, by initial, with a line of initials to jump by."""
    other = "zh" if language == "en" else "en"
    terms = [
        {
            "id": id_,
            "kind": entry["kind"],
            "sorted": _sorted(entry, language),
            "term": escape(entry[language]["term"]),
            "other": escape(entry[other]["term"]),
            "text": escape(entry[language]["text"]),
        }
        for id_, entry in glossary().items()
    ]
    terms.sort(key=lambda term: term["sorted"])
    initials = [
        (initial, list(group))
        for initial, group in groupby(terms, key=lambda term: term["sorted"][0].upper())
    ]
    return template("glossary").render(initials=initials, other=other, t=strings(language)["glossary"])


def _sorted(entry: dict[str, Any], language: str) -> str:
    words: str = entry["zh"]["pinyin"] if language == "zh" else entry["en"]["term"]
    return words.casefold()
