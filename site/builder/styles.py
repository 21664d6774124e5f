"""The one style sheet of the site, joined from many: a page on a slow network asks once, not twenty times."""

from pathlib import Path

from builder.paths import SITE

# The cascade: names first, then what every page is made of, then each component's own, by name.
SHARED = (
    "tokens",
    "page",
    "text",
    "header",
    "navigation",
    "layouts",
    "buttons",
    "fields",
    "pad",
    "figure-frame",
    "notices",
    "lesson",
    "formulas",
    "sources",
    "performance",
)


def style_files() -> list[Path]:
    """Return every style sheet of `site/styles` and `site/components`, in the order of the cascade."""
    shared = [SITE / "styles" / f"{name}.css" for name in SHARED]
    return [*shared, *sorted((SITE / "components").glob("*/*.css"))]


def write_styles(out: Path) -> None:
    """Write them as one file."""
    out.write_text("\n".join(path.read_text("utf-8") for path in style_files()), "utf-8")
