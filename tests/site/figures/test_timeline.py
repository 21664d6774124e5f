"""The timeline: an order of events, arrows that cross, and nothing told that is not in the table."""

import json
import re
import runpy
from pathlib import Path

import pytest
from figures import figure, timeline
from figures.timeline import CROSSINGS, EVENTS

ROOT = Path(__file__).parents[3]
REFERENCES = json.loads((ROOT / "docs" / "references.json").read_text("utf-8"))
PLACES = {event.key: place for place, event in enumerate(EVENTS)}


def numbers(**state):
    return timeline.numbers(timeline.FIGURE.check(state))


def test_events_stand_in_order_and_each_is_in_the_bibliography_with_its_year():
    assert [event.year for event in EVENTS] == sorted(event.year for event in EVENTS)
    assert all(REFERENCES[event.key]["year"] == event.year for event in EVENTS)
    assert {event.lane for event in EVENTS} == set(timeline.LANES)


def test_every_arrow_crosses_and_leads_forward_in_time():
    assert len(CROSSINGS) == sum(len(event.taken) for event in EVENTS)
    for source, target in CROSSINGS:
        assert EVENTS[source].lane != EVENTS[target].lane
        assert EVENTS[source].year < EVENTS[target].year


def test_the_years_between_are_those_of_the_arrows():
    assert timeline.years_between("machine") == [2, 9, 15, 16, 18, 36]
    assert len(timeline.years_between("machine")) + len(timeline.years_between("brain")) == len(CROSSINGS)


@pytest.mark.parametrize("lane", timeline.LANES)
def test_the_filter_keeps_what_one_lane_took_and_quiets_the_rest(lane):
    result = numbers(show=lane)
    assert len(result["shown"]) == len(timeline.years_between(lane))
    assert all(EVENTS[target].lane == lane for _, target in result["shown"])
    ends = {place for arrow in result["shown"] for place in arrow}
    assert result["quiet"] == set(range(len(EVENTS))) - ends
    assert numbers(show="both")["quiet"] == set()


def test_the_chosen_event_owns_its_arrows_whatever_is_shown():
    perceptron = PLACES["rosenblatt1958"]
    for show in ("both", "machine", "brain"):
        values = timeline.values(numbers(show=show, event=perceptron))
        assert (values["took"], values["gave"], values["year"]) == ("2", "0", "1958")
    assert timeline.values(numbers(event=PLACES["hubel1962"]))["gave"] == "2"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_event_is_drawn_by_name_and_told_in_the_table(language):
    words = figure.words("timeline", language)
    assert all(set(words[part]) == set(PLACES) for part in ("what", "took"))
    rendered = timeline.FIGURE.render("timeline", {"event": 8}, words)
    drawn = re.findall(r"<text[^>]*>([^<]+)</text>", rendered["panels"]["lanes"])
    assert set(words["options"]["event"].values()) <= set(drawn)
    assert words["options"]["event"]["fukushima1980"] in rendered["said"]
    heads, *rows = timeline.table({}, words)
    assert len(rows) == len(EVENTS)
    assert {len(row) for row in rows} == {len(heads)}
    assert [row[0] for row in rows] == [str(event.year) for event in EVENTS]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_took_something_says_whom_from(language):
    nothing = {"en": "Nothing", "zh": "没有"}[language]
    took = figure.words("timeline", language)["took"]
    for event in EVENTS:
        if event.taken:
            assert not took[event.key].startswith(nothing), event.key
    cited = set(re.findall(r"@([a-z]+\d{4})", " ".join(took.values())))
    assert cited <= set(REFERENCES)
    assert cited


def test_the_program_beside_it_holds_the_same_arrows():
    shown = runpy.run_path(str(ROOT / "examples" / "lessons" / "timeline.py"))["ARROWS"]
    drawn = [(EVENTS[of].key, EVENTS[to].key, EVENTS[to].lane) for of, to in CROSSINGS]
    assert sorted(shown) == sorted(drawn)
