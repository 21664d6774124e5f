"""What the templates are told of a control."""

from builder.controls import write_value
from figures.controls import Range


def test_values_are_written_with_the_decimals_of_their_step():
    assert write_value(Range("x", 0, -2, 2, 0.05), -0.5) == "\N{MINUS SIGN}0.50"
    assert write_value(Range("x", 0, 0, 90, 1, unit="mV"), 7.0) == "7\u00a0mV"
    assert write_value(Range("x", 1, 0.001, 1000, 1, log=True), 1000.0) == "1000"
    assert write_value(Range("x", 1, 0.00001, 1000, 1, log=True), 0.00001) == "0.00001"
