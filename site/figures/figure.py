"""What a figure of the pages consists of: its state, its numbers, its drawing, and how a reader acts on it.

A figure `NAME` is two files in this folder: `NAME.py`, which has a `FIGURE`, and `NAME.json` with its words
in each language. Nothing else registers it. See `neuron.py` for the example to follow.

What a reader acts on, a `Control` each, is in `controls.py`; the drawings are in `panels.py`.
"""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from figures.cells import Cells
from figures.controls import (
    NETWORK,
    SOURCE,
    Choice,
    Control,
    Number,
    Play,
    Press,
    Range,
    Steps,
    Switch,
    check_state,
)
from figures.given import Given
from figures.panels import Handle, Panel
from figures.svg import element

__all__ = [
    "NETWORK",
    "SOURCE",
    "Cells",
    "Choice",
    "Control",
    "Figure",
    "Given",
    "Handle",
    "Number",
    "Panel",
    "Play",
    "Press",
    "Range",
    "Steps",
    "Switch",
    "find",
    "names",
    "words",
]

State = dict[str, Any]
"""What the reader has set: a plain value for each control's key."""
Numbers = dict[str, Any]
"""What is computed from a state: plain values and arrays."""
Words = dict[str, Any]
"""A figure's words in one language: `NAME.json`'s part for it."""
Table = list[list[str]]
"""What the drawing shows, in rows of short texts that may cite `[@key]` and link to `[a lesson](forward.md)`.

The first row names the columns.
"""

HERE = Path(__file__).parent


