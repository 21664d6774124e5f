"""A network in words: what `Sequential.summary` prints."""

from itertools import pairwise

import numpy as np

from nnweb.network import Network

__all__ = ["describe"]


def describe(model: Network) -> str:
    """Return a line a layer: its name, its output's shape, how many parameters it has; then their sum."""
    model.build()
    rows = [("layer", "output shape", "parameters")]
    for layer, (before, after) in zip(model.layers, pairwise(model.shapes), strict=True):
        count = sum(int(np.prod(shape)) for shape in layer.parameter_shapes(before).values())
        rows.append((layer.name, f"({', '.join(map(str, ('batch', *after)))})", f"{count:,}"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{a.ljust(widths[0])}  {b.ljust(widths[1])}  {c.rjust(widths[2])}" for a, b, c in rows]
    return "\n".join([lines[0], "─" * len(lines[0]), *lines[1:], f"{model.count_params():,} parameters"])
