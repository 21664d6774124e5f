"""The session's playground, without a browser."""

import numpy as np
import pytest
from figures import playground

from tests.site.listener import Listener


class Page(Listener):
    """Speaks the playground's language."""

    def set(self, fresh=False, **state):
        return self.ask("playground", state=state, fresh=fresh)["data"]


@pytest.fixture
def page():
    return Page(slices=200)


def test_steps_reset_and_repeat(page):
    first = page.set()
    one = page.ask("playground_train", epochs=3)["data"]
    assert one["epoch"] == 3
    assert not np.array_equal(one["weights"], first["weights"])
    again = page.set(fresh=True)
    assert again["epoch"] == 0
    np.testing.assert_array_equal(again["weights"], first["weights"])
    np.testing.assert_array_equal(page.ask("playground_train", epochs=3)["data"]["weights"], one["weights"])


@pytest.mark.parametrize(
    "change", [{"rate": 0.1}, {"batch": 7}, {"regularizer": "l2"}, {"optimizer": "sgd"}, {"discrete": True}]
)
def test_how_it_learns_can_change_and_leaves_the_network(page, change):
    page.set()
    before = page.ask("playground_train", epochs=2)["data"]
    after = page.set(**change)
    assert after["epoch"] == 2
    np.testing.assert_array_equal(after["weights"], before["weights"])
    assert page.ask("playground_train", epochs=1)["type"] == "reply"


@pytest.mark.parametrize("change", [{"data": "xor"}, {"h1": "5"}, {"x1x2": True}, {"seed": 1}, {"noise": 20}])
def test_another_network_or_data_set_begins_anew(page, change):
    page.set()
    page.ask("playground_train", epochs=2)
    assert page.set(**change)["epoch"] == 0


def test_a_weight_set_by_hand_changes_the_output(page):
    first = page.set()
    view = page.ask("playground_weight", at=0, value=3.0)["data"]
    assert view["weights"][0] == 3
    assert not np.array_equal(view["output"], first["output"])
    assert page.ask("playground_weight", at=10_000, value=1.0)["type"] == "error"


def test_pause_ends_an_endless_run(page):
    page.set()
    page.session.handle({"id": 90, "type": "playground_train", "data": {"epochs": 0}})
    page.session.advance(0.02)
    assert page.session.busy
    assert page.messages[-1]["type"] == "playground"
    page.session.handle({"id": 91, "type": "playground_stop", "data": {}})
    page.session.advance(0.02)
    assert not page.session.busy
    assert (page.messages[-1]["id"], page.messages[-1]["type"]) == (90, "reply")


def test_a_run_that_is_set_anew_still_ends_after_its_epochs(page):
    page.set()
    page.ask("playground_train", epochs=5)
    page.session.handle({"id": 90, "type": "playground_train", "data": {"epochs": 2}})
    page.set(seed=1)
    for _ in range(200):
        page.session.advance(0.02)
    assert (page.messages[-1]["id"], page.messages[-1]["type"]) == (90, "reply")
    assert page.messages[-1]["data"]["epoch"] == 2


def test_every_vector_is_as_long_as_the_page_expects(page):
    view = page.set()
    assert len(view["output"]) == playground.GRID**2
    assert len(view["units"]) == 6 * playground.SMALL**2
    assert len(view["features"]) == len(playground.FEATURES) * playground.SMALL**2
