"""Lesson pages: their parts, their sources, and both languages asking the same."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from builder.figures import draw_figure
from builder.lessons import LessonError, draw_lesson
from builder.paths import ROOT
from builder.references import cited, references
from figures import figure
from mkdocs.utils.meta import get_data

ENGLISH, CHINESE = ROOT / "docs" / "en", ROOT / "docs" / "zh"
PAGES = sorted(path.relative_to(ENGLISH) for path in ENGLISH.rglob("*.md"))
PUBLISHERS = ("MIT Press", "Appleton-Century-Crofts", "Determination Press", "Wiley")


def meta(path):
    return get_data(path.read_text("utf-8"))[1]


LESSONS = [page for page in PAGES if "quiz" in meta(ENGLISH / page)]


@pytest.mark.parametrize("page", LESSONS, ids=str)
def test_a_lesson_has_goals_questions_references_and_a_program(page):
    text = (ENGLISH / page).read_text("utf-8")
    for part in ("goals", "quiz", "references"):
        assert text.count(f'<div data-lesson="{part}"></div>') == 1, part
    assert 'data-component="cell"' in text
    assert 3 <= len(meta(ENGLISH / page)["quiz"]) <= 5


@pytest.mark.parametrize("page", LESSONS, ids=str)
def test_both_languages_ask_the_same(page):
    english, chinese = meta(ENGLISH / page), meta(CHINESE / page)
    assert len(english["goals"]) == len(chinese["goals"])
    assert len(english["quiz"]) == len(chinese["quiz"])
    for one, other in zip(english["quiz"], chinese["quiz"], strict=True):
        rights = [[bool(answer.get("right")) for answer in each["answers"]] for each in (one, other)]
        assert rights[0] == rights[1]
        assert sum(rights[0]) == 1
        assert all(answer["because"] for each in (one, other) for answer in each["answers"])


def course():
    """The lessons in the order of the navigation, and at the end the Lab."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2].partition("\n\n")[0]
    order = [name for name in re.findall(r": ([\w-]+)\.md", nav) if (ENGLISH / f"{name}.md").exists()]
    return [*[name for name in order if Path(f"{name}.md") in LESSONS], "lab"]


def test_the_course_holds_every_lesson():
    assert sorted(course()[:-1]) == [page.stem for page in LESSONS]


