"""Networks trained side by side from one seed, a batch each in turn, and how their curves are drawn."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from figures.figure import Numbers
from figures.scales import Scale
from figures.surfaces import spread
from figures.svg import element, label, line
from nnweb import Sequential
from nnweb.ops.arrays import Array
from nnweb.training import DivergedError, Step

__all__ = ["draw_curves", "race", "rounds"]

Data = tuple[Array, Array]


def rounds(images: int, batch: int, epochs: int) -> int:
    """Return how many batches each network gets."""
    return -(-images // batch) * epochs


def race(
    models: dict[str, Sequential],
    train: Data,
    test: Data,
    *,
    epochs: int,
    batch: int,
    every: int,
    note: Callable[[str, Sequential], Any],
) -> Iterator[Numbers]:
    """Train each on a batch in turn, and test them every so many steps; yield what is known after each batch.

    Args:
        models: by name, compiled and with their first weights.
        train: images and targets, the same for all.
        test: likewise, never trained on.
        epochs: times through the images.
        batch: images to a step.
        every: steps between two tests; one comes before the first step, and one after the last.
        note: called after each of a network's steps.

    Yields:
        `step`, how many each network has done at least; `tested`, the steps at which all were tested;
        `accuracy`, by name what share of the test images each had right then, NaN once its loss is no number;
        `done` of `of`, counted in batches.
    """
    steps = rounds(len(train[0]), batch, epochs)
    runs = {name: model.fit_steps(*train, batch_size=batch, epochs=epochs) for name, model in models.items()}
    tested: list[int] = []
    accuracy: dict[str, list[float]] = {name: [] for name in models}

    def at(step: int, done: int) -> Numbers:
        return {
            "step": step,
            "tested": np.array(tested),
            "accuracy": {name: np.array(each[: len(tested)]) for name, each in accuracy.items()},
            "done": done,
            "of": steps * len(models),
        }

    for step in range(steps + 1):
        for i, (name, model) in enumerate(models.items()):
            if step and name in runs:
                try:
                    while not isinstance(next(runs[name]), Step):
                        pass  # an epoch has ended; the next begins
                    note(name, model)
                except DivergedError:
                    del runs[name]
            if step % every == 0 or step == steps:
                right = model.evaluate(*test, batch_size=250)[1] if name in runs else np.nan
                accuracy[name].append(right)
            if step and i + 1 < len(models):
                yield at(step - 1, (step - 1) * len(models) + i + 1)
        if step % every == 0 or step == steps:
            tested.append(step)
        yield at(step, step * len(models))


def draw_curves(
    curves: dict[str, tuple[Array, Array]], inks: dict[str, str], names: dict[str, str], x: Scale, y: Scale
) -> str:
    """Return curves with their names to the right of the plot, in the order of their ends.

    Args:
        curves: by name places along x and heights.
        inks: by name, likewise `names`, what is written beside each.
        names: see `inks`.
        x: of the plot, likewise `y`.
        y: see `x`.
    """
    drawn = {}
    for name, (xs, ys) in curves.items():
        known = np.isfinite(ys)
        if known.any():
            drawn[name] = x(xs[known]), y(np.clip(ys[known], y.low, y.high))
    marks = [line(xs, ys, inks[name], 2.5) for name, (xs, ys) in drawn.items()]
    order = sorted(drawn, key=lambda name: float(drawn[name][1][-1]))
    ends = spread([float(drawn[name][1][-1]) for name in order], y)
    for name, height in zip(order, ends, strict=True):
        xs, ys = drawn[name]
        marks += [
            element("circle", cx=float(xs[-1]), cy=float(ys[-1]), r=4, fill=inks[name]),
            line(np.array([xs[-1] + 6, x.end + 8]), np.array([ys[-1], height]), "var(--nn-rule-strong)", 1),
            element("circle", cx=x.end + 14, cy=height, r=4, fill=inks[name]),
            label(names[name], x.end + 23, height + 5, font_size=14),
        ]
    return "".join(marks)
