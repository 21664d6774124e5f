"""Two shapes that pull or push each other: what looks like a chase is two numbers and a delay."""

from functools import lru_cache

import numpy as np

from figures.figure import Figure, Numbers, Panel, Play, Range, State, Switch, Words
from figures.scales import linear
from figures.svg import arrow, axes, element, line, signed
from nnweb.ops.arrays import Array

__all__ = ["FIGURE", "move"]

# A place is one complex number, x + y·i, in pixels of the scene.
STEP, SECONDS, TRAIL = 0.05, 14.0, 2.0
STARTS = (62 + 92j, 322 + 146j)
ROOMS, ROOM, DOOR = (107 + 115j, 283 + 115j), 92.0, 195.0  # middles; how far a shape's middle gets; between
HALF = 12.0  # of a shape's width
STRENGTH, FRICTION, BOUNCE, ELBOW = 150.0, 1.0, 0.5, 900.0

SHAPES = ("square", "disc")
COLOURS = ("var(--nn-unit)", "var(--nn-synapse)")
WIDEST = 16  # widths of a shape: no two places are farther apart

TIME = linear(0, SECONDS, 54, 386)
APART = linear(0, WIDEST, 190, 40)


@lru_cache(maxsize=4)
def move(square: float, disc: float, delay: float) -> tuple[Array, Array]:
    """Return both shapes' places, complex [2, steps], and the forces on them that come from their pulls."""
    # Plain numbers, not arrays: for two shapes Python is quicker by itself, and this runs at every drag.
    pulls, lag = (square, disc), round(delay / STEP)
    places, forces, speeds = ([STARTS[0]], [STARTS[1]]), ([0j], [0j]), [0j, 0j]
    for step in range(round(SECONDS / STEP)):
        for me, other in ((0, 1), (1, 0)):
            here, there = places[me][step], places[other][step]
            seen = places[other][max(0, step - lag)] - here
            pull = STRENGTH * pulls[me] * seen / max(abs(seen), HALF)
            force, gap = pull, abs(here - there)
            if gap < 2 * HALF:  # they touch, and push each other apart
                force += ELBOW * (1 - gap / (2 * HALF)) * (here - there) / max(gap, 1.0)
            speed = speeds[me] + STEP * (force - FRICTION * speeds[me])
            place = here + STEP * speed
            middle = ROOMS[place.real > DOOR]
            out = place - middle
            if abs(out) > ROOM:  # the wall
                normal = out / abs(out)
                place = middle + ROOM * normal
                speed -= (1 + BOUNCE) * max(0.0, (speed * normal.conjugate()).real) * normal
            places[me].append(place)
            forces[me].append(pull)
            speeds[me] = speed
    return np.array(places), np.array(forces)


def numbers(state: State) -> Numbers:
    """Return where both are and how far apart, in widths of a shape, at all times and now."""
    places, forces = move(state["square"], state["disc"], state["delay"])
    apart = np.abs(places[0] - places[1]) / (2 * HALF)
    now = round(state["time"] / STEP)
    return {
        **state,
        "now": now,
        "places": places,
        "pulls": forces[:, now],
        "apart": apart,
        "change": float(apart[now] - apart[max(0, now - 4)]) / (4 * STEP),
        "touches": int(((apart[1:] < 1.1) & (apart[:-1] >= 1.1)).sum()),
        "moved": [float(np.abs(np.diff(each)).sum()) / (2 * HALF) for each in places],
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the settings, and what is measured now and over all, as texts."""
    apart, now = numbers["apart"], numbers["now"]
    return {
        "time": f"{numbers['time']:.2f}\u00a0s",
        "square": signed(numbers["square"], 1),
        "disc": signed(numbers["disc"], 1),
        "delay": f"{numbers['delay']:.1f}\u00a0s",
        "apart": f"{float(apart[now]):.1f}",
        "change": signed(numbers["change"], 1),
        "least": f"{float(apart.min()):.1f}",
        "most": f"{float(apart.max()):.1f}",
        "touches": str(numbers["touches"]),
        **{f"{shape}_moved": f"{moved:.0f}" for shape, moved in zip(SHAPES, numbers["moved"], strict=True)},
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the scene, and the distance over the same time."""
    return {"scene": _scene(numbers), "distance": _distance(numbers, words)}


def _scene(numbers: Numbers) -> str:
    now, places = numbers["now"], numbers["places"]
    since = max(0, now - round(TRAIL / STEP))
    marks = [_walls()]
    for me, colour in enumerate(COLOURS):
        trail = places[me, since : now + 1]
        marks.append(line(trail.real, trail.imag, colour, 2, stroke_opacity=0.5, stroke_linecap="round"))
    for me, colour in enumerate(COLOURS):
        x, y = float(places[me, now].real), float(places[me, now].imag)
        marks.append(_square(x, y, colour) if me == 0 else element("circle", cx=x, cy=y, r=HALF, fill=colour))
    if numbers["forces"]:
        marks.extend(_force(numbers, me) for me in range(2))
    return "".join(marks)


@lru_cache(maxsize=1)
def _walls() -> str:
    """Two circles run into one another; where they meet, the opening."""
    around = ROOM + HALF
    half = float(np.sqrt(around**2 - (DOOR - ROOMS[0].real) ** 2))
    low, high = ROOMS[0].imag + half, ROOMS[0].imag - half
    arc = f"A{around:g} {around:g} 0 1 "
    return element(
        "path",
        d=f"M{DOOR:g} {high:.1f}{arc}0 {DOOR:g} {low:.1f}{arc}0 {DOOR:g} {high:.1f}z",
        fill="var(--nn-surface)",
        stroke="var(--nn-rule-strong)",
        stroke_width=2,
    )


def _square(x: float, y: float, colour: str) -> str:
    side = 1.8 * HALF  # as heavy to the eye as the disc
    return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, rx=2, fill=colour)


def _force(numbers: Numbers, me: int) -> str:
    """The pull on a shape, as an arrow from its middle; the strongest is three widths long."""
    at, pull = numbers["places"][me, numbers["now"]], numbers["pulls"][me] * 6 * HALF / STRENGTH
    if abs(pull) < 1:
        return ""
    ends = (float(at.real), float(at.imag), float((at + pull).real), float((at + pull).imag))
    return arrow(*ends, "var(--nn-surface-raised)", 6) + arrow(*ends, "var(--nn-ink)", 2.5)


def _distance(numbers: Numbers, words: Words) -> str:
    now, apart = numbers["now"], numbers["apart"]
    times = np.arange(len(apart)) * STEP
    x, y = float(TIME(times[now])), float(APART(float(apart[now])))
    return "".join(
        (
            axes(TIME, APART, words["axis_time"], words["axis_apart"], count=4),
            line(TIME(times), APART(apart), "var(--nn-rule-strong)", 1.5),
            line(TIME(times[: now + 1]), APART(apart[: now + 1]), "var(--nn-ink)", 2.5),
            element("circle", cx=x, cy=y, r=5, fill="var(--nn-ink)"),
        )
    )


FIGURE = Figure(
    controls=(
        Play("time", 2.5, 0, SECONDS, STEP, unit="s", seconds=SECONDS),
        Range("square", 1.0, -1, 1, 0.1),
        Range("disc", -0.8, -1, 1, 0.1),
        Range("delay", 0.0, 0, 1.5, 0.1, unit="s"),
        Switch("forces", False),
    ),
    panels=(Panel("scene", 390, 230), Panel("distance", 400, 240)),
    numbers=numbers,
    values=values,
    draw=draw,
)
