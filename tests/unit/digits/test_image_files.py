import sys

import numpy as np
import pytest
from PIL import Image

from nnweb.datasets import mnist
from nnweb.digits import to_mnist
from nnweb.digits.image_files import read_digit

DIGIT = mnist.load_split("test")[0][0]


@pytest.fixture
def write(tmp_path):
    def write(image, mode=None):
        image = Image.fromarray(np.asarray(image, np.uint8))
        (image.convert(mode) if mode else image).save(tmp_path / "digit.png")
        return tmp_path / "digit.png"

    return write


def test_an_image_like_mnists_is_taken_as_it_is(write):
    shifted = np.roll(DIGIT, 2, axis=0)
    np.testing.assert_array_equal(read_digit(write(shifted)), shifted)
    np.testing.assert_array_equal(read_digit(write(shifted, "RGB")), shifted)


def test_dark_on_light_and_light_on_dark_are_the_same_digit(write):
    large = np.kron(DIGIT, np.ones((7, 7), np.uint8))
    light_on_dark, dark_on_light = read_digit(write(large)), read_digit(write(255 - large))
    np.testing.assert_array_equal(dark_on_light, light_on_dark)
    difference = np.abs(light_on_dark.astype(float) - DIGIT)
    assert difference.mean() < 6


def test_grey_paper_with_grain_is_paper(write):
    rng = np.random.Generator(np.random.PCG64(0))
    ink = np.kron(DIGIT, np.ones((5, 5))) / 255
    digit = read_digit(write(200 - 150 * ink + rng.normal(0, 4, ink.shape)))
    assert np.abs(digit.astype(float) - read_digit(write(255 - 255 * ink))).mean() < 6


def test_transparency_is_white_paper(write):
    large = np.kron(DIGIT, np.ones((7, 7), np.uint8))
    rgba = np.zeros((*large.shape, 4), np.uint8)
    rgba[..., 3] = large  # black ink, transparent elsewhere
    np.testing.assert_array_equal(read_digit(write(rgba)), read_digit(write(255 - large)))


def test_a_small_dark_digit_on_light_is_redrawn(write):
    np.testing.assert_allclose(
        read_digit(write(255 - DIGIT)), to_mnist(np.where(DIGIT < 51, 0, DIGIT)), atol=1
    )


@pytest.mark.parametrize("grey", [0, 255, 128])
def test_a_blank_image_is_told(write, grey):
    with pytest.raises(
        ValueError, match=r"stands out from its paper. Received: .*digit.png, which looks blank"
    ):
        read_digit(write(np.full((50, 50), grey)))


def test_what_is_no_image_is_told(tmp_path):
    path = tmp_path / "note.png"
    path.write_text("a note")
    with pytest.raises(ValueError, match=r"Expected an image.*Received: .*note.png"):
        read_digit(path)
    with pytest.raises(FileNotFoundError):
        read_digit(tmp_path / "none.png")


def test_without_pillow_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ModuleNotFoundError, match=r'pip install "nnweb\[images\]"'):
        read_digit("digit.png")
