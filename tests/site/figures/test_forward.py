"""The classifier taken apart: the same numbers as predict's, and parts that add up to the whole."""

import re

import numpy as np
import pytest
from builder.figures import given as given_at_build
from figures import classifier, figure, forward, misread
from figures.given import Given

from nnweb import Sequential, activations
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling
from tests.site.given import GIVEN, untrained


def network(activation: str, units: int = 20) -> Sequential:
    """Return a network with biases too, as training leaves them."""
    model = Sequential(
        [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(units, activation), Dense(10, "softmax")],
        seed=3,
    )
    rng = np.random.default_rng(0)
    model.set_weights([rng.normal(0, 0.3, each.shape) for each in model.get_weights()])
    return model


@pytest.fixture
def images():
    return mnist.load_split("test")[0][:5]


def numbers(**state):
    return forward.FIGURE.compute(forward.FIGURE.check(state), GIVEN)


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_step_by_step_it_is_what_the_network_predicts(activation, images):
    model = network(activation)
    for image in images:
        passed = classifier.run(model, image)
        assert passed.p == pytest.approx(model.predict(image[None], verbose=0)[0], abs=1e-5)
        assert passed.z == pytest.approx(
            image.reshape(784) / 255 @ passed.hidden_kernel + passed.hidden_bias, abs=1e-4
        )
        assert passed.p.sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_the_pixels_parts_and_the_rest_add_up_to_the_difference_of_the_scores(activation, images):
    model, direction = network(activation), np.zeros(10)
    direction[4], direction[9] = 1, -1
    for image in images:
        passed = classifier.run(model, image)
        parts, rest = classifier.by_pixel(passed, direction)
        assert parts.sum() + rest == pytest.approx(passed.scores[4] - passed.scores[9], abs=1e-3)
        assert not parts[image.reshape(784) == 0].any()


def test_with_relu_a_pixels_part_is_its_grey_value_times_the_numerical_slope(images):
    """In float64, and with a nudge so small that no unit goes on or off by it."""
    passed, direction = classifier.run(network("relu"), images[0]), np.eye(10)[4] - np.eye(10)[9]
    x = images[0].reshape(784) / 255
    w1, b1, w2 = (
        np.asarray(each, float) for each in (passed.hidden_kernel, passed.hidden_bias, passed.kernel)
    )

    def difference(x):
        return activations.get("relu")(x @ w1 + b1) @ w2 @ direction

    parts, _ = classifier.by_pixel(passed, direction)
    for at in np.flatnonzero(x)[::9]:
        nudge = 1e-6 * np.eye(784)[at]
        slope = (difference(x + nudge) - difference(x - nudge)) / 2e-6
        assert parts[at] == pytest.approx(x[at] * slope, abs=1e-3)


def test_mistakes_are_all_wrong_and_the_surest_comes_first():
    images, labels = (each[:300] for each in mnist.load_split("test"))
    model = network("relu")
    found, p = classifier.mistakes(model, images, labels), model.predict(images, verbose=0)
    assert set(found) == set(np.flatnonzero(p.argmax(axis=1) != labels))
    sureness = p[found].max(axis=1)
    assert (np.diff(sureness) <= 0).all()
    before = len(found)
    model.set_weights([0 * each for each in model.get_weights()])  # every image a 0 now: asked anew
    assert len(classifier.mistakes(model, images, labels)) == (labels != 0).sum() != before


def test_the_chosen_unit_and_digit_are_parts_of_the_whole():
    result = numbers(index=3, down=2, across=5, digit=6)
    passed = result["passed"]
    assert result["unit"] == 21
    assert result["products"].sum() + passed.hidden_bias[21] == pytest.approx(passed.z[21], abs=1e-5)
    assert passed.a[21] == max(passed.z[21], 0)
    assert result["contributions"].sum() + passed.bias[6] == pytest.approx(passed.scores[6], abs=1e-5)
    assert (result["label"], result["index"]) == (0, 3)


def test_a_drawing_goes_the_same_way_and_no_label_is_told_of_it():
    images, labels = mnist.load_split("test")
    given = Given(network=lambda _choice: untrained(), drawing=images[7])
    words = figure.words("forward", "en")
    for step in range(9):
        state = {"step": step, "row": 12, "column": 16}
        drawn = forward.FIGURE.render("forward", state | {"source": "drawn"}, words, given)
        test = forward.FIGURE.render("forward", state | {"index": 7}, words, given)
        assert drawn["cells"] == test["cells"]
        assert f"labelled {labels[7]}" in test["said"] + "".join(test["panels"].values())
        for told in (drawn["said"], *drawn["panels"].values()):
            assert not re.search(r"labelled \d", told)
            assert "est image" not in told
        assert "no label" in drawn["said"]


