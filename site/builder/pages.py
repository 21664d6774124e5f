"""What is done to each page: components are drawn in, and a content security policy goes into its head."""

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from builder.paths import ROOT, SITE
from builder.vendor import manifest

PLACEHOLDER = re.compile(r'<div data-component="(?P<name>[a-z-]+)"(?P<attributes>[^>]*)></div>')
ATTRIBUTE = re.compile(r'data-(?P<name>[a-z-]+)="(?P<value>[^"]*)"')
INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)

# Programs a cell can hold, by the name a page gives it: "article", "lessons/neuron". Where there is a "…_zh",
# that is it on Chinese pages.
EXAMPLES = ROOT / "examples"
PROGRAMS = {path.relative_to(EXAMPLES).with_suffix("").as_posix(): path for path in EXAMPLES.rglob("*.py")}


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
    environment.globals["start_megabytes"] = _start_megabytes
    return environment


def _start_megabytes() -> int:
    """What Python, NumPy, nnweb and MNIST's test images weigh, about: said before they are fetched."""
    fetched = re.compile(r"\.(asm\.js|wasm|mjs|zip|whl)$|t10k-.*\.gz$")
    return round(sum(entry["bytes"] for entry in manifest() if fetched.search(entry["path"])) / 1e6 + 0.5)


def draw_components(html: str, language: str) -> str:
    """Replace each component's placeholder by its first state, so that the page reads well before any script.

    A placeholder is `<div data-component="NAME" data-OPTION="…"></div>`; its template is
    `site/components/NAME/NAME.html`, which sees the strings as `t`, the language and the options.
    """
    from builder.first import first_state

    def draw(match: re.Match[str]) -> str:
        name = match["name"]
        options = {found["name"]: found["value"] for found in ATTRIBUTE.finditer(match["attributes"])}
        program = program_for(options["program"], language) if "program" in options else ""
        words = strings(language)
        return template(name).render(
            t=words[name],
            words=words,
            language=language,
            options=options,
            program=program,
            first=first_state(name, language),
        )

    return PLACEHOLDER.sub(draw, html)


def program_for(name: str, language: str) -> str:
    """Return a program, with its comments and printed words in the language where there is such a one."""
    return PROGRAMS.get(f"{name}_{language}", PROGRAMS[name]).read_text("utf-8")


def add_content_security_policies(folder: Path) -> None:
    """Give every page one policy: this origin, and the pages' own inline scripts by hash.

    One for all, because instant navigation brings the next page's head into this document: two different
    policies would both hold there, and each forbid what only the other allows.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    hashes = sorted(
        {_source_hash(match["body"]) for html in pages.values() for match in _inline_scripts(html)}
    )
    for path, html in pages.items():
        path.write_text(with_policy(html, hashes), "utf-8")


def with_policy(html: str, hashes: list[str]) -> str:
    """Return the page with a policy in its head, in place of one it may have already."""
    policy = "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes)),
            # Material and our figures set widths and positions by style attributes.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return re.sub(
        r"<head>(\s*<meta http-equiv=\"Content-Security-Policy\"[^>]*>)?", f"<head>\n    {tag}", html, count=1
    )


def _inline_scripts(html: str) -> list[re.Match[str]]:
    return [match for match in INLINE_SCRIPT.finditer(html) if _runs(match)]


def _runs(match: re.Match[str]) -> bool:
    """Whether the browser runs the element's own text: it has no src and is not data."""
    return "src=" not in match["attributes"] and "application/" not in match["attributes"]


def _source_hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
