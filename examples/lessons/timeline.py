from statistics import median

from nnweb.lessons.timeline import CROSSINGS, EVENTS, years_between

for source, target in CROSSINGS:
    print(EVENTS[source].key, "->", EVENTS[target].key)

# How long it took until an idea of one side was taken up by the other.
for lane in ("machine", "brain"):
    years = years_between(lane)
    print(f"into the {lane} lane: {len(years)} arrows, after {years} years, median {median(years):g}")
