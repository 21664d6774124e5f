import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from PIL import Image

from nnweb import cli
from nnweb.cli import arguments, commands, serve
from nnweb.datasets import mnist

SHORT = ["train", "--epochs", "1", "--train-images", "3000", "--hidden-units", "32", "--seed", "1"]


def run(capsys, *arguments):
    """Return exit code, standard output and standard error of a command line."""
    try:
        code: Any = cli.main([str(each) for each in arguments])
    except SystemExit as exit:
        code = exit.code
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "digits.npz"
    assert cli.main([*SHORT, "--save", str(path)]) == 0
    return path


def test_train_prints_epochs_and_test_accuracy(capsys, tmp_path):
    code, out, err = run(capsys, *SHORT, "--save", tmp_path / "m.npz")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Epoch 1/1 - ")
    assert re.fullmatch(r"Test accuracy: 0\.\d{4}", lines[2])
    assert float(lines[2].split()[-1]) > 0.75
    assert lines[3] == f"Saved to {tmp_path / 'm.npz'} (seed 1)"


def test_the_seed_repeats_a_run(capsys):
    results = {
        run(capsys, *SHORT, "--optimizer", "sgd", "--learning-rate", "0.1")[1].splitlines()[-1] for _ in "ab"
    }
    assert len(results) == 1


def test_evaluate_agrees_with_train(capsys, saved):
    code, out, _ = run(capsys, "evaluate", saved)
    again = run(capsys, *SHORT)[1]
    assert code == 0
    assert out.splitlines() == again.splitlines()[1:3]


def test_predict_prints_file_digit_and_probability(capsys, saved, tmp_path):
    images, labels = mnist.load_split("test")
    paths = []
    for index in range(20):
        paths.append(tmp_path / f"{index}.png")
        Image.fromarray(255 - np.kron(images[index], np.ones((4, 4), np.uint8))).save(paths[-1])
    code, out, err = run(capsys, "predict", "--model", saved, *paths)
    rows = [line.split("\t") for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [row[0] for row in rows] == [str(path) for path in paths]
    assert sum(int(row[1]) == label for row, label in zip(rows, labels[:20], strict=True)) >= 15
    assert all(0.1 <= float(row[2]) <= 1 for row in rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["predict", "7.png"], "Make one with: nnweb train --save digits.npz"),
        (["evaluate", "none.npz"], "Expected a file none.npz. There is none."),
        (["evaluate", __file__], "to be a model nnweb saved"),
        (["evaluate", "."], "Is a directory: ."),
        (
            ["train", "--train-images", "60001"],
            "Expected --train-images to be at most 60000. Received: 60001",
        ),
        (["train", "--save", "no/such/folder/m.npz"], "in a folder that exists"),
        (
            ["train", "--learning-rate", "1e30", "--optimizer", "sgd", "--train-images", "500"],
            "Training diverged",
        ),
        (["serve", "no/such/folder"], "Run `make build`"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_code_1(capsys, arguments, message):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert message in err
    assert err.startswith(f"nnweb {arguments[0]}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: command"),
        (["fly"], "invalid choice: 'fly'"),
        (["train", "--epochs", "0"], "expected a whole number of 1 or more, received '0'"),
        (["train", "--learning-rate", "-1"], "expected a number above 0"),
        (["train", "--optimizer", "adan"], "invalid choice: 'adan'"),
        (["predict"], "FILE.png"),
        (["serve", "--port", "70000"], "expected a port, 0 to 65535, received '70000'"),
    ],
)
def test_a_wrong_command_line_is_code_2(capsys, arguments, message):
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert message in err


@pytest.mark.parametrize("command", arguments.EXAMPLES)
def test_every_command_has_help_with_examples(capsys, command):
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert "examples:\n  " in out
    # Every example is a command line that parses.
    for line in arguments.EXAMPLES[command].splitlines()[1:]:
        words = line.split("nnweb ", 1)[1].split()
        assert arguments._parser().parse_args(words).command == command


def test_serve_takes_port_from_the_environment(monkeypatch, capsys):
    called = []
    monkeypatch.setattr(serve, "serve", lambda *arguments: called.append(arguments))
    monkeypatch.setenv("PORT", "9001")
    assert run(capsys, "serve")[0] == 0
    assert run(capsys, "serve", "site", "--port", "9002", "--host", "0.0.0.0")[0] == 0  # noqa: S104
    assert called == [("build/site", "127.0.0.1", 9001), ("site", "0.0.0.0", 9002)]  # noqa: S104
    monkeypatch.setenv("PORT", "abc")
    assert run(capsys, "serve")[0] == 2


def test_ctrl_c_ends_without_a_traceback(monkeypatch, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "evaluate", interrupt)
    assert run(capsys, "evaluate", "m.npz") == (1, "", "\nInterrupted.\n")


def test_python_m_nnweb_is_nnweb():
    done = subprocess.run(
        [sys.executable, "-m", "nnweb", "evaluate", "none.npz"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "nnweb evaluate: Expected a file none.npz. There is none.\n"
    version = subprocess.run([sys.executable, "-m", "nnweb", "--version"], capture_output=True, text=True)
    assert re.fullmatch(r"nnweb \d+\.\d+\.\d+\n", version.stdout)
