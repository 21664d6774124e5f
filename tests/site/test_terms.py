"""Formulas and figures name the same things: what lights up in a formula lights up beside it too."""

import re
from functools import cache

import pytest
from builder.figures import draw_figure, given
from builder.formulas import formulas, term_words
from builder.paths import ROOT
from figures import figure
from figures.backward.two_two_one import term_of
from figures.figure import Steps

PAGES = {
    path.stem: path.read_text("utf-8")
    for path in sorted((ROOT / "docs" / "en").glob("*.md"))
    if "data-formula=" in path.read_text("utf-8")
}
LEARNING = {
    "how-it-learns", "forward", "losses", "backward", "gradient-descent", "activations",
    "formulas-to-code",
}  # fmt: skip
# A page's formula may name what nothing beside it shows, for a reason.
EXCEPTIONS = {
    ("formulas-to-code", "sum"): "the code keeps no sums: the activation is applied to them in place",
}


@cache
def shown(name):
    """The terms that a figure marks: in its first state with all controls, and at each of its steps."""
    drawn, words = figure.find(name), figure.words(name, "en")
    html = draw_figure(name, "en")
    for control in drawn.controls:
        if isinstance(control, Steps):
            for step in range(len(control.names)):
                state = {control.key: control.low + step * control.step}
                html += "".join(drawn.render(name, state, words, given())["panels"].values())
    return set(re.findall(r'data-term="([^"]+)"', html))


def beside(text):
    """The terms that a page's figures and code mark."""
    figures = [shown(name) for name in re.findall(r'data-figure="(\w+)"', text) if name != "home"]
    code = [set(formulas()[name]["code"].values()) for name in re.findall(r'data-terms="([^"]+)"', text)]
    return set().union(*figures, *code)


def asked(text):
    """The formulas of a page."""
    return re.findall(r'data-formula="([^"]+)"', text)


def named(text):
    return {term for name in asked(text) for term in formulas()[name]["terms"].values()}


def test_every_formula_has_terms():
    assert [name for name, entry in formulas().items() if not entry.get("terms")] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_term_of_a_pages_formulas_has_a_part_in_its_figures_or_code(page):
    text = PAGES[page]
    excused = {term for where, term in EXCEPTIONS if where == page}
    assert named(text) - beside(text) == excused


def test_every_term_has_words_in_both_languages_and_no_other_has():
    assert set(term_words()) == {term for entry in formulas().values() for term in entry["terms"].values()}
    assert list(term_words()) == sorted(term_words())
    assert all(each.keys() == {"en", "zh"} for each in term_words().values())
    assert all(re.search("[\u4e00-\u9fff]", each["zh"]) for each in term_words().values())


def test_every_lesson_on_learning_has_formulas_the_same_in_both_languages():
    assert set(PAGES) == LEARNING
    for page in PAGES:
        chinese = (ROOT / "docs" / "zh" / f"{page}.md").read_text("utf-8")
        assert asked(chinese) == asked(PAGES[page])


@pytest.mark.parametrize("name", figure.names())
def test_what_a_figure_says_lights_up_is_a_control_or_stands_in_its_readout(name):
    drawn = figure.find(name)
    keys = {control.key for control in drawn.controls}
    for language in ("en", "zh"):
        words = figure.words(name, language)
        lines = "".join(each.get("readout", "") for each in (words, *words["panels"].values()))
        read = set(re.findall(r"{(\w+)}", lines))
        assert set(drawn.terms) <= keys | read


def test_the_parts_that_are_open_yet_are_marked_where_they_will_stand():
    first = figure.find("backward").render("backward", {}, figure.words("backward", "en"))["panels"]["graph"]
    for term in ("loss-by-prediction", "prediction-by-z3", "z3-by-h1", "h1-by-z1", "z1-by-w11"):
        assert f'<g data-term="{term}" class="nn-while-lit">' in first


def test_a_local_derivatives_words_name_the_weight_that_it_is():
    at = figure.find("backward").compute(figure.find("backward").defaults)
    for slope in ("z1/x2", "z2/x2", "z3/h1"):
        (weight,) = re.findall(r"weight (\w+)$", term_words()[term_of(slope)]["en"])
        assert at["slopes"][slope] == at[weight]
        lowered = weight.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
        assert term_words()[term_of(slope)]["zh"].endswith(lowered)
