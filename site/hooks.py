"""MkDocs' way in: each event is handed to the builder, which knows nothing of MkDocs."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parent / "worker"))  # which declares what the page's controls may hold

# MkDocs takes the path back after this file: what comes by a late import is imported now.
import builder.first  # noqa: F401
from builder.assets import write_assets
from builder.components import draw_components
from builder.figures import draw_figures
from builder.formulas import FormulaError, draw_formulas
from builder.lessons import LessonError, draw_lesson
from builder.paths import ASSETS, ROOT, SITE
from builder.performance import draw_performance
from builder.policy import add_content_security_policies
from builder.sources import SourceError, draw_sources
from builder.vendor import VendorError, verify
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

_written: set[str] = set()


def on_config(config: Any) -> Any:
    """Check the vendored files before anything is built from them."""
    try:
        verify()
    except VendorError as error:
        raise PluginError(str(error)) from error
    return config


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Draw figures, the lesson's parts, formulas, code and the components' first state into the page."""
    language = _language(page)
    try:
        drawn = draw_figures(draw_performance(html, language), language)
        lesson = draw_lesson(drawn, page.meta, _name(page), language, _lessons(page))
        written = draw_sources(draw_formulas(lesson, language), language)
    except (FormulaError, LessonError, SourceError) as error:
        raise PluginError(str(error)) from error
    return draw_components(written, language)


def on_post_build(config: Any) -> None:
    """Finish the folder. The i18n plugin builds once a language into one folder: assets are written once."""
    add_content_security_policies(Path(config.site_dir))
    if config.site_dir not in _written:
        write_assets(Path(config.site_dir) / ASSETS)
        _written.add(config.site_dir)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Let `mkdocs serve` rebuild when the package or the site's sources change."""
    for path in (SITE, ROOT / "nnweb"):
        server.watch(str(path))
    return server


def _name(page: Any) -> str:
    """The page's path without language and suffix: the same in both languages."""
    return str(page.file.src_uri).removesuffix(".md").partition("/")[2]


def _lessons(page: Any) -> list[dict[str, str]]:
    """The lessons beside this page in the navigation and in its parts; they may not have been read yet."""
    found = []
    for part, other in _beside(page.parent.children if page.parent else ()):
        _text, meta = get_data(Path(other.file.abs_src_path).read_text("utf-8"))
        if "quiz" in meta:
            url = get_relative_url(other.url, page.url)
            words = {"title": str(other.title), "description": str(meta["description"])}
            found.append({"name": _name(other), "url": url, "part": part, **words})
    return found


def _beside(items: Any, part: str = "") -> Iterator[tuple[str, Any]]:
    """Each page of a section, and of the sections in it, with the title of the part where it stands."""
    for item in items:
        if item.is_page:
            yield part, item
        elif item.is_section:
            yield from _beside(item.children, str(item.title))


def _language(page: Any) -> str:
    return str(page.file.locale) if getattr(page.file, "locale", None) else "en"
