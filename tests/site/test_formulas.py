"""Formulas: each is valid MathML with words in both languages, and no LaTeX is left on a page."""

import re
from xml.etree import ElementTree

import markdown
import pytest
from builder.formulas import (
    MARKDOWN,
    FormulaError,
    draw_formula,
    draw_formulas,
    draw_notation,
    formulas,
    mathml,
    notation,
)
from builder.lessons import draw_lesson
from builder.paths import ROOT

LANGUAGES = ("en", "zh")
PAGES = sorted((ROOT / "docs").rglob("*.md"))
LATEX = re.compile(r"\\[a-zA-Z(\[]|\$[^$]+\$|arithmatex")
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


# MathML Core's, as far as these pages need them: https://www.w3.org/TR/mathml-core/
ELEMENTS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "mpadded", "mfrac", "msqrt", "mroot"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd"),
}


def parse(html):
    return ElementTree.fromstring(html)  # noqa: S314 (our own)


def html_of(text):
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    extensions = [*MARKDOWN, "attr_list", "md_in_html", "tables", "pymdownx.superfences"]
    return markdown.markdown(body, extensions=extensions, extension_configs=MARKDOWN)


@pytest.mark.parametrize("name", list(formulas()))
def test_a_formula_is_mathml_with_words_in_both_languages(name):
    assert re.fullmatch("[a-z]+(-[a-z]+)*", name)
    for language, end in (("en", "."), ("zh", "。")):
        html = draw_formula(name, language)
        tree = parse(html)
        assert tree.findall("math")
        assert tree.find("p").text.endswith(end)
        assert not LATEX.search(html)
        for math in tree.findall("math"):
            assert {element.tag for element in math.iter()} <= ELEMENTS
    assert re.search("[一-鿿]", formulas()[name]["zh"])


@pytest.mark.parametrize("name", [name for name, entry in formulas().items() if "terms" in entry])
def test_every_term_is_marked_by_a_name_that_figures_can_carry(name):
    terms = formulas()[name]["terms"]
    marked = re.findall('data-term="([^"]+)"', draw_formula(name, "en"))
    assert set(marked) == set(terms.values())
    assert all(re.fullmatch("[a-z]+[0-9]*(-[a-z0-9]+)*", term) for term in terms.values())


def test_formulas_are_sorted_by_name():
    assert list(formulas()) == sorted(formulas()), "so that two additions rarely meet"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_no_latex_is_left_on_a_page_and_every_formula_is_there(page):
    language = page.relative_to(ROOT / "docs").parts[0]
    drawn = draw_formulas(html_of(page.read_text("utf-8")), language)
    assert "<div data-formula=" not in drawn
    assert not LATEX.findall(CODE.sub("", drawn))
    for math in re.findall(r"<math.*?</math>", drawn, re.DOTALL):
        parse(math)


def test_dollars_are_a_formula_in_prose_and_code_stays_as_it_is():
    html = draw_formulas(html_of("The sum $z = w_1 x_1 < b$, and `$z$` costs 5 $ or 6 $."), "en")
    (math,) = re.findall("<math.*?</math>", html)
    assert "<msub><mi>w</mi><mn>1</mn></msub>" in math
    assert "<mo>&lt;</mo>" in math
    assert "<code>$z$</code>" in html
    assert "5 $ or 6 $" in html


def test_dollars_are_a_formula_in_questions_too():
    front = {"goals": ["work out $z_1$"]}
    html = draw_formulas(draw_lesson('<div data-lesson="goals"></div>', front, "x", "en"), "en")
    assert '<math display="inline"><mrow><msub><mi>z</mi><mn>1</mn></msub></mrow></math>' in html


def test_the_largest_part_that_is_named_is_marked_however_it_is_wrapped():
    math = mathml(
        r"\frac{\partial L}{\partial w_1} = {w_1 x} + w",
        "block",
        {"w_1": "first", "w": "other", "w_1 x": "both"},
    )
    assert math.count('<msub data-term="first"><mi>w</mi><mn>1</mn></msub>') == 1
    assert math.count('<mrow data-term="both">') == 1
    assert math.count('<mi data-term="other">w</mi>') == 1


def test_a_pages_first_formula_leads_to_the_table_of_symbols():
    block = '<div data-formula="adam"></div>'
    for language in LANGUAGES:
        html = draw_formulas(f"{block}<p>And:</p>{block}", language)
        assert html.count("nn-formula__key") == 1
        assert html.index("nn-formula__key") < html.index("And:")
        (page, anchor) = re.findall(r'href="\.\./([^/]*)/#(\w+)"', html)[0]
        assert f"{{#{anchor}}}" in (ROOT / "docs" / language / f"{page}.md").read_text("utf-8")


def test_a_functions_name_is_no_operator():
    assert "<mi>ReLU</mi>" in mathml(r"\operatorname{ReLU}(z)")
    assert "<mi>max</mi>" in mathml(r"\max(0, z)")


@pytest.mark.parametrize(
    "html",
    [
        '<div data-formula="typo"></div>',
        r'<span class="arithmatex">\(\frac{1}\)</span>',
        r'<span class="arithmatex">\(\typo z\)</span>',
        r'<span class="arithmatex">\(\begin{aligned} a &amp;= b \end{aligned}\)</span>',
        r'<div class="arithmatex">\[z\]</div>',
    ],
)
def test_what_cannot_be_written_is_said(html):
    with pytest.raises(FormulaError, match="expected"):
        draw_formulas(html, "en")


def test_a_term_that_the_formula_lacks_is_said(monkeypatch):
    monkeypatch.setitem(formulas(), "one", {"latex": "z", "en": "Z.", "zh": "。", "terms": {"w": "weight"}})
    with pytest.raises(FormulaError, match=r"one: expected 'w'"):
        draw_formula("one", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notation_is_one_table_with_a_row_a_symbol(language):
    tree = parse(draw_notation(language))
    rows = tree.findall("table/tbody/tr")
    assert len(rows) == len(notation())
    for row, entry in zip(rows, notation(), strict=True):
        assert row.find("td/math") is not None
        assert [bool("".join(cell.itertext())) for cell in row.findall("td")] == [
            True,
            True,
            True,
            bool(entry["code"]),
        ]
    assert not LATEX.search(draw_notation(language))


def test_the_notation_says_the_same_in_both_languages():
    symbols = [entry["symbol"] for entry in notation()]
    assert len(symbols) == len(set(symbols))
    for entry in notation():
        assert entry["en"].keys() == entry["zh"].keys() == {"name", "text", "shape"}
        assert entry["en"]["text"].endswith(".")
        assert entry["zh"]["text"].endswith("。")
        assert re.search("[一-鿿]", entry["zh"]["name"])
