"""The parts of a lesson page besides prose and figures: goals, citations, questions, references.

A page's front matter holds `goals`, `quiz` and perhaps `sort` (see `_sort`); so
`<div data-lesson="goals"></div>`, `"quiz"`, `"sort"`, `"references"`
and, each on a page of its own, `"parallels"`, `"bibliography"`, `"contents"`,
`"glossary"`, `"notation"` and `"article"` say where they stand. `[@key]` in the text
cites an entry of `docs/references.json`; the page's list holds what it cites, and nothing else.
"""

import json
import re
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

import markdown

from builder.article import draw_article
from builder.formulas import MARKDOWN, draw_notation
from builder.glossary import draw_glossary
from builder.parallels import draw_parallels
from builder.references import CITATION, REFERENCES, by_author, citation, cited, draw_references, references
from builder.templates import strings, template

PLACEHOLDER = re.compile(r'<div data-lesson="(?P<part>[a-z]+)"></div>')
PARTS = ("goals", "quiz", "sort", "references", "bibliography", "contents", "glossary", "notation", "article")
PARALLELS = '<div data-lesson="parallels"></div>'

Lesson = dict[str, str]
"""A line of the contents: `name` as in progress, `url` from here, `part` (or ""), `title`, `description`."""


class LessonError(Exception):
    """A page asks for what it does not have."""


def draw_lesson(
    html: str, meta: dict[str, Any], page: str, language: str, lessons: Sequence[Lesson] = ()
) -> str:
    """Return the page's HTML with citations and parts drawn in.

    Args:
        html: the page's content.
        meta: its front matter.
        page: its name, under which progress is kept: the source path without language and suffix.
        language: "en" or "zh".
        lessons: the pages of this page's section that have questions, in order: what `contents` lists.
    """
    # First of all, since its sentences cite, as the prose does.
    html = html.replace(PARALLELS, draw_parallels(language)) if PARALLELS in html else html
    keys = cited(html + json.dumps(meta.get("sort", {}), ensure_ascii=False))
    for key in keys:
        if key not in references():
            raise LessonError(f"{page} ({language}): expected a key of {REFERENCES.name}. Received @{key}.")
    html = CITATION.sub(lambda match: citation(match[1], language), html)

    def draw(match: re.Match[str]) -> str:
        part = match["part"]
        if part not in PARTS:
            raise LessonError(f"{page} ({language}): expected one of {', '.join(PARTS)}. Received {part!r}.")
        if part in ("goals", "quiz", "sort") and not meta.get(part):
            raise LessonError(
                f"{page} ({language}): expected `{part}` in the front matter, since it is shown."
            )
        if part == "goals":
            return _goals(meta["goals"], language)
        if part == "quiz":
            return _quiz(meta["quiz"], page, language)
        if part == "sort":
            return _sort(meta["sort"], language)
        if part == "glossary":
            return draw_glossary(language)
        if part == "article":
            return draw_article(language)
        if part == "notation":
            return draw_notation(language)
        if part == "contents":
            return template("contents").render(parts=_parts(lessons), t=strings(language)["quiz"])
        listed = keys if part == "references" else sorted(references(), key=by_author)
        return draw_references(listed, language)

    return PLACEHOLDER.sub(draw, html)


def _parts(lessons: Sequence[Lesson]) -> list[dict[str, Any]]:
    """The lessons by parts of the course, numbered on from part to part."""
    parts, first = [], 1
    for title, group in groupby(lessons, key=lambda lesson: lesson["part"]):
        parts.append({"title": title, "first": first, "lessons": list(group)})
        first += len(parts[-1]["lessons"])
    return parts


def _goals(goals: list[str], language: str) -> str:
    items = "".join(f"<li>{_inline(goal)}</li>" for goal in goals)
    words = strings(language)["lesson"]["goals"]
    title = f'<p id="nn-goals">{escape(words)}</p>'
    return f'<div class="nn-goals">{title}<ul aria-labelledby="nn-goals">{items}</ul></div>'


def _quiz(questions: list[dict[str, Any]], page: str, language: str) -> str:
    drawn = []
    for question in questions:
        answers: list[dict[str, Any]] = [
            {
                "text": _inline(each["text"]),
                "because": _inline(each["because"]),
                "right": bool(each.get("right")),
            }
            for each in question["answers"]
        ]
        if sum(each["right"] for each in answers) != 1:
            raise LessonError(f"{page} ({language}): expected one right answer to {question['question']!r}.")
        drawn.append({"text": _inline(question["question"]), "answers": answers})
    t = strings(language)["quiz"]
    return template("quiz").render(questions=drawn, page=page, at_once=False, t=t)


def _sort(sort: dict[str, Any], language: str) -> str:
    """Statements to be placed into the same few groups: questions that answer as soon as one is chosen.

    `into` names the groups, `statements` hold `text`, `place` (which group, from 0) and `because`.
    """
    drawn = []
    for statement in sort["statements"]:
        because = CITATION.sub(lambda match: citation(match[1], language), _inline(statement["because"]))
        answers = [
            {"text": _inline(group), "because": because, "right": place == statement["place"]}
            for place, group in enumerate(sort["into"])
        ]
        drawn.append({"text": _inline(statement["text"]), "answers": answers})
    t = strings(language)["quiz"] | strings(language)["sort"]
    return template("quiz").render(questions=drawn, page="", at_once=True, t=t)


def _inline(text: str) -> str:
    """A sentence of Markdown, without the paragraph round it; `$…$` is left for `builder.formulas`."""
    html = markdown.markdown(str(text), extensions=[*MARKDOWN], extension_configs=MARKDOWN)
    return html.removeprefix("<p>").removesuffix("</p>")
