"""Squared error against cross-entropy in real runs: alike but for the loss, and as the page tells."""

import numpy as np
import pytest
from builder.figures import given
from builder.paths import ROOT
from figures import figure, loss_runs

PAGES = [(ROOT / "docs" / language / "losses.md").read_text("utf-8") for language in ("en", "zh")]


@pytest.fixture(scope="module")
def results():
    """Return the last numbers of each pair of settings."""
    ends = {}
    for start in ("fresh", "wrong"):
        for rate in ("same", "ten"):
            *_, ends[start, rate] = figure.find("loss_runs").start({"start": start, "rate": rate}, given())
    return ends


def share(result, loss):
    return f"{100 * result['accuracy'][loss][-1]:.0f}%"


def test_both_begin_with_the_same_network(results):
    for result in results.values():
        squared, cross = (result["accuracy"][loss] for loss in ("squared", "cross"))
        assert squared[0] == cross[0]
        assert len(squared) == len(cross) == len(result["tested"])
        assert result["tested"][-1] == loss_runs.STEPS


def test_a_run_is_what_fit_does():
    """Against a network that is trained and tested in one go."""
    images, labels = given().split("train")
    tests, answers = given().split("test")
    one_hot = np.eye(10)
    model = loss_runs.build("mean_squared_error", 0.1)
    model.fit(images[:3000], one_hot[labels[:3000]], epochs=3, verbose=0)
    _, accuracy = model.evaluate(tests[:1000], one_hot[answers[:1000]])
    *_, end = figure.find("loss_runs").start({}, given())
    assert end["accuracy"]["squared"][-1] == pytest.approx(accuracy, abs=2e-3)


def test_the_rate_of_cross_entropy_stays(results):
    for start in ("fresh", "wrong"):
        np.testing.assert_array_equal(
            results[start, "same"]["accuracy"]["cross"], results[start, "ten"]["accuracy"]["cross"]
        )


def test_the_pages_numbers(results):
    fresh, ten = results["fresh", "same"], results["fresh", "ten"]
    wrong, wrong_ten = results["wrong", "same"], results["wrong", "ten"]
    cross = wrong["accuracy"]["cross"]
    for page in PAGES:
        for told in (share(fresh, "cross"), share(fresh, "squared"), share(ten, "squared")):
            assert told in page
        assert share(wrong, "cross") == share(fresh, "cross")
        for told in (share(wrong, "squared"), share(wrong_ten, "squared"), f"{100 * cross[0]:.0f}%"):
            assert told in page
        assert f"{100 * cross[list(wrong['tested']).index(24)]:.0f}%" in page


def test_from_a_confident_mistake_squared_errors_gradient_is_small_and_grows(results):
    """Where cross-entropy's is as large as it ever is."""
    (_, squared), (_, cross) = (
        loss_runs.smooth(results["wrong", "same"]["slopes"][loss]) for loss in ("squared", "cross")
    )
    assert squared[0] < cross[0] / 40
    assert cross[0] == cross.max()
    assert squared[:12].max() > 1.5 * squared[0]
