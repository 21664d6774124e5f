"""The style sheets: each has its place in the one that pages load."""

import re

from builder.paths import ASSETS, ROOT, SITE
from builder.styles import style_files, write_styles


def test_every_file_is_joined_once_the_names_first(tmp_path):
    files = style_files()
    assert set(files) == {path for name in ("styles", "components") for path in (SITE / name).rglob("*.css")}
    assert len(files) == len(set(files))
    assert files[0] == SITE / "styles" / "tokens.css"
    write_styles(tmp_path / "style.css")
    joined = (tmp_path / "style.css").read_text("utf-8")
    starts = [joined.index(path.read_text("utf-8")) for path in files]
    assert starts == sorted(starts)


def test_no_file_needs_another_to_close_its_blocks():
    for path in style_files():
        css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert css.count("{") == css.count("}"), path


def test_pages_load_it():
    assert f"  - {ASSETS}/style.css\n" in (ROOT / "mkdocs.yml").read_text("utf-8")
