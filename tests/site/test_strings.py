"""The interface says the same in both languages."""

import re

from builder.templates import strings

from tests.tables import flat

PLACE = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_same_strings():
    english, chinese = dict(flat(strings("en"))), dict(flat(strings("zh")))
    assert english.keys() == chinese.keys()


def test_both_languages_fill_in_the_same_values():
    chinese = dict(flat(strings("zh")))
    for key, sentence in flat(strings("en")):
        assert set(PLACE.findall(sentence)) == set(PLACE.findall(chinese[key])), key


def test_no_string_is_left_empty_or_untranslated():
    chinese = dict(flat(strings("zh")))
    for key, sentence in flat(strings("en")):
        assert sentence.strip(), key
        assert chinese[key].strip(), key
        if len(sentence.split()) > 3:
            assert chinese[key] != sentence, key
