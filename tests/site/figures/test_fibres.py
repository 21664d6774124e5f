import numpy as np
import pytest
from figures import conduction_speed, saltatory

from nnweb.brain import conduction_velocity


def test_an_axon_as_fast_without_myelin():
    result = conduction_speed.numbers(conduction_speed.FIGURE.check({"diameter": 10.0}))
    assert result["fast"] == pytest.approx(60)
    assert conduction_velocity(result["equal"], myelinated=False) == pytest.approx(60)
    assert conduction_speed.values(result)["equal"] == "3.8\u00a0mm"


@pytest.mark.parametrize("diameter", [5.0, 10.0, 20.0])
def test_only_with_myelin_has_the_spike_passed_the_end_after_2_ms(diameter):
    result = saltatory.numbers(saltatory.FIGURE.check({"diameter": diameter, "time": 2.0}))
    assert result["front"]["myelinated"] == 60
    assert 3 < result["front"]["bare"] < 10
    assert len(result["nodes"]) == pytest.approx(60 / (0.1 * diameter) + 1, abs=1)


def test_the_spike_covers_many_nodes_at_once():
    result = saltatory.numbers(saltatory.FIGURE.check({"diameter": 10.0, "time": 0.8}))
    assert np.count_nonzero(result["at_nodes"] > saltatory.ACTIVE) > 10
