"""What "Show the Python" prints is what the figure shows first."""

import re
import subprocess
import sys

import pytest
from builder.paths import ROOT
from figures import figure


def test_of_the_five_rates_two_end_equally_far_one_stays_and_one_flies_off():
    printed = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "lessons" / "descent_rates.py")],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout  # fmt: skip
    ends = dict(re.findall(r"([\d.]+): .* w = ([+-][\d.]+)", printed))
    assert ends["0.01"] == ends["0.09"] == "+0.0115"
    assert ends["0.05"] == "+0.0000"
    assert ends["0.1"] == "+1.0000", "as far as it began"
    assert float(ends["0.11"]) > 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("descent", ["loss"]),
        ("optimizer_race", ["sgd_loss", "momentum_loss", "rmsprop_loss", "adam_loss"]),
        ("batch_noise", ["loss", "lowest"]),
    ],
)
def test_it_prints_the_first_states_losses(name, shown):
    program = ROOT / "examples" / "lessons" / f"{name}.py"
    printed = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    losses = [float(each) for each in re.findall(r"loss ([\d.]+)", printed)]
    values = figure.find(name).render(name, {}, figure.words(name, "en"))["values"]
    for key in shown:
        assert any(abs(float(values[key]) - each) < 0.06 * each + 1e-9 for each in losses), key
