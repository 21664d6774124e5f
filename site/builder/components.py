"""Components are drawn into a page: what a reader sees of them before any script."""

import re

from builder.first import first_state
from builder.programs import program_for
from builder.templates import strings, template

PLACEHOLDER = re.compile(r'<div data-component="(?P<name>[a-z-]+)"(?P<attributes>[^>]*)></div>')
ATTRIBUTE = re.compile(r'data-(?P<name>[a-z-]+)="(?P<value>[^"]*)"')


def draw_components(html: str, language: str) -> str:
    """Replace each component's placeholder by its first state, so that the page reads well before any script.

    A placeholder is `<div data-component="NAME" data-OPTION="…"></div>`; its template is
    `site/components/NAME/NAME.html`, which sees the strings as `t`, the language and the options.
    """

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
