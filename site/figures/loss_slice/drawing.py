"""How the slice is drawn: a map of the loss with the way on it, and both losses along the way."""

import numpy as np

from figures.figure import Numbers, Words
from figures.loss_slice.measuring import COARSE, GRID, STEPS
from figures.scales import linear
from figures.surfaces import shade
from figures.svg import axes, element, label, line, text
from nnweb.ops.arrays import Array

__all__ = ["LEVELS", "draw", "filled", "values"]

# Each about 1.4 times the one before: even steps of the logarithm.
LEVELS = (0.2, 0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
LEFT, RIGHT, BOTTOM, TOP = 44, 404, 392, 32
STEP_X = linear(0, STEPS, 48, 404)
LOSS_Y = linear(0, 3, 250, 32)
HAD, BELOW = "var(--nn-ink)", "var(--nn-unit)"
KEY_X, DOTTED = 190, "2 5"
APART = 20  # at least, between two levels' names
CLIP = "figure-loss_slice-map"


def values(numbers: Numbers) -> dict[str, str]:
    """Return how far the run is, and what came of it; a dash for what is not known yet."""
    known = "losses" in numbers and bool(np.isfinite(numbers["losses"]).all())
    share = numbers.get("share")
    return {
        "step": str(numbers["step"]),
        "steps": str(STEPS),
        "points": str(numbers["points"]),
        "all": str(GRID * GRID),
        "loss": f"{numbers['had'][-1]:.2f}" if len(numbers.get("had", ())) else "–",
        "share": "–" if share is None else _percent(share),
        "far": f"{numbers['far']:.1f}" if "far" in numbers else "–",
        "size": f"{numbers['size']:.1f}" if "size" in numbers else "–",
        "lowest": f"{np.nanmin(numbers['losses']):.2f}" if known else "–",
        "highest": f"{np.nanmax(numbers['losses']):.1f}" if known else "–",
    }


def _percent(share: float) -> str:
    """Return a share as text, one that is small with the one digit that counts."""
    return f"{100 * share:.0f}%" if share > 0.1 else f"{100 * share:.1g}%"


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of both panels."""
    return {"map": _map(numbers, words), "way": _way(numbers, words)}


def _map(numbers: Numbers, words: Words) -> str:
    box = {"x": LEFT, "y": TOP, "width": RIGHT - LEFT, "height": BOTTOM - TOP}
    frame = element("rect", **box, fill="none", stroke="var(--nn-rule-strong)")
    if "way" not in numbers:
        hint = words["training" if numbers["done"] else "empty"]
        middle = ((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2)
        return frame + text(hint, *middle, text_anchor="middle", fill="var(--nn-ink-muted)")
    reach = numbers["reach"]
    x, y = linear(-reach, reach, LEFT, RIGHT), linear(-reach, reach, BOTTOM, TOP)
    logs = filled(numbers["losses"]) if "losses" in numbers else None
    xs, ys = x(numbers["way"][:, 0]), y(numbers["way"][:, 1])
    stood = "".join(f"M{a:.1f} {b:.1f}h0" for a, b in zip(xs.tolist(), ys.tolist(), strict=True))
    return "".join(
        (
            element("clipPath", element("rect", **box), id=CLIP),
            "" if logs is None else _relief(logs),
            axes(x, y, words["axis_1"], words["axis_2"], count=4, grid=False),
            element(
                "g",
                line(xs, ys, HAD, 1.5),
                element("path", d=stood, stroke=HAD, stroke_width=5, stroke_linecap="round", fill="none"),
                clip_path=f"url(#{CLIP})",
            ),
            "" if logs is None else _names(logs),
            *_ends(xs, ys, words),
            frame,
        )
    )


def _ends(xs: Array, ys: Array, words: Words) -> list[str]:
    """The trained network in the middle, and where its way began; one name where they can't be told apart."""
    x, y = float(xs[-1]), float(ys[-1])
    cross = element(
        "path", d=f"M{x - 7:.1f} {y:.1f}h14m-7 -7v14", stroke="var(--nn-surface-raised)", stroke_width=5
    ) + element("path", d=f"M{x - 7:.1f} {y:.1f}h14m-7 -7v14", stroke="var(--nn-ink)", stroke_width=2)
    if np.hypot(xs[0] - x, ys[0] - y) < 20:
        return [cross, label(words["both"], x, y - 16, font_size=14, text_anchor="middle")]
    return [
        element("circle", cx=float(xs[0]), cy=float(ys[0]), r=6, fill=HAD),
        label(words["start"], float(xs[0]), float(ys[0]) - 12, font_size=14, text_anchor="middle"),
        cross,
        label(words["end"], x + 12, y - 8, font_size=14),
    ]


def filled(losses: Array) -> Array:
    """Return the logarithms of the losses so far, [GRID, GRID], and straight lines between known points.

    Nothing while not even every `COARSE`th point is known: an array of NaN.
    """
    logs = np.log(losses)
    strides = [COARSE // 2**i for i in range(COARSE.bit_length())]
    whole = [stride for stride in strides if np.isfinite(logs[::stride, ::stride]).all()]
    if not whole:
        return np.full_like(logs, np.nan)
    stride, at = whole[-1], np.arange(GRID)
    known = logs[::stride, ::stride]
    rows = np.stack([np.interp(at, at[::stride], row) for row in known])
    between = np.stack([np.interp(at, at[::stride], column) for column in rows.T], axis=1)
    return np.where(np.isfinite(logs), logs, between)


def _place(at: Array) -> Array:
    """From a row or column of the grid to its share of the map: 0 at an edge, 1 at the other."""
    return (at - 1) / (GRID - 3)


def _relief(logs: Array) -> str:
    """What lies below each level, the highest first, each a tone bluer than what is above it."""
    if not np.isfinite(logs).all():
        return ""
    levels = [float(np.log(level)) for level in reversed(LEVELS)]
    x, y = linear(0, 1, LEFT, RIGHT), linear(0, 1, BOTTOM, TOP)
    return shade(logs, levels, x, y, 1 / (GRID - 3), CLIP)


def _names(logs: Array) -> str:
    """The levels' names, where a line straight down from the middle crosses them."""
    if not np.isfinite(logs).all():
        return ""
    middle = GRID // 2
    along = np.linspace(middle, 1, 200)
    heights = np.interp(along, np.arange(GRID), logs[:, middle])
    marks, last = [], (TOP + BOTTOM) / 2
    for level in LEVELS:
        crossed = np.flatnonzero((heights[:-1] < np.log(level)) & (heights[1:] >= np.log(level)))
        if not len(crossed):
            continue
        y = BOTTOM + float(_place(along[crossed[0]])) * (TOP - BOTTOM)
        if y - last < APART or y > BOTTOM - 8:
            continue
        last = y
        marks.append(label(f"{level:g}", (LEFT + RIGHT) / 2, y + 5, font_size=14, text_anchor="middle"))
    return "".join(marks)


def _way(numbers: Numbers, words: Words) -> str:
    marks = [axes(STEP_X, LOSS_Y, words["axis_step"], words["axis_loss"], count=4)]
    if "had" not in numbers:
        return "".join(marks)
    stops, had = numbers["stops"], numbers["had"]
    if "below" in numbers:
        below = _height(numbers["below"])
        marks.append(line(STEP_X(stops), below, BELOW, 2.5, stroke_dasharray=DOTTED))
    marks.append(line(STEP_X(stops[: len(had)]), _height(had), HAD, 2.5))
    # They may lie on one another, so that neither can be named where it runs; here there is always room.
    for y, ink, dashes, name in ((52, HAD, None, "had"), (76, BELOW, DOTTED, "below")):
        marks += [
            line(np.array([KEY_X, KEY_X + 28]), np.array([y, y]), ink, 2.5, stroke_dasharray=dashes),
            label(words[name], KEY_X + 36, y + 5, font_size=14, fill=ink),
        ]
    return "".join(marks)


def _height(losses: Array) -> Array:
    return np.asarray(LOSS_Y(np.minimum(losses, LOSS_Y.high)))
