import numpy as np
import pytest
from figures import batch_noise as noise


def numbers(**state):
    return noise.numbers(noise.FIGURE.check(state))


def hessian():
    x, _ = noise.POINTS
    return np.array([[np.mean(x * x), x.mean()], [x.mean(), 1.0]])


def test_the_loss_is_half_the_mean_squared_error():
    x, y = noise.POINTS
    w, b = np.array([0.3, -1.0]), np.array([0.1, 2.0])
    expected = [np.mean((u * x + v - y) ** 2) / 2 for u, v in zip(w, b, strict=True)]
    assert noise.loss(w, b) == pytest.approx(expected)
    assert min(expected) > noise.LOWEST
    around = noise.loss(noise.BEST[0] + np.array([0, 0.01, -0.01]), np.full(3, noise.BEST[1]))
    assert around.argmin() == 0


@pytest.mark.parametrize("rate", [0.05, 0.15, 1.0])
def test_with_all_points_the_way_is_the_closed_form(rate):
    """On a parabola what is left after k steps is (I - ηH)^k of the start's distance."""
    way = numbers(batch="all", rate=rate)["way"]
    left = np.array(noise.START) - noise.BEST
    for k in range(noise.STEPS + 1):
        assert way[k] == pytest.approx(noise.BEST + left, abs=1e-9)
        left = left - rate * hessian() @ left


@pytest.mark.parametrize("size", [8, 200])
def test_within_a_round_each_point_comes_once(size):
    x, y = noise.POINTS
    means = noise._moments(3)[:, : noise.COUNT // size, noise.BATCHES.index(size)]
    expected = [np.mean(x), np.mean(x * x), np.mean(y), np.mean(x * y)]
    assert means.mean(axis=1) == pytest.approx(expected)


def test_a_batch_of_one_is_a_point_each_time_another():
    x, y = noise.POINTS
    drawn = noise._moments(3)[:, :, 0]
    at = [int(np.abs(x - each).argmin()) for each in drawn[0]]
    assert len(set(at)) == noise.STEPS
    assert np.allclose(drawn, [x[at], x[at] ** 2, y[at], x[at] * y[at]])


def test_a_batchs_gradient_is_the_whole_ones_with_noise_that_falls_as_one_over_its_size():
    x, y = noise.POINTS
    w, b = noise.START
    each = (w * x + b - y) * x  # of every point, for w
    spreads = {}
    for i, size in enumerate((1, 8, 32)):
        means = np.concatenate([noise._moments.__wrapped__(seed)[:, :, i] for seed in range(60)], axis=1)
        of_w = w * means[1] + b * means[0] - means[3]
        assert of_w.mean() == pytest.approx(each.mean(), abs=4 * each.std() / np.sqrt(size * 6000))
        spreads[size] = of_w.var()
    # Drawn without putting back: the variance of a mean is smaller by (N - B) / (N - 1).
    for size, variance in spreads.items():
        expected = each.var() / size * (noise.COUNT - size) / (noise.COUNT - 1)
        assert variance == pytest.approx(expected, rel=0.1), size


@pytest.mark.parametrize("seed", range(5))
def test_the_smaller_the_batch_the_farther_from_the_lowest_it_is_left(seed):
    excess = numbers(seed=seed)["excess"]
    late = [excess[size][50:].mean() for size in noise.BATCHES]
    assert late == sorted(late, reverse=True)
    assert late[-1] < 1e-6


@pytest.mark.parametrize("seed", range(3))
def test_a_smaller_rate_leaves_less_noise(seed):
    late = [numbers(seed=seed, rate=rate)["excess"][1][60:].mean() for rate in (0.1, 0.3)]
    assert late[0] < late[1]


def test_another_seed_draws_other_batches_but_all_points_are_the_same():
    one, other = numbers(seed=1), numbers(seed=2)
    assert not np.allclose(one["way"], other["way"])
    assert np.allclose(one["excess"][200], other["excess"][200])


def test_what_was_asked_is_counted():
    assert noise.values(numbers(batch="32", step=50))["seen"] == "1,600"


@pytest.mark.parametrize("seed", range(5))
def test_after_20_steps_all_four_have_done_nearly_all_of_the_way(seed):
    for excess in numbers(seed=seed)["excess"].values():
        assert excess[20] < 0.05 * excess[0]
