"""You against the network: the rounds of a game. A config in, plain values and arrays out."""

from __future__ import annotations

import time
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from figures.controls import Choice, Control, Number
from lab_run import TEST_BATCH

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.digits import disturbances
from nnweb.ops.arrays import Array

Message = dict[str, Any]

LEVELS = ("mild", "medium", "strong")

# How much of each disturbance a level means; for "ambiguous", among how many of the test images of which the
# shipped network is least sure. On 1,000 test images the shipped network then reads about 85, 55 and 35 %.
AMOUNTS: dict[str, tuple[float, float, float]] = {
    "noise": (0.2, 0.4, 0.6),
    "salt_and_pepper": (0.1, 0.2, 0.35),
    "cut": (0.2, 0.35, 0.5),
    "occlude": (0.2, 0.35, 0.5),
    "ambiguous": (1000, 400, 100),
    "blend": (0.3, 0.38, 0.45),
}
# A blend holds two digits, so it is played only by those who choose it.
MIXED = tuple(kind for kind in AMOUNTS if kind != "blend")
MASKS = ("strokes", "noise", "scramble")
ROUNDS = (10, 20, 40)

# What the reader can set, and how it first stands. Other seeds make games too: those of practice lie beyond.
CONTROLS: tuple[Control, ...] = (
    Choice("kind", "mixed", ("mixed", *AMOUNTS)),
    Choice("level", "mixed", ("mixed", *LEVELS)),
    Choice("mask", "strokes", MASKS),
    Choice("rounds", "20", tuple(map(str, ROUNDS))),
    Number("seed", 1, 0, 999_999, 1),
)


def rounds(config: Message, answering: Sequential, shipped: Sequential) -> Message:
    """Return a game's images, masks and labels, and what the network answers to the very same pixels.

    Args:
        config: `kind` (of AMOUNTS, or "mixed"), `level` (of LEVELS, or "mixed"), `mask` (of MASKS), `rounds`
            (1 to the most of ROUNDS) and `seed`. The same config makes the same pixels.
        answering: the network that plays.
        shipped: the network whose doubt chooses the ambiguous ones, whoever plays.
    """
    count, seed = _check(config)
    images, labels = mnist.load_split("test")
    # Chance is drawn for each purpose apart: another disturbance or mask shows the same digits.
    order = np.random.default_rng([seed, 0]).permutation(len(images))
    rng = np.random.default_rng([seed, 1])
    kinds = _spread(config["kind"], MIXED, count, rng)
    levels = _spread(config["level"], LEVELS, count, rng)
    shown, masks, played = [], [], []
    for i, (kind, level) in enumerate(zip(kinds, levels, strict=True)):
        index = int(order[i])
        rng, mask_rng = (np.random.default_rng([seed, purpose, i]) for purpose in (2, 3))
        amount = AMOUNTS[kind][LEVELS.index(level)]
        if kind == "ambiguous":
            doubtful = np.setdiff1d(_by_doubt(shipped, images)[: int(amount)], played, assume_unique=True)
            index = int(rng.choice(doubtful))
        played.append(index)
        image = images[index]
        if kind == "blend":
            others = order[count:][labels[order[count:]] != labels[index]]
            image = disturbances.blend(image, images[rng.choice(others)], amount)
        elif kind != "ambiguous":
            image = getattr(disturbances, kind)(image, amount, rng)
        shown.append(image)
        masks.append(_mask(config["mask"], image, images[order[-6 * (i + 1) : -6 * i or None]], mask_rng))
    stimulus = np.array(shown)
    return {
        "images": {"values": stimulus.ravel(), "shape": list(stimulus.shape)},
        "masks": {"values": np.array(masks).ravel(), "shape": list(stimulus.shape)},
        "labels": [int(labels[index]) for index in played],
        "indices": played,
        "kinds": kinds,
        "levels": levels,
        **_answers(answering, stimulus),
    }


def _check(config: Message) -> tuple[int, int]:
    for control in CONTROLS:
        if control.key not in ("rounds", "seed"):
            control.check(config[control.key])
    count, seed = int(config["rounds"]), int(config["seed"])
    if not 1 <= count <= ROUNDS[-1] or seed < 0:
        raise ValueError(
            f"Expected 1 to {ROUNDS[-1]} rounds and a seed of at least 0. Received: {count} and {seed}"
        )
    return count, seed


def _spread(choice: str, all_of_them: tuple[str, ...], count: int, rng: np.random.Generator) -> list[str]:
    """The one chosen, every time; or each as often as the others, in any order."""
    if choice != "mixed":
        return [choice] * count
    return [all_of_them[int(i) % len(all_of_them)] for i in rng.permutation(count)]


def _mask(name: str, image: Array, others: Array, rng: np.random.Generator) -> Array:
    if name == "noise":
        return disturbances.noise_mask(rng)
    return disturbances.scramble(image, rng) if name == "scramble" else disturbances.strokes_mask(others, rng)


_doubt: WeakKeyDictionary[Sequential, Array] = WeakKeyDictionary()


def _by_doubt(model: Sequential, images: Array) -> Array:
    """The images' numbers, the one first whose ten probabilities have the largest entropy."""
    if model not in _doubt:
        sure = model.predict(images, batch_size=TEST_BATCH, verbose=0).astype(np.float64)
        entropy = -(sure * np.log(sure + 1e-12)).sum(axis=1)
        _doubt[model] = np.argsort(-entropy, kind="stable")
    return _doubt[model]


def _answers(model: Sequential, images: Array) -> Message:
    """One image at a time, as the reader gets them; the first, untimed, is for the caches."""
    model.predict(images[:1], verbose=0)
    digits, sure, milliseconds = [], [], []
    for image in images:
        started = time.perf_counter()
        probabilities = model.predict(image[None], verbose=0)[0]
        milliseconds.append((time.perf_counter() - started) * 1000)
        digits.append(int(probabilities.argmax()))
        sure.append(float(probabilities.max()))
    return {"answers": digits, "probabilities": sure, "milliseconds": milliseconds}
