"""The scales: what is computed equals what the built model holds, what is quoted has its source."""

import json
from pathlib import Path

import pytest
from figures import figure, scales_compared
from figures.scales_compared import MARKS, count, power_of_ten

from nnweb import Sequential
from nnweb.layers import Dense, Flatten

REFERENCES = json.loads((Path(__file__).parents[3] / "docs" / "references.json").read_text("utf-8"))


@pytest.mark.parametrize("hidden", [16, 128, 2048])
def test_the_counts_are_those_of_the_model_itself(hidden):
    model = Sequential([Flatten(input_shape=(28, 28)), Dense(hidden, "relu"), Dense(10, "softmax")])
    model.build()
    units, weights, biases = count(hidden)
    assert weights + biases == model.count_params()
    assert weights == sum(array.size for array in model.get_weights()[::2])
    assert units == biases == hidden + 10


def test_the_first_state_is_the_articles_network():
    values = scales_compared.values(scales_compared.numbers(scales_compared.FIGURE.defaults))
    assert (values["units"], values["weights"], values["parameters"]) == ("138", "101,632", "101,770")
    # The page's question says "about a billion synapses for each weight".
    assert values["times_weights"] == "1.48\u00a0×\u00a010⁹"


def test_the_fastest_model_neuron_waits_out_its_refractory_period():
    numbers = scales_compared.numbers(scales_compared.FIGURE.defaults)
    most = {(mark.panel, mark.name): value for mark, value in numbers["marks"]}["pace", "most"]
    assert most == pytest.approx(1000 / scales_compared.REFRACTORY, rel=1e-3)


def test_every_mark_is_computed_or_has_a_source_and_lies_on_its_scale():
    numbers = scales_compared.numbers(scales_compared.FIGURE.defaults)
    for mark, value in numbers["marks"]:
        assert mark.source in REFERENCES if mark.source else mark.value != mark.value, mark.name
        scale = scales_compared.X[mark.panel]
        assert scale.low <= value <= scale.high, mark.name


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.16, "0.16"),
        (80, "80"),
        (302, "302"),
        (5000, "5,000"),
        (101_632, "1.02\u00a0×\u00a010⁵"),
        (1e9, "10⁹"),
        (175e9, "1.75\u00a0×\u00a010¹¹"),
    ],
)
def test_numbers_are_written_as_powers_of_ten_once_they_are_long(value, written):
    assert power_of_ten(value) == written


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_has_every_mark_with_its_source(language):
    words, numbers = figure.words("scales_compared", language), scales_compared.numbers({"hidden": 128})
    heads, *rows = scales_compared.table(numbers, words)
    assert len(rows) == len(MARKS)
    assert {len(row) for row in rows} == {len(heads)}
    assert [row[-1] for row in rows] == [
        f"[@{mark.source}]" if mark.source else words["computed"] for mark in MARKS
    ]


def test_more_hidden_units_move_only_the_labs_own_marks():
    few, many = (
        dict(zip(MARKS, (value for _, value in scales_compared.numbers({"hidden": n})["marks"]), strict=True))
        for n in (16, 2048)
    )
    moved = {(mark.panel, mark.name) for mark in MARKS if few[mark] != many[mark]}
    assert moved == {("units", "lab"), ("connections", "lab")}
