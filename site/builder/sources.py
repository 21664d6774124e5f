"""nnweb's own code on a page, taken from the real file at build and never pasted.

`<div data-source="nnweb.layers.Dense.forward"></div>` shows that method as it stands in its file. With
`data-terms="NAME"` the names in it that an entry of `docs/formulas.json` lists under `code` (name -> term)
light up with the formula's parts.
"""

import importlib
import inspect
import re
import textwrap
from html import escape
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from builder.formulas import formulas
from builder.paths import ROOT
from builder.templates import strings

PLACEHOLDER = re.compile(r'<div data-source="(?P<name>[^"]*)"(?: data-terms="(?P<formula>[^"]*)")?></div>')
NAME = re.compile(r'<span class="n">(\w+)</span>')


class SourceError(Exception):
    """A page shows a piece of code that is not there, or terms that it does not have."""


def draw_sources(html: str, language: str) -> str:
    """Replace each placeholder by the code it names."""
    return PLACEHOLDER.sub(lambda match: _draw(match["name"], match["formula"], language), html)


def source(name: str) -> tuple[str, Path, int]:
    """Return the text of a function, method or class by its dotted name, its file and its first line."""
    found = _find(name)
    lines, first = inspect.getsourcelines(found)
    return textwrap.dedent("".join(lines)).rstrip(), Path(inspect.getfile(found)), first


def _find(name: str) -> Any:
    """The object itself: the longest part that is a module, then attribute by attribute."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        if callable(found):
            return inspect.unwrap(found)
        break
    raise SourceError(f"expected a function or class to show. Received: {name!r}")


def _draw(name: str, formula: str | None, language: str) -> str:
    code, path, first = source(name)
    html = coloured(code)
    if formula is not None:
        if formula not in formulas() or "code" not in formulas()[formula]:
            raise SourceError(f"{name}: expected a formula with `code`. Received: {formula!r}")
        html = _mark(html, name, formulas()[formula]["code"])
    where = f"{path.relative_to(ROOT).as_posix()}:{first}"
    t = strings(language)["source"]
    return (
        f'<figure class="nn-source"><figcaption>{escape(t["from"])} <code>{escape(where)}</code></figcaption>'
        f'<div class="highlight nn-source__code" role="region" tabindex="0" aria-label="{escape(name)}" '
        f'lang="en"><pre><code>{html}</code></pre></div></figure>'
    )


def coloured(code: str) -> str:
    """Return Python with the classes that the pages' other code has."""
    return str(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))).rstrip("\n")


def _mark(html: str, name: str, terms: dict[str, str]) -> str:
    missing = set(terms) - set(NAME.findall(html))
    if missing:
        raise SourceError(f"{name}: expected the names {', '.join(sorted(missing))} in its code.")

    def mark(match: re.Match[str]) -> str:
        term = terms.get(match[1])
        return f'<span class="n" data-term="{term}">{match[1]}</span>' if term else match[0]

    return NAME.sub(mark, html)
