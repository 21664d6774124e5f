import numpy as np
import pytest
from figures import scales, svg


def test_a_linear_scale_places_values_and_finds_round_ticks():
    x = scales.linear(0, 10, 50, 350)
    assert x(0) == 50
    assert x(np.array([5, 10])).tolist() == [200, 350]
    assert x.ticks(5) == [0, 2, 4, 6, 8, 10]
    assert scales.linear(-70.0, 40.0, 0, 1).ticks(5) == [-50, 0]
    assert x.write(-0.5) == "\N{MINUS SIGN}0.5"


def test_a_logarithmic_scale_has_powers_of_ten():
    x = scales.logarithmic(0.1, 100, 0, 300)
    assert x(1) == pytest.approx(100)
    assert x.ticks() == [0.1, 1, 10, 100]
    assert x.values(4).tolist() == pytest.approx([0.1, 1, 10, 100])


def test_a_path_breaks_where_there_is_no_number():
    assert svg.path(np.array([0, 1, 2, 3.0]), np.array([0, np.nan, 2, 3.0])) == "M0.0 0.0M2.0 2.0L3.0 3.0"


def test_signed_numbers_have_a_true_minus_and_no_negative_zero():
    assert svg.signed(-1.5) == "\N{MINUS SIGN}1.50"
    assert svg.signed(-0.001) == "0.00"


def test_subscripts_go_down_and_come_back():
    assert svg.text("w_{12} = 1", 0, 0).count("<tspan") == 2
    assert "&lt;" in svg.text("a < b", 0, 0)


def test_diverging_is_orange_below_nothing_at_and_blue_above_zero():
    assert svg.diverging(0) == "var(--nn-zero)"
    assert svg.diverging(-3) == "var(--nn-negative)"
    assert "positive) 50%" in svg.diverging(0.5)


def test_a_heatmap_has_one_path_a_colour():
    drawn = svg.heatmap(np.array([[-1, -1, 1], [0, 0, 1.0]]), 0, 0, 30, 20)
    assert drawn.count("<path") == 3
    assert "M0 0h2v1h-2z" in drawn


def test_axes_above_another_plot_leave_their_ticks_to_it():
    x, y = scales.linear(0, 10, 50, 400), scales.linear(0, 4, 200, 20)
    ticked, bare = (svg.axes(x, y, "", "height", count=4, ticked=each) for each in (True, False))
    assert ticked.count("v5") == len(x.ticks(4))
    assert ">10<" in ticked
    assert "v5" not in bare
    assert ">10<" not in bare
    assert ">height<" in bare
