"""The timeline: what brain research and network building took from each other, event by event."""

from dataclasses import dataclass
from functools import cache

from figures.figure import Choice, Figure, Handle, Numbers, Panel, Range, State, Table, Words
from figures.scales import linear
from figures.svg import element, text

__all__ = ["CROSSINGS", "EVENTS", "FIGURE", "Event", "years_between"]


@dataclass(frozen=True)
class Event:
    """One publication: `key` is that of `docs/references.json`, `lane` the side whose question it asks."""

    key: str
    lane: str
    taken: tuple[str, ...] = ()
    """The events of the other lane that it drew on, where its own pages or a source of the page say so."""

    @property
    def year(self) -> int:
        """When it was published."""
        return int(self.key[-4:])


EVENTS = (
    Event("mcculloch1943", "brain"),
    Event("vonneumann1945", "machine", ("mcculloch1943",)),
    Event("hebb1949", "brain"),
    Event("hodgkin1952", "brain"),
    Event("rosenblatt1958", "machine", ("mcculloch1943", "hebb1949")),
    Event("hubel1962", "brain"),
    Event("minsky1969", "machine"),
    Event("rescorla1972", "brain"),
    Event("fukushima1980", "machine", ("hubel1962",)),
    Event("rumelhart1986", "machine"),
    Event("sutton1988", "machine", ("rescorla1972",)),
    Event("crick1989", "brain", ("rumelhart1986",)),
    Event("schultz1997", "brain", ("sutton1988",)),
    Event("lecun1998", "machine", ("hubel1962",)),
    Event("glorot2011", "machine"),
    Event("krizhevsky2012", "machine"),
    Event("kingma2014", "machine"),
    Event("yamins2014", "brain", ("lecun1998",)),
    Event("lillicrap2016", "brain", ("rumelhart1986",)),
    Event("zhang2017", "machine"),
    Event("richards2019", "brain"),
    Event("beniaguev2021", "brain"),
)
PLACES = {event.key: place for place, event in enumerate(EVENTS)}
LANES = ("brain", "machine")
CROSSINGS = tuple((PLACES[source], place) for place, event in enumerate(EVENTS) for source in event.taken)
"""Each arrow: the place of what was taken, and of what took it."""
HUES = {"brain": "var(--nn-spike)", "machine": "var(--nn-unit)"}

PITCH, TOP = 25, 58
AT = linear(0, len(EVENTS) - 1, TOP, TOP + PITCH * (len(EVENTS) - 1))
TRACK, YEARS = 18.0, 36.0
DOTS = {"brain": 208.0, "machine": 260.0}
WIDTH = 426
FOOT = AT.end + 18


def years_between(lane: str) -> list[int]:
    """Return how many years later each arrow into a lane was taken up, in order."""
    return sorted(EVENTS[to].year - EVENTS[of].year for of, to in CROSSINGS if EVENTS[to].lane == lane)


def numbers(state: State) -> Numbers:
    """Return the chosen event, the arrows that are shown, and which of them are its own."""
    chosen = round(state["event"])
    wanted = LANES if state["show"] == "both" else (state["show"],)
    shown = [arrow for arrow in CROSSINGS if EVENTS[arrow[1]].lane in wanted]
    ends = {place for arrow in shown for place in arrow}
    return {
        "chosen": chosen,
        "shown": shown,
        "own": [arrow for arrow in CROSSINGS if chosen in arrow],
        "quiet": set() if state["show"] == "both" else set(range(len(EVENTS))) - ends,
    }


def values(numbers: Numbers) -> dict[str, str]:
    """Return the numbers that sentences hold."""
    chosen = numbers["chosen"]
    return {
        "year": str(EVENTS[chosen].year),
        "took": str(sum(to == chosen for _, to in numbers["own"])),
        "gave": str(sum(of == chosen for of, _ in numbers["own"])),
        "arrows": str(len(numbers["shown"])),
    }


def draw(numbers: Numbers, words: Words) -> dict[str, str]:
    """Return the marks of the one panel."""
    chosen, own = numbers["chosen"], set(numbers["own"])
    arrows = [arrow for arrow in numbers["shown"] if arrow not in own] + numbers["own"]
    return {
        "lanes": "".join(
            (
                _ground(words["lane_brain"], words["lane_machine"]),
                _row(chosen),
                *(_arrow(*arrow, arrow in own) for arrow in arrows),
                *(
                    _event(place, words, place == chosen, place in numbers["quiet"])
                    for place in range(len(EVENTS))
                ),
            )
        )
    }


