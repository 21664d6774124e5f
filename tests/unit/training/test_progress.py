import io
import re
from itertools import pairwise

import numpy as np
import pytest

from nnweb import Sequential
from nnweb.callbacks import EpochEnd, Step
from nnweb.layers import Dense
from nnweb.training import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(show):
    for batch in (1, 2):
        show(Step("train", 0, 3, batch, 2, 0.5, {"accuracy": 0.25}, 0.5, {"accuracy": 0.25}))
    show(Step("validate", 0, 3, 1, 1, 0.5, {}, 0.5, {}))
    show(EpochEnd(0, 3, {"loss": 0.5, "val_loss": 0.75, "seconds": 1.25}))
    return show.out.getvalue()


def test_a_pipe_gets_one_plain_line_an_epoch():
    assert (
        run(progress.choose("auto", io.StringIO())) == "Epoch 1/3 - 1.2s - loss: 0.5000 - val_loss: 0.7500\n"
    )


def test_a_terminal_gets_a_bar_that_is_redrawn(monkeypatch):
    monkeypatch.setattr(progress, "REDRAW", 0)
    out = run(progress.choose("auto", Terminal()))
    lines = out.split("\n")
    assert lines[0] == "Epoch 1/3"
    assert lines[2] == ""
    redrawn = lines[1].split("\r")[1:]
    assert re.match(r"1/2 ━{10}─{10} ETA \d+s - loss: 0.5000 - accuracy: 0.2500$", redrawn[0])
    assert redrawn[1].startswith("2/2 " + "━" * 20)
    assert "validating" in redrawn[2]
    assert redrawn[3].rstrip() == "━" * 20 + " 1.2s - loss: 0.5000 - val_loss: 0.7500"
    assert all(len(now) >= len(before.rstrip()) for before, now in pairwise(redrawn))


def test_a_bar_is_not_redrawn_for_every_batch():
    out = Terminal()
    bar = progress.choose(1, out)
    for batch in range(1, 1001):
        bar(Step("train", 0, 1, batch, 1000, 0.5, {}, 0.5, {}))
    assert out.getvalue().count("\r") < 20


def test_verbose_zero_is_silent_and_two_is_lines():
    assert run(progress.choose(0, Terminal())) == ""
    assert run(progress.choose(2, Terminal())).count("\n") == 1
    with pytest.raises(ValueError, match=r"Expected verbose to be 'auto', 0, 1 or 2. Received: verbose=3"):
        progress.choose(3)


def test_fit_prints_to_what_standard_output_is_now(capsys):
    model = Sequential([Dense(1, input_shape=(1,))], seed=0)
    model.compile("sgd", "mse")
    model.fit(np.ones((4, 1)), np.ones((4, 1)), epochs=2)
    assert re.fullmatch(r"(Epoch \d/2 - \d\.\ds - loss: \d\.\d{4}\n){2}", capsys.readouterr().out)
