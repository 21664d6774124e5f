import math

import numpy as np
import pytest
from figures import neuron


def numbers(**state):
    return neuron.numbers(neuron.FIGURE.check(state))


def test_the_sum_and_the_output():
    result = numbers(w1=1.0, w2=-0.8, b=0.4, x1=0.9, x2=-0.5, activation="tanh")
    assert result["products"] == pytest.approx([0.9, 0.4])
    assert result["z"] == pytest.approx(1.7)
    assert result["y"] == pytest.approx(math.tanh(1.7))


@pytest.mark.parametrize(
    ("activation", "y"),
    [
        ("linear", -0.5),
        ("step", 0),
        ("sigmoid", 1 / (1 + math.exp(0.5))),
        ("tanh", math.tanh(-0.5)),
        ("relu", 0),
    ],
)
def test_each_activation(activation, y):
    assert numbers(w1=0, w2=0, b=-0.5, activation=activation)["y"] == pytest.approx(y)


def test_the_step_is_0_at_0():
    assert neuron.step(np.array([-1, 0, 1e-9])).tolist() == [0, 0, 1]


def test_without_weights_there_is_no_line():
    assert neuron._border(numbers(w1=0, w2=0)) == ""
    assert "z = 0" in neuron._border(numbers(w1=1, w2=0, b=0))