@cache
def _ground(brain: str, machine: str) -> str:
    """Two lanes with their names, and the track of the handle."""
    box = {"y": 8, "height": FOOT - 8, "rx": 4}
    return "".join(
        (
            element("rect", x=72, width=150, fill="var(--nn-biology-soft)", **box),
            element("rect", x=246, width=WIDTH - 248, fill="var(--nn-machine-soft)", **box),
            text(brain, DOTS["brain"] + 6, 30, text_anchor="end", font_weight=650),
            text(machine, DOTS["machine"] - 6, 30, font_weight=650),
            element("path", d=f"M{TRACK} {AT.start}V{AT.end}", stroke="var(--nn-rule-strong)", fill="none"),
        )
    )


def _row(chosen: int) -> str:
    """A frame round the chosen event's line, from the handle on."""
    y = AT(chosen) - PITCH / 2
    return element(
        "rect", x=31, y=y, width=WIDTH - 33, height=PITCH, rx=4, fill="var(--nn-surface-raised)",
        stroke="var(--nn-accent)", stroke_width=1.5,
    )  # fmt: skip


@cache
def _arrow(of: int, to: int, own: bool) -> str:
    """What was taken, from one lane to the other: a curve that leaves and arrives level."""
    source, target = EVENTS[of].lane, EVENTS[to].lane
    way = 1 if target == "machine" else -1
    x1, x2 = DOTS[source] + 7 * way, DOTS[target] - 7 * way
    y1, y2, bend = AT(of), AT(to), 26 * way
    hue, tip = HUES[source], x2 - 7 * way
    curve = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {tip - bend:g} {y2:g} {tip:g} {y2:g}"
    head = f"M{x2:g} {y2:g}L{tip:g} {y2 - 4:g}V{y2 + 4:g}z"
    return element(
        "g",
        element("path", d=curve, fill="none", stroke=hue, stroke_width=3 if own else 1.5),
        element("path", d=head, fill=hue),
        opacity=None if own else 0.55,
    )


@cache
def _named(place: int, name: str, chosen: bool, quiet: bool) -> str:
    event, y = EVENTS[place], AT(place)
    way = -1 if event.lane == "brain" else 1
    ink = "var(--nn-ink-muted)" if quiet else "var(--nn-ink)"
    weight = 650 if chosen else None
    written = {"font_size": 14, "fill": ink, "font_weight": weight}
    name_at = DOTS[event.lane] + 12 * way
    return element(
        "g",
        text(str(event.year), YEARS, y + 5, class_="nn-number", **written),
        text(name, name_at, y + 5, text_anchor="end" if way < 0 else "start", **written),
        element(
            "circle", cx=DOTS[event.lane], cy=y, r=5.5, stroke=HUES[event.lane], stroke_width=2,
            fill="var(--nn-surface-raised)" if quiet else HUES[event.lane],
        ),
    )  # fmt: skip


def _event(place: int, words: Words, chosen: bool, quiet: bool) -> str:
    return _named(place, words["options"]["event"][EVENTS[place].key], chosen, quiet and not chosen)


def table(_numbers: Numbers, words: Words) -> Table:
    """Return every event: year, name, lane, what it was, what it took from the other side, its source."""
    rows = [
        [
            str(event.year),
            words["options"]["event"][event.key],
            words[f"lane_{event.lane}"],
            words["what"][event.key],
            words["took"][event.key],
            f"[@{event.key}]",
        ]
        for event in EVENTS
    ]
    return [[words["heads"][head] for head in ("year", "event", "lane", "what", "took", "source")], *rows]


def handles(_numbers: Numbers) -> tuple[Handle, ...]:
    """Return the marker of the chosen event, on its track."""
    return (Handle("event", "lanes", y=("event", AT), at=(TRACK, 0), anywhere=True),)


FIGURE = Figure(
    controls=(
        Choice("show", "both", ("both", "machine", "brain")),
        Range("event", 4, 0, len(EVENTS) - 1, 1, shown=False, names=tuple(event.key for event in EVENTS)),
    ),
    panels=(Panel("lanes", WIDTH, FOOT + 4),),
    numbers=numbers,
    values=values,
    draw=draw,
    handles=handles,
    table=table,
    chosen="event",
)
