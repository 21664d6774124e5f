"""What each unit makes of the plane, and where units and weights lie in the diagram."""

from typing import Any

import numpy as np

from figures.playground.settings import FEATURES, GRID, REACH, SMALL, State, arrange, features
from nnweb import Sequential
from nnweb.ops.arrays import Array

__all__ = ["feature_maps", "layout", "maps", "weights"]


def maps(model: Sequential, chosen: list[str]) -> tuple[Array, list[Array]]:
    """Return the output over the plane, [51, 51] in -1 to 1, and a picture [17, 17] a hidden unit.

    Rows go from the top, x2 = 6, down. The output is 2p - 1; a hidden unit's picture is divided by its own
    largest size, so that its shape is seen however small it is.
    """
    at = np.linspace(-REACH, REACH, GRID)
    plane = np.stack(np.meshgrid(at, at[::-1]), axis=-1).reshape(-1, 2)
    out = features(plane, chosen)
    pictures: list[Array] = []
    step = GRID // SMALL
    for layer in model.layers[:-1]:
        out = layer.forward(out)
        small = out.reshape(GRID, GRID, -1)[1::step, 1::step].transpose(2, 0, 1)
        size = np.abs(small).max(axis=(1, 2), keepdims=True)
        pictures += list(small / np.maximum(size, 1e-6))
    output = model.layers[-1].forward(out).reshape(GRID, GRID)
    return 2 * output - 1, pictures


def feature_maps() -> list[Array]:
    """Return a picture [17, 17] of each feature, as `maps` does of the units."""
    at = np.linspace(-REACH, REACH, SMALL)
    plane = np.stack(np.meshgrid(at, at[::-1]), axis=-1).reshape(-1, 2)
    pictures = features(plane, list(FEATURES)).T.reshape(-1, SMALL, SMALL)
    return list(pictures / np.abs(pictures).max(axis=(1, 2), keepdims=True))


def weights(model: Sequential) -> Array:
    """Return all parameters as one vector: of each layer the kernel, input by input, then the biases."""
    return model.parameters.copy()


def layout(state: State) -> dict[str, Any]:
    """Return where features, units and weights lie in the diagram, in per cent of its width and height.

    Returns:
        `tiles`: kind "input" (its key, whether it is on), "unit" or "output", each with layer, unit, x, y.
        `edges`: layer, input and unit, and both ends; in the order of `weights`, where `at` is its place.
        `biases`: of each unit its place in `weights`.
    """
    chosen, hidden = arrange(state)
    columns = [len(FEATURES), *hidden, 1]
    xs = [100 * (i + 0.5) / len(columns) for i in range(len(columns))]
    rows = len(FEATURES) if max(columns) <= len(FEATURES) else 8
    place = [[100 * (rows / 2 - n / 2 + i + 0.5) / rows for i in range(n)] for n in columns]
    tiles = [
        {"kind": "input", "key": key, "on": state[key], "layer": 0, "unit": i, "x": xs[0], "y": place[0][i]}
        for i, key in enumerate(FEATURES)
    ]
    edges, biases, at = [], [], 0
    from_rows = [y for y, key in zip(place[0], FEATURES, strict=True) if state[key]]
    for layer in range(1, len(columns)):
        kind = "output" if layer == len(columns) - 1 else "unit"
        for i, y in enumerate(from_rows):
            for unit, to in enumerate(place[layer]):
                edges.append(
                    {
                        "layer": layer, "input": i, "unit": unit, "at": at,
                        "x1": xs[layer - 1], "y1": y, "x2": xs[layer], "y2": to,
                    }
                )  # fmt: skip
                at += 1
        for unit, y in enumerate(place[layer]):
            tiles.append({"kind": kind, "layer": layer, "unit": unit, "x": xs[layer], "y": y})
            biases.append({"layer": layer, "unit": unit, "at": at})
            at += 1
        from_rows = place[layer]
    return {
        "tiles": tiles,
        "edges": edges,
        "biases": biases,
        "inputs": chosen,
        "hidden": hidden,
        "rows": rows,
    }
