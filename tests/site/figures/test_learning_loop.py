"""The loop of learning: its numbers by hand, against what a derivative is, and nnweb's own training."""

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from builder.figures import draw_figure
from builder.paths import ROOT
from figures import figure, learning_loop
from figures.learning_loop.rounds import BLAME, GUESS, LOSS, POINTS, ROUNDS, START, STEP, TARGETS

from nnweb import Sequential
from nnweb.layers import Dense
from nnweb.optimizers import SGD

DRAWN = learning_loop.FIGURE
WORDS = figure.words("learning_loop", "en")


def numbers(**state):
    return DRAWN.numbers(DRAWN.check(state))


def panels(**state):
    return DRAWN.render("learning_loop", state, WORDS)["panels"]


def loss_of(weights, points):
    """The mean cross-entropy, as it is written in books."""
    total = 0.0
    for (x1, x2), target in zip(points, TARGETS, strict=True):
        p = 1 / (1 + math.exp(-(weights[0] * x1 + weights[1] * x2 + weights[2])))
        total -= math.log(p if target else 1 - p)
    return total / len(points)


@pytest.mark.parametrize("points", POINTS)
@pytest.mark.parametrize("round_", [1, 2, 9, ROUNDS])
def test_the_loss_is_the_mean_surprise_and_the_blame_its_slope(points, round_):
    at = numbers(points=points, round=round_)
    before = at["before"]
    assert at["losses"][-1] == pytest.approx(loss_of(before, POINTS[points]))
    nudge = 1e-5
    for i, gradient in enumerate(at["gradient"]):
        up, down = before.copy(), before.copy()
        up[i] += nudge
        down[i] -= nudge
        slope = (loss_of(up, POINTS[points]) - loss_of(down, POINTS[points])) / (2 * nudge)
        assert gradient == pytest.approx(slope, rel=1e-5, abs=1e-9)


def test_a_step_goes_against_the_blame_and_the_next_round_begins_with_it():
    first, second = numbers(round=1, rate=0.5), numbers(round=2, rate=0.5)
    assert first["before"] == pytest.approx(START)
    assert first["after"] == pytest.approx(START - 0.5 * first["gradient"])
    assert second["before"] == pytest.approx(first["after"])
    assert second["losses"][0] == first["losses"][0]


@pytest.mark.parametrize("points", POINTS)
def test_its_rounds_are_nnwebs_own_training(points):
    model = Sequential([Dense(1, activation="sigmoid", input_shape=(2,))])
    model.compile(SGD(1.0), loss="binary_crossentropy")
    model.set_weights([START[:2].reshape(2, 1), START[2:]])
    history = model.fit(np.array(POINTS[points]), TARGETS[:, None], epochs=ROUNDS, batch_size=6, verbose=0)
    at = numbers(points=points, round=ROUNDS)
    assert history.history["loss"] == pytest.approx(at["losses"], abs=1e-4)
    kernel, bias = model.get_weights()
    assert [*kernel[:, 0], *bias] == pytest.approx(at["after"].tolist(), abs=1e-3)


