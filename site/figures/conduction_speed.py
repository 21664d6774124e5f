"""How fast a nerve fibre conducts: against its diameter, with and without myelin."""

import numpy as np

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Words
from figures.scales import Scale, linear, logarithmic
from figures.svg import axes, element, label, line, text
from nnweb.brain import conduction_velocity

__all__ = ["FIGURE"]

SCALES: dict[str, tuple[Scale, Scale]] = {
    "log": (logarithmic(0.1, 1000, 54, 410), logarithmic(0.1, 1000, 316, 36)),
    "linear": (linear(0, 20, 54, 410), linear(0, 120, 316, 36)),
}
MEASURED = (2.0, 20.0)  # the diameters of Hursh's fibres, µm
SQUID_DIAMETER = 476.0  # µm
PIXELS = 7.6  # to a µm, in the cross-section
G_RATIO = 0.6  # axon's over fibre's diameter: where Rushton 1951 found conduction to be quickest
SHEATHED, BARE = "var(--nn-membrane)", "var(--nn-spike)"


def numbers(state: State) -> Numbers:
    """Return both speeds in m/s at the diameter, and the diameter without myelin that is as fast, in µm."""
    diameter = state["diameter"]
    fast = float(conduction_velocity(diameter, myelinated=True))
    slow = float(conduction_velocity(diameter, myelinated=False))
    return {**state, "fast": fast, "slow": slow, "equal": diameter * (fast / slow) ** 2}


def values(numbers: Numbers) -> dict[str, str]:
    """Return diameters, speeds, and milliseconds for one metre as texts."""
    fast, slow, equal = numbers["fast"], numbers["slow"], numbers["equal"]
    return {
        "diameter": _short(numbers["diameter"], "µm"),
        "fast": _short(fast, "m/s"),
        "slow": _short(slow, "m/s"),
        "fast_time": _short(1000 / fast, "ms"),
        "slow_time": _short(1000 / slow, "ms"),
        "equal": _short(equal / 1000, "mm") if equal >= 1000 else _short(equal, "µm"),
    }


def _short(value: float, unit: str) -> str:
    """A number with two digits, or all before the point."""
    decimals = 0 if value >= 100 else 1 if value >= 1 else 2
    return f"{value:.{decimals}f}\u00a0{unit}"


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the two lines, and the two fibres cut across."""
    return {"speed": _speed(numbers, words), "section": _section(numbers, words)}


def _speed(numbers: Numbers, words: Words) -> str:
    x, y = SCALES[numbers["axes"]]
    log = numbers["axes"] == "log"
    at = x(numbers["diameter"])
    thin = x.low if log else 0.0
    bare = np.geomspace(0.1, 1000, 60) if log else np.linspace(0, 20, 60)
    marks = [
        axes(x, y, words["axis_diameter"], words["axis_speed"], count=4),
        element("path", d=f"M{at:.1f} {y.start}V{y.end}", stroke="var(--nn-rule-strong)", fill="none"),
        _straight(x, y, np.array([thin, MEASURED[0]]), stroke_dasharray="2 5"),
        _straight(x, y, np.array(MEASURED), width=3.5),
        line(x(bare), y(conduction_velocity(bare, myelinated=False)), BARE, 2.5, stroke_dasharray="9 4"),
    ]
    if log:
        marks.append(_straight(x, y, np.array([MEASURED[1], 166.0]), stroke_dasharray="2 5"))
        squid = x(SQUID_DIAMETER), y(21.2)
        marks.append(element("circle", cx=squid[0], cy=squid[1], r=5, fill=BARE))
        marks.append(label(words["squid"], squid[0] + 24, squid[1] + 40, text_anchor="end", font_size=14))
        marks.append(label(words["hursh"], x(1.7), y(60.0), text_anchor="end", font_size=14))
    places = ((1.3, 0.5, "end"), (1.0, 0.36, "start")) if log else ((9.4, 76, "end"), (15.5, 12, "middle"))
    for place, name, hue in zip(places, ("with", "without"), (SHEATHED, BARE), strict=True):
        where = (x(place[0]), y(place[1]))
        if log and name == "with":
            where = (x(1.7), y(60.0) - 20)
        marks.append(label(words[name], *where, text_anchor=place[2], fill=hue, font_weight=650))
    marks.append(element("circle", cx=at, cy=y(numbers["slow"]), r=5, fill=BARE))
    return "".join(marks)


def _straight(x: Scale, y: Scale, diameters: np.ndarray, width: float = 2.5, **attributes: str) -> str:
    """The myelinated line between diameters: what was measured is solid, the rest dotted."""
    speeds = conduction_velocity(diameters, myelinated=True)
    return line(x(diameters), y(speeds), SHEATHED, width, **attributes)


def _section(numbers: Numbers, words: Words) -> str:
    """Both fibres at one scale, with what a metre takes."""
    texts = values(numbers)
    radius = numbers["diameter"] * PIXELS / 2
    marks = []
    for cx, name, hue in ((108.0, "with", SHEATHED), (316.0, "without", BARE)):
        cy = 118.0
        kind = {"stroke": hue, "stroke_width": 2}
        if name == "with":
            marks.append(element("circle", cx=cx, cy=cy, r=radius, fill="var(--nn-biology-soft)", **kind))
            inner = radius * G_RATIO
            marks.append(element("circle", cx=cx, cy=cy, r=inner, fill="var(--nn-surface-raised)", **kind))
        else:
            marks.append(element("circle", cx=cx, cy=cy, r=radius, fill="var(--nn-surface-raised)", **kind))
        speed, time = (texts["fast"], texts["fast_time"])
        if name == "without":
            speed, time = (texts["slow"], texts["slow_time"])
        marks += [
            text(words[name], cx, 24, text_anchor="middle", fill=hue, font_weight=650),
            text(speed, cx, 236, text_anchor="middle", font_size=19, font_weight=650, class_="nn-number"),
            text(f"{words['metre']} {time}", cx, 262, text_anchor="middle", class_="nn-number"),
        ]
    bar = 10 * PIXELS
    marks.append(
        element("path", d=f"M{212 - bar / 2} 304v-6v3h{bar}v-3v6", stroke="var(--nn-ink)", fill="none")
    )
    marks.append(text("10 µm", 212, 324, text_anchor="middle", font_size=14))
    return "".join(marks)


def handles(numbers: Numbers) -> tuple[Handle, ...]:
    """Return the fibre's diameter, on the upper line."""
    x, y = SCALES[numbers["axes"]]
    at = (0.0, y(numbers["fast"]))
    return (Handle("fibre", "speed", x=("diameter", x), at=at, colour="--nn-membrane"),)


FIGURE = Figure(
    controls=(
        Range("diameter", 10.0, 0.5, 20, 0.1, unit="µm"),
        Choice("axes", "log", ("log", "linear")),
    ),
    panels=(Panel("speed", 430, 366), Panel("section", 424, 340)),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
)
