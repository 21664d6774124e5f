"""The parallels: `docs/parallels.json`'s rows, part by part, network beside brain, each with its verdict.

A row holds `group` and `rating` (similar, different or unknown), and in `en` and `zh` the two parts' names,
`here` in the network and `there` in the brain, with a sentence or two on each, `network` and `brain`.
Citations stand in the sentences as they do in prose; `lessons.py` resolves them.
"""

import json
from collections import Counter
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from builder.paths import ROOT
from builder.templates import strings, template

PARALLELS = ROOT / "docs" / "parallels.json"
# A sign beside each word: colour is never the only carrier.
SIGNS = {"similar": "≈", "different": "≠", "unknown": "?"}
PARTS = ("here", "there", "network", "brain")


@cache
def parallels() -> dict[str, Any]:
    """Return the rows in their order: id -> group, rating, en, zh."""
    table: dict[str, Any] = json.loads(PARALLELS.read_text("utf-8"))
    return table


def draw_parallels(language: str) -> str:
    """Return the table whole, and above it the choice of a verdict, for which the style sheet suffices."""
    rows = [
        {"id": id_, "group": row["group"], "rating": row["rating"]}
        | {part: escape(row[language][part], quote=False) for part in PARTS}
        for id_, row in parallels().items()
    ]
    counts = Counter(row["rating"] for row in rows)
    return template("parallels").render(
        groups=[(name, list(group)) for name, group in groupby(rows, key=lambda row: row["group"])],
        choices=[("all", len(rows)), *((rating, counts[rating]) for rating in SIGNS)],
        signs=SIGNS,
        t=strings(language)["parallels"],
    )
