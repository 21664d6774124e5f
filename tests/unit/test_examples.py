import runpy
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def accuracy_of_the_program():
    done = subprocess.run(
        [sys.executable, EXAMPLES / "article.py"],
        capture_output=True,
        text=True,
        check=True,
        cwd=EXAMPLES.parent,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 6
    assert lines[4].startswith("Epoch 5/5 - ")
    words, accuracy = lines[5].rsplit(" ", 1)
    assert words == "Test accuracy:"
    return float(accuracy)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("I feel lost!", "When was it that you did not feel lost?"),
        (
            "It is because you hate my ideas.",
            "If it were not so that I hate your ideas, what would be different?",
        ),
        ("My dog is old, because it is", "If it were not so that it is, what would be different?"),
        ("My dog is old", "Your dog seems to be on your mind."),
        ("因为你不听我说话。", "假如不是我不听你说话，会有什么不同？"),
        ("今天天气好", "还有呢？"),
        ("", "And what else?"),
    ],
)
def test_the_answering_program_turns_words_round_by_its_rules(said, answered):
    assert runpy.run_path(str(EXAMPLES / "lessons" / "answers.py"))["answer"](said) == answered


@pytest.mark.slow
def test_the_articles_program_reaches_97_percent():
    # It names no seed. Over fourteen seeds the accuracy was 0.976 on average, deviation 0.002: about
    # one run in two hundred ends below 0.97, and gets a second try.
    assert accuracy_of_the_program() >= 0.97 or accuracy_of_the_program() >= 0.97