def test_where_nothing_is_drawn_only_the_biases_speak_and_it_is_said():
    for language, sentence in (("en", "Nothing is drawn yet"), ("zh", "还没有写数字")):
        words = figure.words("forward", language)
        rendered = forward.FIGURE.render("forward", {"source": "drawn"}, words, GIVEN)
        assert sentence in rendered["said"]
        assert re.search("Nothing drawn|还没有写", rendered["panels"]["pixels"])
    result = numbers(source="drawn")
    assert not result["products"].any()
    assert result["passed"].z == pytest.approx(result["passed"].hidden_bias)


def test_the_readout_tells_the_pixel_that_is_marked():
    said = forward.values(numbers(row=7, column=12))
    image = mnist.load_split("test")[0][0]
    assert said["x"] == f"{image[7, 12] / 255:.2f}"
    assert said["at"] == str(28 * 7 + 12)


def test_each_step_shows_more():
    words = figure.words("forward", "en")
    drawn = [forward.FIGURE.render("forward", {"step": step}, words, GIVEN)["panels"] for step in range(9)]
    text = ["".join(panels.values()) for panels in drawn]
    assert "nothing yet" in text[4]
    assert "Activations of 128" in text[5]
    assert "One score: the 7" in text[6]
    assert len(set(text)) == 9


@pytest.mark.parametrize("units", [3, 20, 300])
@pytest.mark.parametrize("name", ["forward", "misread"])
def test_a_network_of_ones_own_may_have_another_width_and_activation(name, units):
    model = network("tanh", units)
    given, drawn = Given(network=lambda _choice: model), figure.find(name)
    for step in (8, 5):
        state = {"down": 15, "across": 7, "step": step} if name == "forward" else {}
        rendered = drawn.render(name, state | {"network": "own"}, figure.words(name, "en"), given)
        assert "nan" not in rendered["said"]
    if units == 300 and name == "forward":
        assert "128 of 300" in rendered["panels"]["layers"]


def test_a_misread_image_is_one_and_its_sums_are_said():
    result = misread.FIGURE.compute(misread.FIGURE.check({"mistake": 4}), GIVEN)
    p = untrained().predict(mnist.load_split("test")[0][result["index"]][None], verbose=0)[0]
    assert p.argmax() == result["wrong"] != result["right"]
    said = {key: float(text.replace("\N{MINUS SIGN}", "-")) for key, text in misread.values(result).items()}
    assert said["for"] + said["against"] + said["rest"] == pytest.approx(said["difference"], abs=0.03)


def test_what_the_page_tells_of_the_trained_network():
    trained, (images, labels) = given_at_build().network("shipped"), mnist.load_split("test")
    hidden = next(layer for layer in trained.layers if isinstance(layer, Dense))
    on = images.reshape(-1, 784) / np.float32(255) @ hidden.kernel + hidden.bias > 0
    each = on.sum(axis=1)
    assert round(each.mean()) == 55
    assert [round(float(share)) for share in np.percentile(each, [5, 95])] == [43, 66]
    # The figure's slider ends before the mistakes do.
    found = classifier.mistakes(trained, images, labels)
    ends = [getattr(control, "high", 0) for control in misread.FIGURE.controls if control.key == "mistake"]
    assert ends == [100]
    assert len(found) > 100
    # What the biases add is not what a blank sheet would give: other units would be on.
    passed = classifier.run(trained, images[found[0]])
    blank = classifier.run(trained, np.zeros((28, 28), np.uint8))
    direction = np.eye(10)[passed.p.argmax()] - np.eye(10)[labels[found[0]]]
    _, rest = classifier.by_pixel(passed, direction)
    assert abs(rest - direction @ blank.scores) > 0.5
    assert ((passed.a > 0) != (blank.a > 0)).any()


class Kind(Given):
    """Labels each test image as the network reads it."""

    def split(self, name):
        images, _ = super().split(name)
        return images, self.network("shipped").predict(images, verbose=0).argmax(axis=1)


def test_a_network_without_mistakes_is_drawn_too():
    model = network("relu", 7)
    kind = Kind(network=lambda _choice: model)
    rendered = misread.FIGURE.render("misread", {"mistake": 9}, figure.words("misread", "en"), kind)
    assert rendered["values"]["count"] == "0"
    assert rendered["values"]["difference"] == "0.00"