@pytest.mark.parametrize("folder", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize(("page", "following"), list(pairwise(course())))
def test_a_lessons_summary_ends_with_the_way_to_the_next(page, following, folder):
    text = (folder / f"{page}.md").read_text("utf-8")
    _, head, rest = text.partition("{#summary}")
    assert head, "a summary"
    links = re.findall(r"\]\(([\w-]+)\.md(?:#\w+)?\)", rest.partition("\n## ")[0])
    assert links[-1:] == [following]


def test_both_languages_cite_the_same_known_sources(subtests):
    for page in PAGES:
        english, chinese = (cited((folder / page).read_text("utf-8")) for folder in (ENGLISH, CHINESE))
        with subtests.test(page=str(page)):
            assert english == chinese
            assert set(english) <= set(references())
            if english:
                assert '<div data-lesson="references"></div>' in (ENGLISH / page).read_text("utf-8")


def test_every_entry_is_complete_and_the_bibliography_lists_all():
    for key, entry in references().items():
        assert re.fullmatch(r"[a-z]+\d{4}[a-z]?", key), key
        assert entry["authors"], key
        assert all("," in author or " " not in author for author in entry["authors"]), key
        assert isinstance(entry["year"], int), key
        assert str(entry["year"]) in key, key
        assert entry["title"], key
        assert entry["in"], key
        # A paper can be followed by a link; a book older than DOIs is found by its publisher.
        assert entry.get("doi") or entry.get("url") or entry["in"].endswith(PUBLISHERS), key
        assert entry.get("url", "https://").startswith("https://"), key
        assert re.fullmatch(r"10\.\d{4,9}/\S+", entry.get("doi", "10.1000/x")), key
        assert not entry.get("doi", "").endswith("."), key
    assert list(references()) == sorted(references()), "sorted by key, so that two additions rarely meet"
    listed = draw_lesson('<div data-lesson="bibliography"></div>', {}, "bibliography", "en")
    keys = re.findall(r'id="ref-(\w+)"', listed)
    assert sorted(keys) == list(references())
    # By the first author, and each one's by their years.
    order = [(references()[key]["authors"][0].casefold(), references()[key]["year"]) for key in keys]
    assert order == sorted(order)
    assert listed.count("<li ") == len(references())


def test_no_entry_stands_in_the_bibliography_uncited():
    """The pages, the tables from which parts of pages are drawn, and what figures tell."""
    texts = [path.read_text("utf-8") for end in ("md", "json") for path in (ROOT / "docs").rglob(f"*.{end}")]
    texts += [draw_figure(name, language) for name in figure.names() for language in ("en", "zh")]
    assert set(references()) == {key for text in texts for key in cited(text)}


def test_a_citation_links_to_its_entry():
    html = draw_lesson(
        '<p>So it was [@rosenblatt1958; @glorot2011].</p><div data-lesson="references"></div>', {}, "x", "en"
    )
    assert (
        '(<a href="#ref-rosenblatt1958">Rosenblatt 1958</a>; <a href="#ref-glorot2011">Glorot et al. 2011'
        in html
    )
    assert html.index('id="ref-glorot2011"') < html.index('id="ref-rosenblatt1958"')
    assert "mcculloch" not in html


def test_the_contents_number_the_lessons_on_from_part_to_part():
    def lesson(name, part):
        return {"name": name, "url": f"../{name}/", "part": part, "title": name, "description": f"{name}."}

    lessons = [lesson("why", ""), lesson("one", "First"), lesson("two", "First"), lesson("three", "Second")]
    html = draw_lesson('<div data-lesson="contents"></div>', {}, "learn", "en", lessons)
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["First", "Second"]
    assert re.findall(r"<ol(.*?)>", html) == ["", ' start="2"', ' start="4"']
    assert re.findall(r'data-page="(\w+)"', html) == ["why", "one", "two", "three"]


@pytest.mark.parametrize(
    ("html", "front"),
    [
        ("[@nobody1900]", {}),
        ('<div data-lesson="goals"></div>', {}),
        ('<div data-lesson="typo"></div>', {}),
        (
            '<div data-lesson="quiz"></div>',
            {"quiz": [{"question": "?", "answers": [{"text": "a", "because": "b"}]}]},
        ),
    ],
)
def test_what_is_missing_is_said(html, front):
    with pytest.raises(LessonError, match="expected"):
        draw_lesson(html, front, "x", "en")


@pytest.mark.parametrize("name", figure.names())
def test_a_figure_is_drawn_whole_in_both_languages(name):
    for language in ("en", "zh"):
        html = draw_figure(name, language)
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert 'data-state="idle"' in html
        assert "<svg" in html
        assert f'data-program="lessons/{name}"' in html


SORTED = [page for page in PAGES if "sort" in meta(ENGLISH / page)]


@pytest.mark.parametrize("page", SORTED, ids=str)
def test_both_languages_sort_the_same_statements_and_explain_each(page):
    english, chinese = (meta(folder / page)["sort"] for folder in (ENGLISH, CHINESE))
    assert len(english["into"]) == len(chinese["into"])
    places = [[each["place"] for each in table["statements"]] for table in (english, chinese)]
    assert places[0] == places[1]
    assert set(places[0]) == set(range(len(english["into"])))
    assert all(each["because"] for table in (english, chinese) for each in table["statements"])


def test_a_statement_to_sort_answers_with_its_source():
    statement = {"text": "A", "place": 1, "because": "So it is [@glorot2011]."}
    html = draw_lesson(
        '<div data-lesson="sort"></div><div data-lesson="references"></div>',
        {"sort": {"into": ["one", "two"], "statements": [statement]}},
        "x",
        "en",
    )
    assert html.count('href="#ref-glorot2011"') == 2
    assert 'id="ref-glorot2011"' in html
    assert html.count("data-right") == 1
