import numpy as np
import pytest
from figures import optimizer_race as race
from figures.surfaces import SURFACES


def numbers(**state):
    return race.numbers(race.FIGURE.check(state))


def by_hand(name, rate, surface, start, steps):
    """Each rule once more, as its paper writes it, on a pair of numbers."""
    p, v, m = np.array(start), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = np.array(SURFACES[surface].gradient(*p.tolist()))
        if name == "sgd":
            p = p - rate * g
        elif name == "momentum":
            v = 0.9 * v - rate * g
            p = p + v
        elif name == "rmsprop":
            v = 0.9 * v + 0.1 * g**2
            p = p - rate * g / np.sqrt(v + 1e-7)
        else:
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            p = p - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
    return p


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", race.OPTIMIZERS)
def test_each_racer_keeps_to_its_rule(name, surface):
    result = numbers(surface=surface, **{name: 0.03})
    expected = by_hand(name, 0.03, surface, race.START, 25)
    assert result["ways"][name][25] == pytest.approx(expected, abs=1e-5)


def test_all_begin_at_the_start_and_they_stand_in_the_order_of_their_losses():
    result = numbers(x=0.5, y=-1.0, step=30)
    assert all(way[0].tolist() == [0.5, -1.0] for way in result["ways"].values())
    standing = [result["losses"][name][30] for name in result["order"]]
    assert standing == sorted(standing)


def test_who_has_flown_off_is_last():
    result = numbers(sgd=0.5, step=60)
    assert np.isnan(result["losses"]["sgd"][60])
    assert result["order"][-1] == "sgd"
    assert race.values(result)["sgd_loss"] == "> 1000"


def test_the_first_step_of_rmsprop_and_adam_is_as_long_on_a_gentle_slope_as_on_a_steep_one():
    """Both divide by the slope's own size: learning rate / sqrt(1 - rho), and the learning rate itself."""
    result = numbers(surface="ravine", rmsprop=0.05, adam=0.2)
    for name, length in (("rmsprop", 0.05 / np.sqrt(0.1)), ("adam", 0.2)):
        moved = np.abs(result["ways"][name][1] - result["ways"][name][0])
        assert moved == pytest.approx([length, length], rel=1e-3), name


def test_what_the_page_says_of_the_race():
    assert numbers(step=20)["order"][0] == "sgd"
    losses = {name: each[60] for name, each in numbers(step=60)["losses"].items()}
    assert min(losses, key=lambda name: losses[name]) == "rmsprop"
    last = {step: numbers(surface="rosenbrock", step=step)["order"][-1] for step in (20, 60)}
    assert last == {20: "rmsprop", 60: "sgd"}
    aslant = numbers(surface="tilted", step=60)
    assert aslant["order"][0] == "sgd"
    assert aslant["losses"]["rmsprop"][60] > 100 * losses["rmsprop"]
