"""Plots above each other that share an axis of time: its numbers stand once, under the lowest."""

import re

import pytest
from figures import figure


@pytest.mark.parametrize(("name", "last"), [("synaptic_summation", "100"), ("membrane", "200")])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_numbers_of_time_stand_once(name, last, language):
    drawn = figure.find(name)
    (svg,) = drawn.draw(drawn.numbers(drawn.defaults), figure.words(name, language)).values()
    placed = re.findall(rf'<text x="[\d.]+" y="([\d.]+)" text-anchor="middle"[^>]*>{last}</text>', svg)
    assert len(placed) == 1
