"""Mathematics, written as MathML at build: it needs no script, and what reads the page aloud reads it too.

`<div data-formula="NAME"></div>` draws an entry of `docs/formulas.json` as a block, with its words beneath:
`latex` (a list for several lines), the same in words in `en` and `zh`, and perhaps `terms`: a part of the
formula, written as it is there -> the name of a term. A figure's parts with the same `data-term` light up
with it (`lib/terms.js`); `docs/terms.json` has a term's words, for the ear. In the prose, `$…$` is a formula
within the line.

`docs/notation.json` holds the symbols, drawn as one table by `draw_notation`: `symbol`, `code` (its name in
nnweb, if it has one), and in `en` and `zh` a `name`, a sentence, `text`, and the `shape` of what it means.
"""

import json
import re
from functools import cache
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import convert_to_element

from builder.paths import ROOT
from builder.templates import strings

FORMULAS = ROOT / "docs" / "formulas.json"
TERMS = ROOT / "docs" / "terms.json"
NOTATION = ROOT / "docs" / "notation.json"
NOTATION_PAGE = "formulas-to-code"
PLACEHOLDER = re.compile(r'<div data-formula="(?P<name>[^"]*)"></div>')
# What Markdown makes of $…$ and $$…$$ (pymdownx.arithmatex, generic).
INLINE = re.compile(r'<span class="arithmatex">\\\((?P<latex>.*?)\\\)</span>', re.DOTALL)
BLOCK = '<div class="arithmatex">'
MARKDOWN: dict[str, Any] = {"pymdownx.arithmatex": {"generic": True}}
"""The extension that finds `$…$`, and its settings: as in `mkdocs.yml`."""


# How many parts each of these has; the package writes fewer where LaTeX has fewer.
PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


class FormulaError(Exception):
    """A formula that a page asks for is not there, or can't be written as MathML."""


@cache
def formulas() -> dict[str, Any]:
    """Return the formulas: name -> latex, en, zh and perhaps terms."""
    table: dict[str, Any] = json.loads(FORMULAS.read_text("utf-8"))
    return table


@cache
def term_words() -> dict[str, dict[str, str]]:
    """Return what each term is called: name -> en, zh."""
    table: dict[str, dict[str, str]] = json.loads(TERMS.read_text("utf-8"))
    return table


def draw_formulas(html: str, language: str) -> str:
    """Replace each formula's placeholder by its block, and what stands between dollars by MathML."""
    if BLOCK in html:
        raise FormulaError(
            f'expected <div data-formula="NAME"></div> and an entry of {FORMULAS.name}, not $$…$$'
        )
    first = PLACEHOLDER.search(html)

    def draw(match: re.Match[str]) -> str:
        block = draw_formula(match["name"], language)
        return block + _key(language) if first and match.start() == first.start() else block

    html = PLACEHOLDER.sub(draw, html)
    return INLINE.sub(lambda match: mathml(unescape(match["latex"])), html)


def draw_formula(name: str, language: str) -> str:
    """Return a formula as a block, one line or more, with its words beneath."""
    if name not in formulas():
        raise FormulaError(f"expected a name of {FORMULAS.name}. Received: {name!r}")
    entry, t = formulas()[name], strings(language)["formula"]
    lines = [entry["latex"]] if isinstance(entry["latex"], str) else entry["latex"]
    terms = entry.get("terms", {})
    drawn = [mathml(line, "block", terms) for line in lines]
    for part, term in terms.items():
        if not any(f'data-term="{term}"' in line for line in drawn):
            raise FormulaError(f"{name}: expected {part!r} in the formula, as its own part.")
    # It scrolls where it is wider than a phone, so it takes the focus; its arrow keys go from term to term.
    stepped, told = "", ""
    if terms:
        words = {term: term_words()[term][language] for term in terms.values()}
        stepped = f' data-has-terms="" data-words="{escape(json.dumps(words, ensure_ascii=False))}"'
        told = '<p class="nn-visually-hidden" role="status" data-part="told"></p>'
    return (
        f'<div class="nn-formula" id="formula-{name}" role="group" tabindex="0"{stepped} '
        f'aria-label="{t["name"]}">'
        f'{"".join(drawn)}<p class="nn-formula__words">{escape(entry[language])}</p>{told}</div>'
    )


def _key(language: str) -> str:
    """The way to the table of symbols, under a page's first formula; such pages lie beside its own."""
    words = escape(strings(language)["formula"]["key"])
    return f'<p class="nn-formula__key"><a href="../{NOTATION_PAGE}/#notation">{words}</a></p>'


@cache
def notation() -> list[dict[str, Any]]:
    """Return the symbols, in the order in which a network meets them."""
    rows: list[dict[str, Any]] = json.loads(NOTATION.read_text("utf-8"))
    return rows


def draw_notation(language: str) -> str:
    """Return the table of symbols."""
    t = strings(language)["formula"]
    heads = "".join(
        f'<th scope="col">{escape(t[head])}</th>' for head in ("symbol", "meaning", "shape", "code")
    )
    rows = []
    for row in notation():
        words = row[language]
        code = f"<code>{escape(row['code'])}</code>" if row["code"] else ""
        rows.append(
            f"<tr><td>{mathml(row['symbol'])}</td>"
            f"<td><b>{escape(words['name'])}</b> {escape(words['text'])}</td>"
            f"<td>{escape(words['shape'])}</td><td>{code}</td></tr>"
        )
    return (
        f'<div class="nn-notation" role="region" tabindex="0" aria-label="{escape(t["notation"])}">'
        f'<table class="nn-notation__table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def mathml(latex: str, display: str = "inline", terms: dict[str, str] | None = None) -> str:
    """Return LaTeX as one `<math>` element; parts named by `terms` carry `data-term`."""
    math = _element(latex, display)
    if terms:
        marked = {_shape(_element(part, "inline")): term for part, term in terms.items()}
        _mark(math, marked)
    return tostring(math, encoding="unicode")


def _element(latex: str, display: str) -> Element:
    try:
        math = convert_to_element(latex, display=display)
    except Exception as error:  # each of the package's own kinds
        raise FormulaError(f"expected LaTeX. Received: {latex!r} ({type(error).__name__})") from error
    del math.attrib["xmlns"]  # which HTML does not need
    for element in math.iter():
        element.text = unescape(element.text) if element.text else element.text
        word = element.text or ""
        if "\\" in word or "&" in word:
            raise FormulaError(f"expected LaTeX that can be MathML. Received: {word!r} in {latex!r}")
        if len(element) != PARTS.get(element.tag, len(element)):
            raise FormulaError(f"expected {PARTS[element.tag]} parts of {element.tag}. Received: {latex!r}")
        if element.tag == "mo" and len(word) > 1 and word.isalpha():
            element.tag = "mi"  # ReLU, max: names of functions, not operators with space round them
    return math


Shape = tuple[Any, ...]


def _shape(element: Element) -> Shape:
    """What an element says, whatever rows it is wrapped in: two parts that read the same are equal."""
    children = list(element)
    if element.tag in ("math", "mrow") and len(children) == 1:
        return _shape(children[0])
    tag = "mrow" if element.tag == "math" else element.tag
    return (tag, element.text, *[_shape(child) for child in children])


def _mark(element: Element, marked: dict[Shape, str]) -> None:
    """Mark the largest parts that are named, from the outside in."""
    for child in element:
        if term := marked.get(_shape(child)):
            child.set("data-term", term)
        else:
            _mark(child, marked)
