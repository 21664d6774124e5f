"""The bibliography: what a page cites, how a citation and a list of references are written."""

import json
import re
from functools import cache
from html import escape
from typing import Any

from builder.paths import ROOT
from builder.templates import strings

REFERENCES = ROOT / "docs" / "references.json"
CITATION = re.compile(r"\[((?:@[a-z0-9-]+(?:; ?)?)+)\]")

Entry = dict[str, Any]


@cache
def references() -> dict[str, Entry]:
    """Return the bibliography: key -> authors (family name first), year, title, in; a DOI if there is one."""
    table: dict[str, Entry] = json.loads(REFERENCES.read_text("utf-8"))
    return table


def cited(text: str) -> list[str]:
    """Return the keys cited in a page, each once, by author and year."""
    keys = {key.strip().removeprefix("@") for found in CITATION.findall(text) for key in found.split(";")}
    return sorted(keys - {""}, key=by_author)


def citation(keys: str, language: str) -> str:
    """Return the links that stand for `@key; @key` in the text."""
    links = []
    for key in keys.split(";"):
        key = key.strip().removeprefix("@")
        links.append(f'<a href="#ref-{key}">{_short(references()[key], language)}</a>')
    return f'<span class="nn-cite">({"; ".join(links)})</span>'


def _short(entry: Entry, language: str) -> str:
    t = strings(language)["lesson"]
    families = [escape(author.partition(",")[0]) for author in entry["authors"]]
    if len(families) == 1:
        name = families[0]
    elif len(families) == 2:
        name = t["and"].format(first=families[0], second=families[1])
    else:
        name = t["et_al"].format(first=families[0])
    return f"{name} {entry['year']}"


def draw_references(keys: list[str], language: str) -> str:
    """Return the list at a page's end: the entries in the order of the keys."""
    if not keys:
        return f"<p>{escape(strings(language)['lesson']['no_references'])}</p>"
    items = "".join(f'<li id="ref-{key}">{_entry(references()[key])}</li>' for key in keys)
    return f'<ol class="nn-references" lang="en">{items}</ol>'


def _entry(entry: Entry) -> str:
    """Authors (year). Title. In, volume, pages. DOI. Titles stay in their own language."""
    authors = escape("; ".join(entry["authors"]))
    where = f"<cite>{escape(entry['in'])}</cite>"
    if "volume" in entry:
        where += f" {escape(str(entry['volume']))}"
    if "pages" in entry:
        where += f", {escape(str(entry['pages']))}"
    link = ""
    if doi := entry.get("doi"):
        link = f' <a href="https://doi.org/{escape(doi)}" rel="external">doi:{escape(doi)}</a>'
    elif url := entry.get("url"):
        link = f' <a href="{escape(url)}" rel="external">{escape(url.removeprefix("https://"))}</a>'
    return f"{authors} ({entry['year']}). {escape(entry['title'])}. {where}.{link}"


def by_author(key: str) -> tuple[str, int, str]:
    """Where an entry stands among the others: by its first author's family name, then its year."""
    entry = references().get(key)
    return (entry["authors"][0].casefold(), entry["year"], key) if entry else (key, 0, key)
