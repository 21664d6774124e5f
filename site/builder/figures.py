"""The figures whose first state is drawn into the page, each computed by `nnweb` at build time."""

import json
import re
from functools import cache
from html import escape
from typing import Any

from figures import figure
from figures.figure import Range
from markupsafe import Markup

from builder.controls import describe_control
from builder.megabytes import start_megabytes
from builder.runs import result_of
from builder.shipped import shipped_model
from builder.templates import strings, template
from nnweb import Sequential
from nnweb.datasets import FILES, mnist

PLACEHOLDER = re.compile(r'<div data-figure="(?P<name>[a-z0-9_]+)"></div>')
LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<page>[\w-]+)\.md\)")
KEY = re.compile(r"\{(\w+)\}")


def draw_figures(html: str, language: str) -> str:
    """Replace each `<div data-figure="NAME"></div>` by its figure, with the language's words."""
    return PLACEHOLDER.sub(
        lambda match: _home(language) if match["name"] == "home" else draw_figure(match["name"], language),
        html,
    )


@cache
def _shipped() -> Sequential:
    return Sequential.load(shipped_model() / "shipped.npz")


def given() -> figure.Given:
    """Return what figures are given at build, where the reader has no network of their own yet."""
    return figure.Given(network=lambda _choice: _shipped())


def draw_figure(name: str, language: str) -> str:
    """Return the frame of a figure in its first state: drawing, controls, caption, actions."""
    drawn, words = figure.find(name), figure.words(name, language)
    with_ = given() if drawn.needs else None
    numbers = result_of(name, given()) if drawn.run else drawn.compute(drawn.defaults, with_)
    rendered = drawn.show(name, drawn.defaults, numbers, words)
    controls = [describe_control(control, words) for control in drawn.controls]
    shown = {control["key"]: control for control in controls}

    def told(words: figure.Words) -> list[list[dict[str, Any]]]:
        lines = words.get("readout", "").splitlines()
        return [_line(line, shown, rendered["values"], drawn.terms) for line in lines]

    sizes = {panel.name: panel for panel in drawn.panels}
    table = strings(language)
    t = table["figure"]
    return template("figure").render(
        name=name,
        w=words,
        t=t,
        writing=table["draw"] | {"invitation": t["invitation"]},
        controls=controls,
        named=words.get("options", {}),
        terms=drawn.terms,
        leads=[control for control in controls if drawn.is_leading(control["key"])],
        folded=drawn.folded,
        handles=[
            _handle(handle, shown, sizes[handle["panel"]], drawn.terms) for handle in rendered["handles"]
        ],
        cells=rendered["cells"],
        panels=[
            {
                "name": panel.name,
                "width": panel.width,
                "height": panel.height,
                "below": panel.below,
                "svg": rendered["panels"][panel.name],
                "termed": "data-term=" in rendered["panels"][panel.name],
                "title": words["panels"][panel.name]["title"],
                "readout": told(words["panels"][panel.name]),
            }
            for panel in drawn.panels
        ],
        readout=told(words),
        **_twin(drawn, words, numbers),
        run=_run(t, words, rendered) if drawn.run else None,
        splits=" ".join(need for need in drawn.needs if need in FILES),
        notice=t["notice_run" if drawn.run else "notice"].format(megabytes=start_megabytes(drawn.needs)),
        ready=t["ready_run" if drawn.run else "ready"],
    )


def _run(t: dict[str, Any], words: figure.Words, rendered: dict[str, Any]) -> dict[str, Any]:
    """What Run is called and what it tells: the interface's words, but for the button's own if it has one."""
    return {"words": t["run"] | {"run": words.get("run", t["run"]["run"])}, "said": rendered["said"]}


def _twin(drawn: figure.Figure, words: figure.Words, numbers: figure.Numbers) -> dict[str, Any]:
    """The figure's table, if it has one: its first row apart, and whose row is told beside the drawing."""
    if drawn.table is None:
        return {"table": None, "chosen": None}
    heads, *rows = drawn.table(numbers, words)
    control = next((control for control in drawn.controls if control.key == drawn.chosen), None)
    row = round((control.default - control.low) / control.step) if isinstance(control, Range) else 0
    return {
        "table": {"heads": heads, "rows": [[_linked(cell) for cell in row] for row in rows]},
        "chosen": {"key": drawn.chosen, "row": row} if control else None,
    }


def _linked(cell: str) -> Markup:
    """A cell's words, in which `[words](page.md)` is a link to a page beside this one."""
    return Markup(LINK.sub(r'<a href="../\g<page>/">\g<words></a>', escape(cell, quote=False)))  # noqa: S704


def _handle(
    handle: dict[str, Any], controls: dict[str, Any], panel: figure.Panel, terms: dict[str, str]
) -> dict[str, Any]:
    from figures.scales import Scale

    place, moved = list(handle["at"]), []
    for i, name in enumerate("xy"):
        if axis := handle[name]:
            control = controls[axis["key"]]
            place[i] = Scale(**{key: axis[key] for key in axis if key != "key"})(control["default"])
            moved.append(control)
    return handle | {
        "left": round(100 * place[0] / panel.width, 3),
        "top": round(100 * place[1] / panel.height, 3),
        "min": moved[0]["low"],
        "max": moved[0]["high"],
        "now": moved[0]["default"],
        "text": ", ".join(f"{control['label']} {control['text']}" for control in moved),
        "term": terms.get(moved[0]["key"]),
    }


def _line(
    line: str, controls: dict[str, Any], values: dict[str, str], terms: dict[str, str]
) -> list[dict[str, Any]]:
    """Cut a line of the readout into words, numbers that can be dragged, and numbers that are computed."""
    parts: list[dict[str, Any]] = []
    for i, piece in enumerate(KEY.split(line)):
        control = controls.get(piece) if i % 2 else None
        if control and "low" in control:
            parts.append(
                {
                    "kind": "scrub",
                    "key": piece,
                    "term": terms.get(piece),
                    "label": control["label"],
                    "low": control["low"],
                    "high": control["high"],
                    "now": control["default"],
                    "text": control["text"],
                    "wide": control["wide"],
                    "signed": control["low"] < 0,
                }
            )
        elif i % 2:
            parts.append(
                {
                    "kind": "value",
                    "key": piece,
                    "term": terms.get(piece),
                    "text": values[piece],
                    "wide": max(5, len(values[piece])),
                }
            )
        else:
            parts.append({"kind": "words", "text": piece})
    return parts


def _home(language: str) -> str:
    from figures import recognition

    words = strings(language)["figures"]["home"]
    drawing = recognition.draw(_home_numbers(), words)
    accuracy = json.loads((shipped_model() / "shipped.json").read_text("utf-8"))["test_accuracy"]
    caption = words["caption"].format(accuracy=f"{accuracy:.4f}")
    return (
        f'<figure class="nn-figure"><p class="nn-figure__title">{escape(words["title"])}</p>'
        f'<div class="nn-figure__drawing">{drawing}</div><figcaption>{escape(caption)}</figcaption></figure>'
    )


@cache
def _home_numbers() -> dict[str, Any]:
    from figures import recognition

    return recognition.numbers(_shipped(), *mnist.load_split("test"))