def test_what_the_page_tells_of_it():
    first, last = numbers(), numbers(round=ROUNDS)
    assert DRAWN.values(first)["guessed"] == "2"
    assert [f"{loss:.2f}" for loss in last["losses"][:4]] == ["1.22", "0.81", "0.57", "0.42"]
    assert f"{last['losses'][-1]:.3f}" == "0.045"
    assert all(after < before for before, after in pairwise(last["losses"]))
    rounds = {n: DRAWN.values(numbers(round=n))["guessed"] for n in range(1, ROUNDS + 1)}
    assert next(n for n, right in rounds.items() if right == "6") == 7
    assert first["guesses"][3] == pytest.approx(0.83, abs=0.005)
    # What each point says of w1 and of w2: for the one all say the same, for the other they disagree.
    first_says, second_says = ((first["guesses"] - TARGETS) * np.array(POINTS["apart"]).T).round(2)
    assert dict(zip("ABCDEF", first_says.tolist(), strict=True)) == {
        "A": -0.12, "B": -1.03, "C": -0.82, "D": -1.16, "E": -0.19, "F": -0.71,
    }  # fmt: skip
    assert (second_says < 0).sum() == 4
    assert f"{first['gradient'][1]:.3f}" == "-0.065"
    assert numbers(rate=0.05, round=ROUNDS)["losses"][-1] == pytest.approx(0.62, abs=0.005)
    # Steps too long for their slopes: the loss jumps up and down.
    jumping = numbers(points="mixed", rate=20.0, round=ROUNDS)["losses"]
    assert (f"{min(jumping):.1f}", f"{max(jumping):.1f}") == ("0.4", "3.0")
    assert max(jumping[-5:]) > 2
    assert numbers(points="mixed", round=ROUNDS)["losses"][-1] == pytest.approx(0.42, abs=0.005)
    # Where no line can part them, round after round brings less, and never all six.
    crossed = [numbers(points="crossed", round=n) for n in (1, ROUNDS // 2, ROUNDS)]
    assert crossed[0]["losses"][-1] - crossed[1]["losses"][-1] > 0.3
    assert crossed[1]["losses"][-1] - crossed[2]["losses"][-1] < 0.01
    assert DRAWN.values(crossed[2])["right"] == DRAWN.values(crossed[2])["guessed"] == "4"
    assert all(0.655 < loss < 0.665 for loss in numbers(points="crossed", round=ROUNDS)["losses"][9:])


def test_where_no_line_parts_them_the_lowest_loss_is_not_the_most_right():
    """The line x1 + x2 = 1 has five of the crossed points right, and a higher loss however steep it is."""
    points = np.array(POINTS["crossed"])
    sums = points.sum(axis=1) - 1
    assert ((sums > 0) == (TARGETS == 1)).sum() == 5
    reached = numbers(points="crossed", round=ROUNDS)["losses"][-1]
    steepness = np.linspace(0, 5, 501)
    assert min(loss_of((s, s, -s), points) for s in steepness) > reached + 0.005


def test_the_points_are_counted_by_the_line_that_is_drawn():
    told = {step: DRAWN.values(numbers(step=step)) for step in (GUESS, LOSS, BLAME, STEP)}
    assert [told[step]["right"] for step in told] == ["2", "2", "2", "3"]
    assert {each["guessed"] for each in told.values()} == {"2"}
    # The new line is the next round's.
    assert told[STEP]["right"] == DRAWN.values(numbers(round=2, step=GUESS))["right"]


def test_a_box_is_filled_when_its_step_is_reached():
    results = {GUESS: "ŷ = 0.76", LOSS: "1.221", BLAME: "−0.673", STEP: "= −0.33"}
    for now in results:
        loop = panels(step=now)["loop"]
        assert {step for step, result in results.items() if f">{result}<" in loop} == set(range(now + 1))
        assert loop.count("data-go=") == len(results)


def test_the_line_moves_with_the_step_and_the_loss_is_told_with_its_box():
    assert "before" not in panels(step=BLAME)["plane"]
    assert ">before<" in panels(step=STEP)["plane"]
    before, after = (panels(step=GUESS, round=n)["plane"] for n in (1, 2))
    assert before != after
    assert ">1.221<" not in before
    assert ">1.221<" in panels(step=LOSS)["plane"]


def test_any_rate_gives_numbers_that_can_be_drawn():
    for rate in (0.05, 20.0):
        for points in POINTS:
            at = numbers(rate=rate, points=points, round=ROUNDS)
            assert np.isfinite(at["losses"]).all()
            assert np.isfinite(at["after"]).all()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_box_links_to_the_lesson_that_opens_it(language):
    html = draw_figure("learning_loop", language)
    told = re.findall(r'<p class="nn-telling__name">.*?<a href="\.\./([\w-]+)/">([^<]+)</a>', html)
    pages = ["forward", "losses", "backward", "gradient-descent"]
    assert [page for page, _ in told] == pages
    for page, name in told:
        text = (ROOT / "docs" / language / f"{page}.md").read_text("utf-8")
        assert f"\ntitle: {name}\n" in text
