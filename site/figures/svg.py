"""A few words to write SVG with. Colours are CSS variables, so that the page's theme chooses them."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np

from figures.scales import Scale
from nnweb.ops.arrays import Array

__all__ = [
    "area",
    "arrow",
    "axes",
    "diverging",
    "element",
    "heatmap",
    "label",
    "line",
    "number",
    "path",
    "pixels",
    "signed",
    "term",
    "text",
]

SPECIAL = re.compile("[&<>\"']")
SUBSCRIPT = re.compile(r"_(?:\{([^}]*)\}|(\w))")


def element(tag: str, *children: str, **attributes: Any) -> str:
    """Return one element; `class_` and `stroke_width` become class and stroke-width, None is left out."""
    # Called some hundred times for a drawing, at every step of a drag: hence the short cuts.
    written = "".join(
        [
            f' {_attribute(name)}="{value if isinstance(value, int) else _escape(number(value))}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _escape(words: str) -> str:
    return escape(words) if SPECIAL.search(words) else words


def number(value: Any) -> str:
    """Return a value as SVG text, floats to two decimals."""
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def signed(value: float, decimals: int = 2) -> str:
    """Return a number as it is written in text: a true minus sign, and never a minus before zero."""
    written = f"{value:.{decimals}f}"
    if float(written) == 0:
        written = written.lstrip("-")
    return written.replace("-", "\N{MINUS SIGN}")


def text(words: str, x: float, y: float, **attributes: Any) -> str:
    """Return a text element, escaped; `x_1` and `w_{12}` are written with subscripts."""
    return element("text", _subscripts(words), x=float(x), y=float(y), **attributes)


def term(name: str, *marks: str, hidden: bool = False) -> str:
    """Return marks that light up with a formula's term; `hidden` ones are seen only while they do."""
    return element("g", *marks, data_term=name, class_="nn-while-lit" if hidden else None)


def label(words: str, x: float, y: float, **attributes: Any) -> str:
    """Return a text that stays readable over lines: the surface's colour runs round its letters."""
    halo = {"stroke": "var(--nn-surface-raised)", "stroke_width": 4, "stroke_linejoin": "round"}
    return text(words, x, y, **(halo | {"paint_order": "stroke"} | attributes))


def _subscripts(words: str) -> str:
    if "_" not in words:
        return _escape(words)
    parts, at = [], 0
    for found in SUBSCRIPT.finditer(words):
        lowered = escape(found[1] if found[1] is not None else found[2])
        # The empty step back up needs a letter to act on: a space of no width.
        parts += [
            escape(words[at : found.start()]),
            f'<tspan dy="0.25em" font-size="75%">{lowered}</tspan><tspan dy="-0.19em">\u200b</tspan>',
        ]
        at = found.end()
    return "".join([*parts, escape(words[at:])])


def path(xs: Array, ys: Array) -> str:
    """Return the `d` of the line through these pixels; a point that is not finite breaks it in two."""
    parts, letter = [], "M"
    for x, y in zip(np.asarray(xs).tolist(), np.asarray(ys).tolist(), strict=True):
        if x - x != 0 or y - y != 0:  # NaN or infinite
            letter = "M"
            continue
        parts.append(f"{letter}{x:.1f} {y:.1f}")
        letter = "L"
    return "".join(parts)


def line(xs: Array, ys: Array, colour: str = "var(--nn-ink)", width: float = 2.0, **attributes: Any) -> str:
    """Return a curve through these pixels."""
    drawn = {"fill": "none", "stroke": colour, "stroke_width": width, "stroke_linejoin": "round"}
    return element("path", d=path(xs, ys), **(drawn | attributes))


def area(xs: Array, ys: Array, base: float, colour: str, **attributes: Any) -> str:
    """Return the area between a curve of pixels and the height `base`."""
    xs, ys = np.asarray(xs), np.asarray(ys)
    around = path(np.r_[xs[0], xs, xs[-1]], np.r_[base, ys, base])
    return element("path", d=around + "Z", fill=colour, **attributes)


def arrow(
    x1: float, y1: float, x2: float, y2: float, colour: str = "var(--nn-ink)", width: float = 2.0
) -> str:
    """Return a straight arrow; its head ends at the second point."""
    length = max(float(np.hypot(x2 - x1, y2 - y1)), 1e-6)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    head = min(6 + 1.5 * width, length)
    bx, by = x2 - head * ux, y2 - head * uy
    wing = head * 0.45
    tip = np.array([x2, bx - wing * uy, bx + wing * uy]), np.array([y2, by + wing * ux, by - wing * ux])
    return element(
        "g",
        line(np.array([x1, bx]), np.array([y1, by]), colour, width),
        element("path", d=path(*tip) + "Z", fill=colour),
    )


