"""The slice of the loss: plane, points and way against direct computations, and the page's words."""

import re

import numpy as np
import pytest
from builder.figures import given
from builder.paths import ROOT
from builder.runs import result_of
from figures import figure, loss_slice
from figures.loss_slice import drawing
from figures.loss_slice import measuring as run

from nnweb.training import Step


@pytest.fixture(scope="module")
def ways():
    """Return the default run's way, trained here once more, [steps + 1, parameters], and its model."""
    images, labels = given().split("train")
    model = run.build(0)
    ways = [model.parameters.copy()]
    for step in model.fit_steps(images[: run.IMAGES], labels[: run.IMAGES], batch_size=32):
        if isinstance(step, Step):
            ways.append(model.parameters.copy())
    return np.stack(ways), model


@pytest.fixture(scope="module")
def results():
    *_, random = figure.find("loss_slice").start({"plane": "random"}, given())
    return {"path": result_of("loss_slice", given()), "random": random}


def plane_of(which, ways):
    every, model = ways
    model.parameters[:] = every[-1]
    moves = every[[*range(0, run.STEPS, run.EVERY), run.STEPS]] - every[-1]
    return run.directions(which, moves, model, np.random.default_rng(0)), moves


@pytest.mark.parametrize("which", ["path", "random"])
def test_the_directions_are_perpendicular_and_of_length_1(ways, which):
    plane, _ = plane_of(which, ways)
    np.testing.assert_allclose(plane.astype(float) @ plane.T, np.eye(2), atol=1e-5)


def test_the_way_lies_in_no_plane_more_than_in_its_own(ways, results):
    """Against NumPy's singular values, and against the plane through start, end and the farthest stop."""
    _, moves = plane_of("path", ways)
    sizes = np.linalg.svd(moves.astype(float), compute_uv=False) ** 2
    assert results["path"]["share"] == pytest.approx(sizes[:2].sum() / sizes.sum(), rel=1e-4)
    along = moves[0] / np.linalg.norm(moves[0])
    apart = moves - np.outer(moves @ along, along)
    across = apart[np.linalg.norm(apart, axis=1).argmax()]
    across /= np.linalg.norm(across)
    other = np.square(moves @ np.stack([along, across]).T).sum() / np.square(moves).sum()
    assert other < results["path"]["share"] < 1


def test_a_random_direction_is_as_large_as_each_units_weights_and_misses_the_way(ways, results):
    plane, _ = plane_of("random", ways)
    _, model = ways
    model.parameters[:] = 0
    hidden, last = model.layers[2], model.layers[3]
    end = ways[0][-1]
    ratios = []
    for layer in (hidden, last):
        model.parameters[:] = end
        own = np.linalg.norm(layer.kernel, axis=0)
        model.parameters[:] = plane[0]
        ratios.append(np.linalg.norm(layer.kernel, axis=0) / own)
        assert not layer.bias.any()
    np.testing.assert_allclose(np.concatenate(ratios), ratios[0][0], rtol=1e-4)
    # Of a random plane a way holds about 2 / parameters.
    assert results["random"]["share"] < 20 * 2 / len(end)


@pytest.mark.parametrize("which", ["path", "random"])
def test_each_point_is_the_loss_of_the_network_there(ways, results, which):
    plane, moves = plane_of(which, ways)
    every, model = ways
    result = results[which]
    images, labels = given().split("train")
    measured = images[: run.MEASURED], labels[: run.MEASURED]

    def loss(place):
        model.parameters[:] = every[-1] + np.asarray(place, np.float32) @ plane
        return model.evaluate(*measured, batch_size=500)[0]

    middle = run.GRID // 2
    assert result["losses"][middle, middle] == pytest.approx(loss((0, 0)), rel=1e-4)
    assert result["had"][-1] == pytest.approx(loss((0, 0)), rel=1e-4)
    step = 2 * result["reach"] / (run.GRID - 3)
    for row, column in ((0, 0), (3, 20), (24, 11)):
        place = (column - middle) * step, (row - middle) * step
        assert result["losses"][row, column] == pytest.approx(loss(place), rel=1e-3)
    np.testing.assert_allclose(result["way"], moves @ plane.T, atol=1e-3)
    for stop in (0, 9):
        model.parameters[:] = every[stop * run.EVERY]
        assert result["had"][stop] == pytest.approx(model.evaluate(*measured)[0], rel=1e-4)
        assert result["below"][stop] == pytest.approx(loss(result["way"][stop]), rel=1e-3)


def test_every_point_is_measured_once_and_the_map_grows_finer():
    order = run.order()
    assert len(order) == len(set(order)) == run.GRID**2
    assert order[:2] == [(0, 0), (0, run.COARSE)]
    losses = np.full((run.GRID, run.GRID), np.nan)
    plain = np.add.outer(np.arange(run.GRID), 2.0 * np.arange(run.GRID))
    for i, (row, column) in enumerate(order):
        losses[row, column] = np.exp(plain[row, column])
        if i == 30:
            assert np.isnan(drawing.filled(losses)).all()
        elif i in (48, 100, 300):  # what is straight is known from its corners
            np.testing.assert_allclose(drawing.filled(losses), plain, atol=1e-9)


def test_another_seed_is_another_way_and_the_same_one_the_same():
    def after(seed, steps=40):
        steps = zip(range(steps), figure.find("loss_slice").start({"seed": seed}, given()), strict=False)
        return [at["had"].tolist() for _, at in steps][-1]

    assert after(3) == after(3)
    assert after(3) != after(4)


def test_the_pages_numbers(results):
    text = (ROOT / "docs" / "en" / "gradient-descent.md").read_text("utf-8")
    chinese = (ROOT / "docs" / "zh" / "gradient-descent.md").read_text("utf-8")
    path, random = results["path"], results["random"]
    for page in (text, chinese):
        assert f"{run.STEPS} " in page
        assert f"{path['share']:.0%}" in page
        assert f"{path['had'][0]:.2f}" in page
        assert f"{path['below'][0]:.2f}" in page
        assert f"{run.build(0).count_params() - 2:,}" in page
    # The random map reaches more than twice as far, and yet its loss rises less.
    assert random["reach"] > 2 * path["reach"]
    assert random["losses"].max() < 0.7 * path["losses"].max()
    assert random["share"] < 1e-5
    assert path["losses"].min() < path["had"][-1] - 0.02
    assert re.search("less than a thousandth of a percent", text)


def test_before_a_run_nothing_of_a_result_is_shown():
    drawn, words = loss_slice.FIGURE, figure.words("loss_slice", "en")
    shown = drawn.render("loss_slice", {}, words)
    assert set(shown["values"].values()) == {"0", "–", str(run.STEPS), str(run.GRID**2)}
    assert "Press Run" in shown["panels"]["map"]
