import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nnweb import Sequential
from nnweb.datasets import mnist
from nnweb.digits import to_mnist
from nnweb.layers import Dense, Flatten, Rescaling

RNG = np.random.Generator(np.random.PCG64(0))


def redrawn(image, resampling):
    """Return an MNIST image as if drawn on a 280x280 pad: larger, elsewhere."""
    side = int(RNG.integers(150, 260))
    top, left = RNG.integers(0, 281 - side, 2)
    pad = np.zeros((280, 280), np.uint8)
    pad[top : top + side, left : left + side] = np.asarray(
        Image.fromarray(image).resize((side, side), resampling)
    )
    return pad


def test_mnists_own_images_come_back_as_they_are():
    images, _ = mnist.load_split("test")
    for image in images[:300]:
        np.testing.assert_array_equal(to_mnist(image), image)


def test_redrawn_images_come_back_close():
    images, _ = mnist.load_split("test")
    apart = [
        np.abs(to_mnist(redrawn(i, Image.Resampling.NEAREST)).astype(float) - i).mean() for i in images[:200]
    ]
    assert np.median(apart) < 2  # of 255, where the images' own mean is 34
    assert np.mean(apart) < 4


def test_a_network_reads_redrawn_digits_as_well():
    x, y = mnist.load_split("train")
    images, labels = (each[:500] for each in mnist.load_split("test"))
    model = Sequential([Rescaling(1 / 255), Flatten(), Dense(64, "relu"), Dense(10, "softmax")], seed=0)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x[:20000], y[:20000], epochs=2, verbose=0)
    again = np.stack([to_mnist(redrawn(image, Image.Resampling.BILINEAR)) for image in images])
    before, after = (model.evaluate(each, labels)[1] for each in (images, again))
    assert before > 0.9
    assert after >= before - 0.02


@given(
    height=st.integers(1, 60),
    width=st.integers(1, 60),
    top=st.integers(0, 30),
    left=st.integers(0, 30),
    value=st.integers(1, 255),
)
def test_a_bar_of_any_size_fills_the_box_and_sits_in_the_middle(height, width, top, left, value):
    drawing = np.zeros((100, 100), np.uint8)
    drawing[top : top + height, left : left + width] = value
    image = to_mnist(drawing)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    assert max(len(rows), len(columns)) == 20
    assert min(len(rows), len(columns)) == max(1, round(20 * min(height, width) / max(height, width)))
    assert image.max() == value
    for places in (rows, columns):
        assert abs(places.mean() - 14) <= 0.5


def test_where_the_drawing_lies_changes_nothing():
    stroke = RNG.integers(0, 256, (50, 30)).astype(np.uint8)
    stroke[0, 0] = stroke[-1, -1] = 255
    one, other = np.zeros((2, 280, 280), np.uint8)
    one[:50, :30] = stroke
    other[230:, 250:] = stroke
    np.testing.assert_array_equal(to_mnist(one), to_mnist(other))


def test_a_heavy_corner_stays_inside():
    drawing = np.zeros((100, 100), np.uint8)
    drawing[0, 0] = drawing[99, 99] = 1
    drawing[90:, 90:] = 255
    assert to_mnist(drawing).any()


@pytest.mark.parametrize("shape", [(280, 280), (1, 1), (0, 5), (0, 0)])
def test_an_empty_drawing_is_blank(shape):
    np.testing.assert_array_equal(to_mnist(np.zeros(shape, np.uint8)), np.zeros((28, 28)))


def test_one_pixel_is_a_drawing():
    drawing = np.zeros((280, 280), np.uint8)
    drawing[3, 200] = 255
    assert to_mnist(drawing).any()


def test_it_is_fast():
    pad = redrawn(mnist.load_split("test")[0][0], Image.Resampling.BILINEAR)

    def once():
        started = time.perf_counter()
        to_mnist(pad)
        return time.perf_counter() - started

    assert min(once() for _ in range(20)) < 0.002


@pytest.mark.parametrize("drawing", [np.zeros((3, 3)), np.zeros(9, np.uint8), np.zeros((1, 3, 3), np.uint8)])
def test_another_array_is_told(drawing):
    with pytest.raises(ValueError, match=r"Expected a drawing of uint8, shape \(height, width\).*Received"):
        to_mnist(drawing)
