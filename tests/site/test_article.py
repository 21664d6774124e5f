"""The article's program beside ours: every line is explained, with the shapes and numbers it has."""

import re

import numpy as np
import pytest
from builder.article import draw_article, notes, program_lines
from builder.paths import ROOT

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten


def note(start):
    (found,) = (each for each in notes() if each["line"].startswith(start))
    return found


def test_every_line_of_the_program_is_explained_in_order():
    assert [each["line"] for each in notes()] == program_lines()


def test_only_the_import_lines_differ_as_the_article_has_them():
    for each in notes():
        assert each["line"].startswith("from nnweb") == ("keras" in each)
        if "keras" in each:
            assert each["keras"].startswith("from tensorflow.keras.")
            assert each["keras"].partition(" import ")[2] == each["line"].partition(" import ")[2]


def test_every_note_says_something_in_both_languages():
    for each in notes():
        assert each["en"].endswith(".")
        assert each["zh"].endswith("。")
        assert re.search("[一-鿿]", each["zh"])


def test_shapes_and_numbers_are_those_of_the_program():
    model = Sequential(
        [Flatten(input_shape=(28, 28)), Dense(128, activation="relu"), Dense(10, activation="softmax")]
    )
    kernel_1, bias_1, kernel_2, bias_2 = model.get_weights()
    for kernel, bias in ((kernel_1, bias_1), (kernel_2, bias_2)):
        inputs, units = kernel.shape
        found = note(f"model.add(Dense({units}")
        assert f"kernel {list(kernel.shape)}" in found["shapes"]
        assert f"bias {list(bias.shape)}" in found["shapes"]
        count = f"{inputs} · {units} + {units} = {kernel.size + bias.size:,}"
        assert count in found["en"]
        assert count in found["zh"]
    assert f"parameters [{model.count_params()}]" in note("model.compile")["shapes"]
    (x, y), (x_test, y_test) = mnist.load_data()
    named = {"x_train": x, "y_train": y, "x_test": x_test, "y_test": y_test}
    shapes = [f"{name} {list(array.shape)}" for name, array in named.items()]
    assert note("(x_train")["shapes"] == shapes
    batch = model.gather(x, np.arange(32))
    assert f"x {list(batch.shape)}" in note("model.fit")["shapes"]
    assert f"y_pred {list(model.predict(batch, verbose=0).shape)}" in note("model.fit")["shapes"]
    assert f"{len(x) // 32:,} steps" in note("model.fit")["en"]
    assert f"{len(x) // 32:,} 步" in note("model.fit")["zh"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_line_is_open_before_any_script_and_links_lead_to_lessons(language):
    html = draw_article(language)
    assert html.count("<details") == len(notes())
    assert len(re.findall(r"<details[^>]* open", html)) == 1
    for name in re.findall(r'href="\.\./([^"]*)/"', html):
        assert (ROOT / "docs" / language / f"{name}.md").is_file()