# Most axes stay as they are while something is dragged.
@lru_cache(maxsize=64)
def axes(
    x: Scale,
    y: Scale,
    x_name: str,
    y_name: str,
    *,
    count: int = 5,
    grid: bool = True,
    ticked: bool = True,
    x_term: str | None = None,
    y_term: str | None = None,
) -> str:
    """Return two axes with ticks, `x` along the lower edge and `y` along the left one, with names and units.

    Of plots above each other that share an x axis only the lowest one's is `ticked`. The names light up with
    a formula's terms `x_term` and `y_term`.

    The plot needs room around it for the words: about 48 px on the left, 44 below, 26 above.
    """
    left, right, bottom, top = x.start, x.end, y.start, y.end
    ruled, marks, words = [], [], []
    muted = {"fill": "var(--nn-ink-muted)", "font_size": 14}
    for tick in x.ticks(count) if ticked else ():
        at = float(x(tick))
        marks.append(f"M{at:.1f} {bottom:.1f}v5")
        words.append(text(x.write(tick), at, bottom + 20, text_anchor="middle", **muted))
    for tick in y.ticks(count):
        at = float(y(tick))
        ruled.append(f"M{left:.1f} {at:.1f}H{right:.1f}")
        words.append(text(y.write(tick), left - 8, at + 5, text_anchor="end", **muted))
    return element(
        "g",
        element("path", d="".join(ruled), stroke="var(--nn-rule)", fill="none") if grid else "",
        element(
            "path",
            d=f"M{left:.1f} {bottom:.1f}H{right:.1f}" + "".join(marks),
            stroke="var(--nn-rule-strong)",
            fill="none",
        ),
        *words,
        text(x_name, right, bottom + 40, text_anchor="end", font_size=14, data_term=x_term),
        text(y_name, max(left - 40, 2), top - 12, font_size=14, data_term=y_term),
    )


def diverging(value: float) -> str:
    """Return the colour of a signed quantity in -1 to 1: orange, the surface at 0, blue; beyond, the ends."""
    share = round(min(abs(value), 1.0) * 100)
    if share == 0:
        return "var(--nn-zero)"
    end = "positive" if value > 0 else "negative"
    return (
        f"var(--nn-{end})" if share == 100 else f"color-mix(in oklab,var(--nn-{end}) {share}%,var(--nn-zero))"
    )


def heatmap(values: Array, x: float, y: float, width: float, height: float, levels: int = 8) -> str:
    """Return a map of signed quantities in the diverging colours, one path a colour.

    Args:
        values: [rows, columns] in -1 to 1, first row on top.
        x: of the left edge, likewise `y` of the upper one.
        y: see `x`.
        width: of the whole map, likewise `height`.
        height: see `width`.
        levels: how many colours on either side of zero.
    """
    rows, columns = values.shape
    level = np.rint(np.clip(values, -1, 1) * levels).astype(int)
    paths: dict[int, list[str]] = {}
    for row, along in enumerate(level):
        cuts = [0, *(np.flatnonzero(np.diff(along)) + 1).tolist(), columns]
        for start, end in pairwise(cuts):
            paths.setdefault(int(along[start]), []).append(f"M{start} {row}h{end - start}v1h{start - end}z")
    across, down = width / columns, height / rows
    return element(
        "g",
        *[element("path", d="".join(d), fill=diverging(each / levels)) for each, d in sorted(paths.items())],
        transform=f"translate({x:.2f} {y:.2f}) scale({across:.4f} {down:.4f})",
        shape_rendering="crispEdges",
    )


def pixels(image: Array, x: float, y: float, size: float, levels: int = 9) -> str:
    """Return an image as one path a grey level: `--nn-sequential-1` to `-9`, the ramp from paper to ink.

    Args:
        image: uint8 [height, width], 0 paper to 255 ink.
        x: of the image's left edge, likewise `y` of its upper one.
        y: see `x`.
        size: of one pixel.
        levels: how many greys above paper; a run of equal pixels in a row becomes one rectangle.
    """
    grey = (image.astype(int) * levels + 254) // 255
    paths: dict[int, list[str]] = {}
    for row, line in enumerate(grey):
        for start, length, level in _runs(line):
            if level:
                paths.setdefault(level, []).append(f"M{start} {row}h{length}v1h-{length}z")
    transform = f"translate({number(float(x))} {number(float(y))}) scale({number(float(size))})"
    drawn = [
        element("path", d="".join(parts), fill=f"var(--nn-sequential-{level})")
        for level, parts in sorted(paths.items())
    ]
    return element("g", *drawn, transform=transform, shape_rendering="crispEdges")


def _runs(line: Iterable[int]) -> Iterable[tuple[int, int, int]]:
    start, level = 0, None
    for at, value in enumerate([*line, None]):
        if value != level:
            if level is not None:
                yield start, at - start, level
            start, level = at, value
