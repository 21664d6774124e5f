"""The playground of the page "Layers": points in the plane, a small network, and what each unit makes of it.

Everything that is seen is computed here, at build for the first state and in the worker while it trains.
The network ends in one sigmoid unit, the probability of class 1; its loss is binary cross-entropy.

`CONTROLS` are the reader's settings and `FEATURES` what can be fed to the network. The plane reaches `REACH`
in every direction and holds `POINTS` points; a picture has `GRID` pixels a side, a hidden unit's `SMALL`, and
at its surest `SHADE` of the full colour.
"""

from figures.playground.network import build, compile_model, regularize, score
from figures.playground.pictures import feature_maps, layout, maps, weights
from figures.playground.points import draw_points, make_points
from figures.playground.settings import (
    CONTROLS,
    FEATURES,
    GRID,
    POINTS,
    REACH,
    SHADE,
    SMALL,
    arrange,
    check,
    features,
)

__all__ = [
    "CONTROLS",
    "FEATURES",
    "GRID",
    "POINTS",
    "REACH",
    "SHADE",
    "SMALL",
    "arrange",
    "build",
    "check",
    "compile_model",
    "draw_points",
    "feature_maps",
    "features",
    "layout",
    "make_points",
    "maps",
    "regularize",
    "score",
    "weights",
]
