"""The parallels: each row whole in both languages, with its sources, and drawn to be read without script."""

import re

import pytest
from builder.lessons import LessonError, draw_lesson
from builder.parallels import PARTS, SIGNS, draw_parallels, parallels
from builder.paths import ROOT
from builder.references import CITATION, cited, references
from builder.templates import strings

LANGUAGES = ("en", "zh")
PLACEHOLDER = '<div data-lesson="parallels"></div>'


def both_sides(row, language):
    return row[language]["network"] + row[language]["brain"]


def test_a_row_says_the_same_of_both_sides_in_both_languages(subtests):
    for id_, row in parallels().items():
        with subtests.test(id_):
            says_the_same(id_, row)


def says_the_same(id_, row):
    assert re.fullmatch("[a-z]+", id_)
    assert row["rating"] in SIGNS
    assert row["group"] in strings("en")["parallels"]["groups"]
    for language, end in (("en", "."), ("zh", "。")):
        assert set(row[language]) == set(PARTS)
        assert all(row[language][side].endswith(end) for side in ("network", "brain"))
    for part in PARTS:
        assert len(re.findall("[一-鿿]", row["zh"][part])) >= (12 if part in ("network", "brain") else 1)
    for side in ("network", "brain"):
        assert cited(row["en"][side]) == cited(row["zh"][side])


def test_a_row_has_sources_and_what_it_says_of_the_brain_above_all(subtests):
    for id_, row in parallels().items():
        with subtests.test(id_):
            assert cited(row["en"]["brain"])
            assert set(cited(both_sides(row, "en"))) <= set(references())


def test_no_row_stands_twice_and_groups_hold_together():
    rows = list(parallels().values())
    for language in LANGUAGES:
        names = [row[language]["here"] for row in rows]
        assert len(names) == len(set(names))
    order = [row["group"] for row in rows]
    assert order == sorted(order, key=list(strings("en")["parallels"]["groups"]).index)
    assert {row["rating"] for row in rows} == set(SIGNS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_drawn_with_its_verdict_in_words_and_a_sign(language):
    html, words = draw_parallels(language), strings(language)["parallels"]
    for id_, row in parallels().items():
        (drawn,) = re.findall(rf'<tr role="row" id="parallel-{id_}".*?</tr>', html, re.DOTALL)
        assert f'data-rating="{row["rating"]}"' in drawn
        assert f"{SIGNS[row['rating']]}</span>{words['ratings'][row['rating']]}" in drawn
        for side in ("network", "brain"):
            assert row[language][side] in drawn
    assert not re.search(r"<[^>]* hidden[ >]|style=", html)


def test_the_filter_counts_what_it_will_show():
    html = draw_parallels("en")
    counts = dict(re.findall(r'value="(\w+)" data-said="\D*(\d+)', html))
    assert int(counts.pop("all")) == len(parallels()) == sum(map(int, counts.values()))
    for rating, count in counts.items():
        assert html.count(f'" data-rating="{rating}"') == int(count)
    style = (ROOT / "site" / "components" / "parallels" / "parallels.css").read_text("utf-8")
    for rating in SIGNS:
        assert f'[value="{rating}"]:checked' in style


def test_its_citations_are_links_and_stand_in_the_pages_references():
    html = draw_lesson(f'{PLACEHOLDER}<div data-lesson="references"></div>', {}, "x", "en")
    assert not CITATION.search(html)
    keys = {key for row in parallels().values() for key in cited(both_sides(row, "en"))}
    assert set(re.findall(r'id="ref-(\w+)"', html)) == keys
    assert set(re.findall(r'href="#ref-(\w+)"', html)) == keys


def test_an_unknown_source_is_named(monkeypatch):
    monkeypatch.setattr("builder.lessons.draw_parallels", lambda _language: "So it is [@nobody1900].")
    with pytest.raises(LessonError, match="nobody1900"):
        draw_lesson(PLACEHOLDER, {}, "x", "en")


def test_the_data_are_no_page():
    assert "  parallels.json\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_the_page_counts_the_rows_rightly():
    numerals = {"en": "Nineteen parts", "zh": "十九个部件"}
    assert len(parallels()) == 19
    for language, said in numerals.items():
        assert said in (ROOT / "docs" / language / "comparison.md").read_text("utf-8")
