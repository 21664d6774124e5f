"""The surfaces' slopes, and the ways of plain and of heavy balls against their closed forms."""

import numpy as np
import pytest
from figures import descent, surfaces
from figures.surfaces import SURFACES, since, spread, walk

from nnweb.optimizers import SGD


def numbers(**state):
    return descent.numbers(descent.FIGURE.check({"step": descent.STEPS} | state))


@pytest.mark.parametrize("name", SURFACES)
def test_the_gradient_is_the_slope_of_the_loss(name):
    surface, rng = SURFACES[name], np.random.default_rng(0)
    for x, y in rng.uniform(-2, 2, (20, 2)).tolist():
        h = 1e-5
        numerical = (
            (surface.loss(x + h, y) - surface.loss(x - h, y)) / (2 * h),
            (surface.loss(x, y + h) - surface.loss(x, y - h)) / (2 * h),
        )
        assert surface.gradient(x, y) == pytest.approx(numerical, abs=1e-7)


@pytest.mark.parametrize("name", SURFACES)
def test_the_loss_is_0_and_level_at_its_lowest_points_and_higher_elsewhere(name):
    surface = SURFACES[name]
    for x, y in surface.minima:
        assert surface.loss(x, y) == pytest.approx(0, abs=1e-12)
        assert surface.gradient(x, y) == pytest.approx((0, 0), abs=1e-12)
    along = np.linspace(-2, 2, 41) + 0.0123  # off the lowest points
    assert surface.loss(*np.meshgrid(along, along)).min() > 0


@pytest.mark.parametrize("name", [name for name, each in SURFACES.items() if each.curvature])
def test_the_curvature_is_the_largest_second_derivative(name):
    h, surface = 1e-4, SURFACES[name]
    at = np.array([0.3, -0.7])
    columns = [
        (np.array(surface.gradient(*(at + step))) - surface.gradient(*(at - step))) / (2 * h)
        for step in np.eye(2) * h
    ]
    assert np.linalg.eigvalsh(np.array(columns)).max() == pytest.approx(surface.curvature)


@pytest.mark.parametrize("rate", [0.01, 0.3, 1.0, 1.9])
def test_on_the_bowl_each_step_leaves_the_share_1_minus_the_rate(rate):
    way = numbers(surface="bowl", rate=rate)["way"]
    shares = (1 - rate) ** np.arange(descent.STEPS + 1)
    assert np.allclose(way, np.outer(shares, descent.START), atol=1e-12)


@pytest.mark.parametrize("name", ["bowl", "ravine", "tilted"])
@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_above_the_limit_it_flies_off_and_below_it_comes_down(name, momentum):
    limit = numbers(surface=name, momentum=momentum)["limit"]
    assert limit == pytest.approx(2 * (1 + momentum) / SURFACES[name].curvature)
    surface, start = SURFACES[name], descent.START
    near, steps = surface.loss(*start), 4000
    below = walk(surface, SGD(0.98 * limit, momentum), start, steps)[-1]
    assert surface.loss(*below) < 1e-3 * near
    above = walk(surface, SGD(1.02 * limit, momentum), start, steps)
    assert np.isnan(above[-1]).all()
    assert np.nanmax(np.abs(above)) > surfaces.FAR


@pytest.mark.parametrize(("rate", "momentum"), [(0.02, 0.9), (0.13, 0.4), (0.05, 0.2)])
def test_the_heavy_ball_follows_its_closed_form(rate, momentum):
    """x(k+1) = (1 + β - ηλ) x(k) - β x(k-1): a sum of powers of the two roots, along each axis."""
    way = numbers(surface="ravine", rate=rate, momentum=momentum)["way"]
    for axis, curvature in enumerate((1.0, 20.0)):
        turn = 1 + momentum - rate * curvature
        one, other = np.roots([1, -turn, momentum]).astype(complex)
        first, second = descent.START[axis], descent.START[axis] * (1 - rate * curvature)
        a = (second - other * first) / (one - other)
        k = np.arange(descent.STEPS + 1)
        closed = a * one**k + (first - a) * other**k
        assert np.allclose(closed.imag, 0, atol=1e-9)
        assert np.allclose(way[:, axis], closed.real, atol=1e-9)


@pytest.mark.parametrize("name", ["bowl", "ravine", "tilted"])
def test_of_each_distance_that_lights_up_a_step_leaves_the_share_that_the_formula_says(name):
    way, steep = numbers(surface=name, rate=0.09)["way"], SURFACES[name].curvature or 0.0
    before, after = (np.diff(descent.distances(name, at), axis=0) for at in way[:2])
    shares = [1 - 0.09 * steep, 1 - 0.09][-len(before) :]
    assert after == pytest.approx(before * np.array(shares)[:, None], abs=1e-9)
    # Along the straight way to the lowest point it would be another.
    straight = np.hypot(*way[1]) / np.hypot(*way[0])
    assert (straight == pytest.approx(shares[0])) == (name == "bowl")


def test_exactly_on_the_ridge_it_rolls_to_the_saddle_and_stays():
    result = numbers(surface="saddle", rate=0.1, x=-1.5, y=1.5)
    assert result["way"][-1] == pytest.approx((0, 0), abs=1e-3)
    assert result["losses"][-1] == pytest.approx(0.25, abs=1e-5)
    assert result["arrived"] is None
    beside = numbers(surface="saddle", rate=0.1, x=-1.5, y=1.45)
    assert beside["arrived"] is not None
    # Near the ridge it loses time: of the page, at the rate of the first state.
    assert numbers(surface="saddle", x=-1.5, y=1.45, step=100)["arrived"] == 53
    assert numbers(surface="saddle", x=-1.5, y=0.0, step=100)["arrived"] == 34


def test_what_the_page_says_of_the_ravine():
    """The numbers that its sentences name."""
    assert numbers(rate=0.09)["arrived"] == 38
    assert numbers(rate=0.05)["arrived"] == 69
    assert numbers(rate=0.01)["losses"][100] == pytest.approx(0.15, abs=0.005)
    assert numbers(rate=0.101)["left"] == 19
    assert numbers(rate=0.13, momentum=0.4)["arrived"] == 15
    assert numbers(rate=0.13)["left"] is not None
    assert numbers(surface="bowl", rate=1.0)["arrived"] == 1


@pytest.mark.parametrize(
    ("state", "word"), [({"rate": 0.2}, "left"), ({"rate": 0.09}, "arrived"), ({"rate": 0.001}, "going")]
)
def test_the_figure_says_what_became_of_the_ball(state, word):
    words = {"left": "left {step}", "arrived": "arrived {step}", "going": "going {step}"}
    assert descent._verdict(numbers(**state), words).startswith(word)


def test_once_far_out_it_is_followed_no_more():
    way = numbers(surface="bowl", rate=3.0)["way"]
    gone = int(np.isnan(way[:, 0]).argmax())
    assert np.abs(way[gone - 1]).max() > surfaces.FAR
    assert np.isnan(way[gone:]).all()
    assert np.isfinite(way[:gone]).all()


def test_since_when_something_holds():
    holds = np.array([True, False, True, True])
    assert since(holds, 3) == since(holds, 2) == 2
    assert since(holds, 1) is None
    assert since(holds, 0) == 0


def test_words_that_would_overlap_are_moved_apart_within_the_scale():
    assert spread([100.0, 105.0, 300.0]) == [100, 120, 300]
    assert spread([390.0, 392.0]) == [372, 392]
    assert spread([0.0, 200.0]) == [32, 200]
