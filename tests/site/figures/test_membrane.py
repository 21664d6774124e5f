import pytest
from figures import action_potential, firing_rate, membrane


def test_the_spikes_come_at_the_rate_that_is_written():
    result = membrane.numbers(membrane.FIGURE.check({"current": 2.0}))
    assert result["spikes"][1] - result["spikes"][0] == pytest.approx(1000 / result["rate"])
    assert membrane.values(result)["rate"] == "56.0\u00a0Hz"


def test_below_the_rheobase_there_is_no_interval():
    result = membrane.numbers(membrane.FIGURE.check({"current": 1.5}))
    assert len(result["spikes"]) == 0
    assert membrane.values(result)["interval"] == "–"


@pytest.mark.parametrize("refractory", [2.0, 4.0, 20.0])
def test_relu_and_sigmoid_are_scaled_as_the_caption_says(refractory):
    result = firing_rate.numbers(firing_rate.FIGURE.check({"current": 10.0, "refractory": refractory}))
    rate, relu, sigmoid = result["outputs"]
    assert relu == pytest.approx(rate)
    assert sigmoid == pytest.approx(rate / (1 + 2.718281828**-5))
    silent = firing_rate.numbers(firing_rate.FIGURE.check({"current": 1.5, "refractory": refractory}))
    assert silent["outputs"][:2] == (0, 0)


def test_as_many_spikes_are_drawn_as_the_rate_says():
    result = firing_rate.numbers(firing_rate.FIGURE.check({"current": 5.0}))
    assert len(result["spikes"]) == pytest.approx(result["outputs"][0] * 0.2, abs=1)


@pytest.mark.parametrize(
    ("strength", "gap", "fired"),
    [
        (13, 10, (False, False)),
        (14, 19, (True, True)),
        (20, 10, (True, False)),
        (60, 10, (True, True)),
        (80, 5, (True, False)),
    ],
)
def test_the_second_pulse_is_answered_when_the_axon_has_recovered(strength, gap, fired):
    state = action_potential.FIGURE.check({"strength": strength, "gap": gap})
    assert action_potential.numbers(state)["fired"] == fired


def test_the_end_of_the_first_spike_is_no_second():
    state = action_potential.FIGURE.check({"strength": 14, "gap": 4})
    assert action_potential.numbers(state)["rises"][1] < 10
