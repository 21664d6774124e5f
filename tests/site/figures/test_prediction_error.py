import pytest
from figures import conditioning, prediction_error


def test_the_error_is_at_the_reward_first_and_at_the_cue_in_the_end():
    first, last = (
        prediction_error.numbers(prediction_error.FIGURE.check({"trial": trial})) for trial in (1, 60)
    )
    assert first["errors"][prediction_error.REWARD] == 1
    assert last["errors"][prediction_error.CUE] == pytest.approx(1, abs=0.01)


def test_the_reward_left_out_is_a_dip_in_its_trial_only():
    state = {"trial": prediction_error.OMITTED, "alpha": 0.6}
    without = prediction_error.numbers(prediction_error.FIGURE.check(state))
    usual = prediction_error.numbers(prediction_error.FIGURE.check(state | {"omit": False}))
    assert without["errors"][prediction_error.REWARD] == pytest.approx(-1, abs=0.01)
    assert usual["errors"][prediction_error.REWARD] == pytest.approx(0, abs=0.01)
    assert (without["given"], usual["given"]) == (False, True)


def test_conditioning_without_reward_from_then_on():
    once = conditioning.numbers(conditioning.FIGURE.check({"omit": 20}))
    always = conditioning.numbers(conditioning.FIGURE.check({"omit": 20, "for_good": True}))
    assert (once["rewards"] == 0).sum() == 1
    assert (always["rewards"] == 0).sum() == 21
    assert always["predictions"][-1] == pytest.approx(once["predictions"][19] * 0.8**20)
