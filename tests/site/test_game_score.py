"""The game's score, without a browser."""

import pytest
from game_score import score, sign_test


def test_the_score_adds_up():
    labels, reader, network = [1, 1, 2, 3], [1, 7, 2, 5], [1, 1, 5, 5]
    scored = score(labels, reader, network, {"kind": ["cut", "cut", "noise", "noise"]})
    assert scored["count"] == 4
    assert scored["reader"]["right"] == scored["network"]["right"] == 2
    assert (scored["only_reader"], scored["only_network"]) == (1, 1)
    assert (scored["both_wrong"], scored["same_mistake"], scored["chance"]) == (1, 1, 1)
    assert [(each["name"], each["count"], each["reader"], each["network"]) for each in scored["groups"]] == [
        ("noise", 2, 1, 0),
        ("cut", 2, 1, 2),
    ]
    assert scored["confusion"]["reader"][1][7] == scored["confusion"]["network"][2][5] == 1
    assert sum(map(sum, scored["confusion"]["reader"])) == 4


def test_sign_test_by_hand():
    assert sign_test(0, 0) == 1
    assert sign_test(3, 3) == 1
    assert sign_test(5, 0) == sign_test(0, 5) == pytest.approx(2 / 32)
    assert sign_test(4, 1) == pytest.approx(2 * (1 + 5) / 32)
