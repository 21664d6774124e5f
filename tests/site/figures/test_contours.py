import math

import numpy as np
import pytest
from figures.contours import loops


def area(loop):
    """Signed: positive where the inside lies to the left, with rows counted upwards."""
    x, y = loop.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2


def grid(function, points=81, reach=2.0):
    along = np.linspace(-reach, reach, points)
    return function(*np.meshgrid(along, along)), (points - 1) / (2 * reach)


def test_one_low_point_has_a_diamond_round_it():
    (loop,) = loops(np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]]), 0.25)
    assert sorted(loop.tolist()) == [[0.75, 1], [1, 0.75], [1, 1.25], [1.25, 1]]


def test_a_circle_has_its_area_and_its_radius():
    values, scale = grid(lambda x, y: x**2 + y**2)
    (loop,) = loops(values, 1.44)
    assert abs(area(loop)) / scale**2 == pytest.approx(math.pi * 1.44, rel=2e-3)
    distances = np.hypot(*(loop / scale - 2).T)
    assert np.allclose(distances, 1.2, atol=1e-3)


def test_between_the_points_a_plane_is_cut_exactly():
    values, scale = grid(lambda x, y: x + 2 * y, points=9)
    (loop,) = loops(values, 0.3)
    x, y = (loop / scale - 2).T
    within = (abs(x) < 2) & (abs(y) < 2)
    assert within.sum() > 8
    assert np.allclose((x + 2 * y)[within], 0.3)


def test_a_ring_has_two_loops_that_run_opposite_ways():
    values, scale = grid(lambda x, y: abs(np.hypot(x, y) - 1.2))
    outer, inner = sorted(loops(values, 0.3), key=len, reverse=True)
    assert area(outer) * area(inner) < 0
    rings = abs(area(outer)) - abs(area(inner))
    assert rings / scale**2 == pytest.approx(math.pi * (1.5**2 - 0.9**2), rel=1e-2)


def test_what_reaches_the_edge_comes_back_along_it():
    values, scale = grid(lambda x, y: x, points=5)
    (loop,) = loops(values, 0.5)
    assert abs(area(loop)) / scale**2 == pytest.approx(2.5 * 4)


def test_nothing_below_has_no_loop_and_everything_below_has_the_edge():
    values = np.arange(12.0).reshape(3, 4)
    assert loops(values, -1) == []
    (loop,) = loops(values, 100)
    assert abs(area(loop)) == pytest.approx(2 * 3)


@pytest.mark.parametrize(("level", "count"), [(0.4, 2), (0.6, 1)])
def test_two_opposite_corners_are_one_region_if_the_middle_is_below(level, count):
    # The mean of the four is 0.5.
    assert len(loops(np.array([[0.0, 1.0], [1.0, 0.0]]), level)) == count


def test_every_loop_keeps_the_low_side_on_the_same_hand():
    rng = np.random.default_rng(0)
    values = rng.normal(size=(12, 12))
    below = sum(area(loop) for loop in loops(values, 0.0))
    above = sum(area(loop) for loop in loops(-values, 0.0))
    # Both together make up the grid, but for the strips along its edge that belong to neither or both.
    assert abs(below) + abs(above) == pytest.approx(11 * 11, rel=0.1)
    assert np.sign(below) == np.sign(above)
