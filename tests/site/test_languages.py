"""The prose stands in both languages: the same pages, the same figures, the same programs."""

import re

import pytest
from builder.paths import ROOT

ENGLISH, CHINESE = ROOT / "docs" / "en", ROOT / "docs" / "zh"
PAGES = sorted(path.relative_to(ENGLISH) for path in ENGLISH.rglob("*.md"))


def test_both_languages_have_the_same_pages():
    assert sorted(path.relative_to(CHINESE) for path in CHINESE.rglob("*.md")) == PAGES


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize("pattern", [r'<div data-\w+="[^>]*>', r"^#+ .*\{ ?#([\w-]+)", r"^```(.*)$"])
def test_both_languages_have_the_same_parts(page, pattern):
    english, chinese = (
        re.findall(pattern, (folder / page).read_text("utf-8"), re.MULTILINE) for folder in (ENGLISH, CHINESE)
    )
    assert english == chinese


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_chinese_pages_are_in_chinese(page):
    prose = re.sub(
        r"```.*?```|<[^>]*>|`[^`]*`|\(http[^)]*\)", "", (CHINESE / page).read_text("utf-8"), flags=re.DOTALL
    )
    chinese = len(re.findall(r"[一-鿿]", prose))
    latin_words = len(re.findall(r"[A-Za-z]{2,}", prose))
    assert chinese > 5 * latin_words, page