def no_handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return none: the figure is set by its controls alone."""
    return ()


def no_cells(_numbers: Numbers) -> tuple[Cells, ...]:
    """Return none: what can be pointed at is chosen by a press alone."""
    return ()


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        controls: the keys of the state, in the order in which they are shown.
        panels: the drawings, left to right.
        numbers: state -> numbers. Pure: the same state gives the same numbers. Of a figure that `needs`
            something: state and `Given` -> numbers. Its `cases`, a key -> a name, choose among the
            sentences of `words["cases"]`; those are then values too.
        values: numbers -> short texts, ready to read; fill the `{key}` of the words' sentences.
        draw: numbers and words -> the marks of each panel (what lies within its svg element).
        handles: numbers -> what can be dragged.
        cells: numbers -> of handles that choose a cell of a grid, what is told of each cell pointed at.
        table: numbers of the first state and words -> the drawing's twin, for who would rather read it.
        chosen: key of the Range with `names` whose row of that table is told beside the drawing.
        leads: keys of the controls that matter most: they stand between the first drawing and the next, or
            under both where these are side by side. Steps do so by themselves.
        folded: keys of controls that are seldom touched: they fold away together with the readout, under
            `words["settings"]`.
        terms: key of a control or of a value in the readout -> the term of a formula with which it lights up,
            as marks with `data_term` do.
        needs: "test" or "train", images of MNIST, which the page has fetched before it asks; "network",
            the one that the control `NETWORK` chooses; "drawing", the reader's own, which `SOURCE` chooses.
        run: of a figure whose result takes seconds: state and `Given` -> its numbers as they grow, one after
            each piece of work of a few milliseconds, and the last ones the result. Beside what `values` and
            `draw` want, each has `done` of `of`, how much work that is, and the `phase` whose words of
            `words["progress"]` tell of it. Seeded: the same state gives the same numbers. Then `needs` are
            the run's, and `numbers`, of the state alone, are what is shown before it: cheap, and empty of
            any result.
    """

    controls: tuple[Control, ...]
    panels: tuple[Panel, ...]
    numbers: Callable[..., Numbers]
    values: Callable[[Numbers], dict[str, str]]
    draw: Callable[[Numbers, Words], dict[str, str]]
    handles: Callable[[Numbers], tuple[Handle, ...]] = no_handles
    cells: Callable[[Numbers], tuple[Cells, ...]] = no_cells
    table: Callable[[Numbers, Words], Table] | None = None
    chosen: str = ""
    leads: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    terms: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    run: Callable[[State, Given], Iterator[Numbers]] | None = None

    @property
    def defaults(self) -> State:
        """The first state."""
        return {control.key: control.default for control in self.controls}

    def is_leading(self, key: str) -> bool:
        """Return whether the control of that key leads through the figure."""
        return key in self.leads or any(isinstance(each, Steps) and each.key == key for each in self.controls)

    def check(self, state: State) -> State:
        """Return the state, completed by the defaults; raise a ValueError for what it can't be."""
        return check_state(self.controls, state)

    def compute(self, state: State, given: Given | None = None) -> Numbers:
        """Return the numbers of a complete state; a figure without needs is computed from that alone.

        Of a figure that runs, what is shown before.
        """
        if not self.needs or self.run is not None:
            return self.numbers(state)
        if given is None:
            raise ValueError(f"Expected what this figure needs: {', '.join(self.needs)}. Received nothing.")
        return self.numbers(state, given)

    def render(self, name: str, state: State, words: Words, given: Given | None = None) -> dict[str, Any]:
        """Return all that the page shows for a state, as plain values: what the worker replies.

        Returns:
            `panels`, an svg element each; `values`; `said`, the sentence that tells the result; `handles`;
            `cells`.
        """
        started = time.perf_counter()
        complete = self.check(state)
        numbers = self.compute(complete, given)
        return self.show(name, complete, numbers, words, started)

    def start(self, state: State, given: Given) -> Iterator[Numbers]:
        """Return the run of a state, which has not begun; raise a ValueError for a figure without one."""
        if self.run is None:
            raise ValueError("Expected a figure that runs. Received one that is drawn at once.")
        return self.run(self.check(state), given)

    def show(
        self, name: str, state: State, numbers: Numbers, words: Words, started: float | None = None
    ) -> dict[str, Any]:
        """Return what `render` does, of numbers that are there already.

        Args:
            name: of the figure.
            state: complete.
            numbers: of that state, from `compute` or from its run.
            words: in the reader's language.
            started: when the work on them began, by `time.perf_counter()`; now, unless said.
        """
        started = time.perf_counter() if started is None else started
        values = self.values(numbers) | self._called(state, words)
        values |= {
            key: words["cases"][key][case].format(**values) for key, case in numbers.get("cases", {}).items()
        }
        marks = self.draw(numbers, words)
        return {
            "panels": {
                panel.name: self._svg(name, panel, marks[panel.name], values, words) for panel in self.panels
            },
            "values": values,
            "said": words["said"].format(**values),
            "handles": [handle.plain() for handle in self.handles(numbers)],
            "cells": [cells.plain() for cells in self.cells(numbers)],
            "milliseconds": (time.perf_counter() - started) * 1000,
        }

    def _called(self, state: State, words: Words) -> dict[str, str]:
        """What the state's named steps are called."""
        named = [control for control in self.controls if isinstance(control, Range) and control.names]
        return {
            each.key: words["options"][each.key][each.names[round((state[each.key] - each.low) / each.step)]]
            for each in named
        }

    def _svg(self, name: str, panel: Panel, marks: str, values: dict[str, str], words: Words) -> str:
        id_ = f"figure-{name}-{panel.name}"
        described = words["panels"][panel.name]
        return element(
            "svg",
            element("title", escape(described["title"]), id=f"{id_}-title"),
            element("desc", escape(described["description"].format(**values)), id=f"{id_}-desc"),
            marks,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {panel.width:g} {panel.height:g}",
            role="img",
            aria_labelledby=f"{id_}-title",
            aria_describedby=f"{id_}-desc",
            font_size=15,
            fill="var(--nn-ink)",
        )


# The registry: the files themselves


def names() -> list[str]:
    """Return the names of all figures."""
    return sorted(path.stem for path in HERE.glob("*.json"))


@cache
def find(name: str) -> Figure:
    """Return the figure of that name, or raise a ValueError."""
    if name not in names():
        raise ValueError(f"Expected the name of a figure, one of {', '.join(names())}. Received {name!r}.")
    figure: Figure = importlib.import_module(f"figures.{name}").FIGURE
    return figure


@cache
def words(name: str, language: str) -> Words:
    """Return a figure's words in a language."""
    table: dict[str, Words] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return table[language]
