"""The components' templates, and the interface's words in a language."""

import json
from functools import cache
from typing import Any

import jinja2

from builder.megabytes import start_megabytes
from builder.paths import SITE


@cache
def strings(language: str) -> dict[str, Any]:
    """Return the interface's words in a language: `site/strings/<language>.json`."""
    table: dict[str, Any] = json.loads((SITE / "strings" / f"{language}.json").read_text("utf-8"))
    return table


def template(name: str) -> jinja2.Template:
    """Return a component's template: `site/components/NAME/NAME.html`."""
    return _templates().get_template(f"{name}/{name}.html")


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader((SITE / "components", SITE / "lib")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["start_megabytes"] = start_megabytes
    return environment
