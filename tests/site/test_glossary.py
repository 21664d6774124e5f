"""The glossary: every term in both languages, in one sentence each, in the page's own order."""

import re

import pytest
from builder.glossary import draw_glossary, glossary

LANGUAGES = ("en", "zh")


def terms(language):
    return [re.sub("<.*?>", "", each) for each in re.findall("<dfn>.*?</dfn>", draw_glossary(language))]


def test_there_are_enough_of_both_worlds():
    kinds = [entry["kind"] for entry in glossary().values()]
    assert len(kinds) >= 60
    assert min(kinds.count("network"), kinds.count("brain")) >= 25
    assert set(kinds) == {"network", "brain", "both"}


def test_every_term_has_both_languages_and_a_sentence_in_each(subtests):
    for id_, entry in glossary().items():
        with subtests.test(id_):
            assert re.fullmatch("[a-z]+(-[a-z]+)*", id_)
            for language, end in (("en", "."), ("zh", "。")):
                assert entry[language]["term"].strip()
                assert entry[language]["text"].endswith(end)
                assert entry[language]["text"].count(end) == 1, "one sentence"
            assert re.search("[一-鿿]", entry["zh"]["term"])
            assert len(re.findall("[一-鿿]", entry["zh"]["text"])) >= 8
            assert re.fullmatch("[A-Za-zü -]+", entry["zh"]["pinyin"])


def test_the_data_are_sorted_and_no_term_stands_twice():
    assert list(glossary()) == sorted(glossary())
    for language in LANGUAGES:
        names = [entry[language]["term"] for entry in glossary().values()]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_every_term_once_with_an_anchor_and_the_other_languages_word(language):
    html = draw_glossary(language)
    other = {"en": "zh", "zh": "en"}[language]
    for id_, entry in glossary().items():
        assert html.count(f'id="term-{id_}"') == 1
        assert entry[other]["term"].replace("'", "&#x27;") in html
    assert set(re.findall('href="#([^"]+)"', html)) <= set(re.findall('id="([^"]+)"', html))


def test_each_language_has_its_own_order():
    assert terms("en") == sorted(terms("en"), key=str.casefold)
    pinyin = {entry["zh"]["term"]: entry["zh"]["pinyin"].casefold() for entry in glossary().values()}
    assert [pinyin[term] for term in terms("zh")] == sorted(pinyin.values())
