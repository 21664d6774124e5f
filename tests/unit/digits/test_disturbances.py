import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnweb.datasets import mnist
from nnweb.digits import disturbances

IMAGES, LABELS = mnist.load_split("test")
DISTURBED = [disturbances.noise, disturbances.salt_and_pepper, disturbances.cut, disturbances.occlude]


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("disturb", DISTURBED)
@given(share=st.floats(0, 1), index=st.integers(0, 200))
def test_an_image_stays_an_image_and_the_original_as_it_was(disturb, share, index):
    before = IMAGES[index].copy()
    disturbed = disturb(IMAGES[index], share, rng())
    assert disturbed.dtype == np.uint8
    assert disturbed.shape == (28, 28)
    np.testing.assert_array_equal(IMAGES[index], before)


@pytest.mark.parametrize("disturb", DISTURBED)
def test_the_same_seed_makes_the_same_pixels_and_nothing_leaves_the_image_as_it_is(disturb):
    one, same, other = (disturb(IMAGES[0], 0.4, rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()
    np.testing.assert_array_equal(disturb(IMAGES[0], 0.0, rng()), IMAGES[0])


@pytest.mark.parametrize("disturb", DISTURBED)
def test_a_blank_image_has_nothing_to_hide(disturb):
    blank = np.zeros((28, 28), np.uint8)
    assert disturb(blank, 0.5, rng()).shape == (28, 28)


def test_noise_has_the_asked_spread():
    grey = np.full((28, 28), 128, np.uint8)
    spread = np.std([disturbances.noise(grey, 0.1, rng(seed)) for seed in range(40)])
    assert spread == pytest.approx(25.5, rel=0.03)


def test_salt_and_pepper_touches_the_asked_share_half_of_it_ink():
    grey = np.full((28, 28), 128, np.uint8)
    many = np.array([disturbances.salt_and_pepper(grey, 0.3, rng(seed)) for seed in range(40)])
    assert (many != 128).mean() == pytest.approx(0.3, abs=0.02)
    assert (many == 255).mean() == pytest.approx(0.15, abs=0.02)


@given(share=st.floats(0.05, 0.9), index=st.integers(0, 200))
def test_a_cut_takes_the_asked_share_of_the_ink(share, index):
    image = IMAGES[index].astype(int)
    left = disturbances.cut(IMAGES[index], share, rng(index)).astype(int)
    assert ((left == image) | (left == 0)).all()
    gone = 1 - left.sum() / image.sum()
    assert share <= gone + 1e-9
    assert gone < share + 0.15  # pixels at one distance go together


@given(index=st.integers(0, 200))
def test_a_square_hides_ink(index):
    hidden = disturbances.occlude(IMAGES[index], 0.2, rng(index))
    changed = hidden != IMAGES[index]
    assert changed.any()
    assert (hidden[changed] == 128).all()


def test_a_blend_is_the_weighted_mean():
    mixed = disturbances.blend(IMAGES[0], IMAGES[1], 0.25)
    expected = np.rint(0.75 * IMAGES[0].astype(float) + 0.25 * IMAGES[1])
    np.testing.assert_allclose(mixed, expected, atol=1)
    np.testing.assert_array_equal(disturbances.blend(IMAGES[0], IMAGES[1], 0), IMAGES[0])
    np.testing.assert_array_equal(disturbances.blend(IMAGES[0], IMAGES[1], 1), IMAGES[1])


def test_masks():
    scrambled = disturbances.scramble(IMAGES[0], rng())
    np.testing.assert_array_equal(np.sort(scrambled, axis=None), np.sort(IMAGES[0], axis=None))
    assert (scrambled != IMAGES[0]).any()
    assert disturbances.noise_mask(rng()).shape == (28, 28)


def strokes_masks(count=60):
    return np.array([disturbances.strokes_mask(IMAGES[6 * i : 6 * i + 6], rng(i)) for i in range(count)])


def test_a_stroke_mask_is_made_of_strokes():
    """Black, grey and white in the digits' own proportions, and nowhere filled up."""
    masks = strokes_masks()
    assert masks.shape == (60, 28, 28)
    assert masks.dtype == np.uint8
    full = [(each > 200).sum() / (each > 0).sum() for each in (masks, IMAGES[:360])]
    assert full[0] == pytest.approx(full[1], abs=0.1)
    # Ink per area: a digit has some in its box of 20 by 20, a mask rather more, but no blob's share.
    inside = IMAGES[:360, 4:24, 4:24].mean() / 255
    assert inside < masks.mean() / 255 < 1.75 * inside
    # Of two pixels side by side, both are inked about as often as strokes of that width make it.
    runs = [
        ((each[:, :, 1:] > 127) & (each[:, :, :-1] > 127)).sum() / (each > 127).sum()
        for each in (masks, IMAGES[:360])
    ]
    assert runs[0] == pytest.approx(runs[1], abs=0.1)


def test_a_stroke_mask_covers_whatever_digit_was_there():
    masks = strokes_masks()
    covered = masks[:, 4:24, 4:24].reshape(60, 4, 5, 4, 5).mean(axis=(2, 4)) / 255
    assert covered.mean(axis=(1, 2)).min() > 0.24
    assert (covered.mean(axis=0) > 0.25).all(), "no place is spared in all of them"


def test_a_stroke_mask_of_blank_images_is_blank():
    assert not disturbances.strokes_mask(np.zeros((2, 28, 28), np.uint8), rng()).any()


@pytest.mark.parametrize("wrong", [np.zeros((28, 28)), np.zeros((27, 28), np.uint8)])
def test_what_is_no_image_is_refused(wrong):
    with pytest.raises(ValueError, match=r"uint8, shape \(28, 28\).*Received"):
        disturbances.noise(wrong, 0.1, rng())


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match=r"Expected share to be a number from 0 to 1. Received: share="):
        disturbances.salt_and_pepper(IMAGES[0], share, rng())
