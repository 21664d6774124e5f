"""The game's rounds, without a browser."""

import game
import numpy as np
import pytest

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling

CONFIG = {"kind": "mixed", "level": "mixed", "mask": "strokes", "rounds": 10, "seed": 7}


@pytest.fixture(scope="module")
def model():
    images, labels = mnist.load_split("train")
    layers = [Rescaling(1 / 255, input_shape=(28, 28)), Flatten(), Dense(16, "relu"), Dense(10, "softmax")]
    model = Sequential(layers, seed=0)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images[:3000], labels[:3000], epochs=2, verbose=0)
    return model


def pixels(game, what="images"):
    return game[what]["values"].reshape(game[what]["shape"])


@pytest.mark.parametrize("kind", ["mixed", *game.AMOUNTS])
@pytest.mark.parametrize("mask", game.MASKS)
def test_the_network_answers_from_the_very_pixels_that_are_shown(kind, mask, model):
    played = game.rounds(CONFIG | {"kind": kind, "mask": mask}, model, model)
    images = pixels(played)
    assert images.dtype == pixels(played, "masks").dtype == np.uint8
    assert images.shape == pixels(played, "masks").shape == (10, 28, 28)
    probabilities = model.predict(images, verbose=0)
    assert played["answers"] == probabilities.argmax(axis=1).tolist()
    np.testing.assert_allclose(played["probabilities"], probabilities.max(axis=1), atol=1e-5)
    assert len(set(played["indices"])) == 10
    np.testing.assert_array_equal(played["labels"], mnist.load_split("test")[1][played["indices"]])
    assert len(played["milliseconds"]) == 10


def test_the_same_seed_makes_the_same_pixels_and_another_seed_others(model):
    one, same, other = (game.rounds(CONFIG | {"seed": seed}, model, model) for seed in (7, 7, 8))
    for what in ("images", "masks"):
        np.testing.assert_array_equal(pixels(one, what), pixels(same, what))
    assert one["indices"] == same["indices"] != other["indices"]
    # Whoever plays, and whatever the mask, the pixels are the same.
    masked = game.rounds(CONFIG | {"kind": "noise", "mask": "noise"}, model, model)
    plain = game.rounds(CONFIG | {"kind": "noise", "mask": "scramble"}, model, model)
    np.testing.assert_array_equal(pixels(masked), pixels(plain))


def test_kinds_and_levels_come_equally_often(model):
    played = game.rounds(CONFIG | {"rounds": 40}, model, model)
    assert sorted(played["kinds"]) == sorted(game.MIXED * 8)
    assert {level: played["levels"].count(level) for level in game.LEVELS} == {
        "mild": 14,
        "medium": 13,
        "strong": 13,
    }


def test_the_ambiguous_ones_are_those_the_network_doubts(model):
    images, _ = mnist.load_split("test")
    played = game.rounds(CONFIG | {"kind": "ambiguous", "level": "strong"}, model, model)
    doubt = [-(p * np.log(p)).sum() for p in model.predict(images, verbose=0).astype(float) + 1e-12]
    assert np.median(np.array(doubt)[played["indices"]]) > np.quantile(doubt, 0.98)


def test_a_blend_is_scored_by_the_digit_that_weighs_more(model):
    played = game.rounds(CONFIG | {"kind": "blend", "level": "strong"}, model, model)
    first = mnist.load_split("test")[0][played["indices"]].astype(float)
    second = (pixels(played) - 0.55 * first) / 0.45
    assert second.min() > -3
    assert second.max() < 258


@pytest.mark.parametrize("wrong", [{"kind": "fog"}, {"rounds": 41}, {"seed": -1}, {"mask": "none"}])
def test_what_cannot_be_is_refused(wrong, model):
    with pytest.raises(ValueError, match="Received"):
        game.rounds(CONFIG | wrong, model, model)
