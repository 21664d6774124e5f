"""The prose stands in both languages: the same pages, the same figures, the same programs."""

import re

import pytest
from builder.paths import ROOT

ENGLISH, CHINESE = ROOT / "docs" / "en", ROOT / "docs" / "zh"
PAGES = sorted(path.relative_to(ENGLISH) for path in ENGLISH.rglob("*.md"))


def test_both_languages_have_the_same_pages():
    assert sorted(path.relative_to(CHINESE) for path in CHINESE.rglob("*.md")) == PAGES


def parts(folder, page, pattern):
    return re.findall(pattern, (folder / page).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("pattern", [r'<div data-\w+="[^>]*>', r"^#+ .*\{ ?#([\w-]+)"])
def test_both_languages_have_the_same_parts(pattern, subtests):
    for page in PAGES:
        with subtests.test(page=str(page)):
            assert parts(ENGLISH, page, pattern) == parts(CHINESE, page, pattern)
    assert any(parts(ENGLISH, page, pattern) for page in PAGES), "nothing was compared"


def test_chinese_pages_are_in_chinese(subtests):
    for page in PAGES:
        text = (CHINESE / page).read_text("utf-8")
        prose = re.sub(r"```.*?```|<[^>]*>|`[^`]*`|\(http[^)]*\)", "", text, flags=re.DOTALL)
        with subtests.test(page=str(page)):
            assert len(re.findall(r"[一-鿿]", prose)) > 5 * len(re.findall(r"[A-Za-z]{2,}", prose))
