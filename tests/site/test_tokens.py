"""The colours of tokens.css: enough contrast in both themes, and digits that can be told apart."""

import re
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest

TOKENS = Path(__file__).parents[2] / "site" / "styles" / "tokens.css"

SURFACES = ("surface", "surface-raised", "surface-sunken")
DIGITS = tuple(f"digit-{i}" for i in range(10))
MARKS = (
    *("rule-strong", "focus", "negative", "positive", "training", "validation"),
    *("membrane", "spike", "synapse", "unit", "activation", "weight"),
    *DIGITS,
)
OPPOSITES = (
    ("negative", "positive"),
    ("training", "validation"),
    ("spike", "unit"),
    ("membrane", "weight"),
)
# (ink, ground, least contrast): what is written or drawn on what.
PAIRS = (
    *((ink, ground, 4.5) for ink in ("ink", "ink-muted", "accent", "danger") for ground in SURFACES),
    ("accent-ink", "accent", 4.5),
    ("accent-ink", "accent-hover", 4.5),
    ("accent", "accent-soft", 4.5),
    ("ink", "accent-soft", 4.5),
    ("ink", "danger-soft", 4.5),
    ("danger", "danger-soft", 4.5),
    ("ink", "biology-soft", 4.5),
    ("ink", "machine-soft", 4.5),
    # Code is coloured with the figures' hues.
    *(
        (ink, "surface-sunken", 4.5)
        for ink in ("activation", "unit", "synapse", "good", "validation", "training")
    ),
    *((mark, ground, 3.0) for mark in MARKS for ground in ("surface", "surface-raised")),
)
# Machado, Oliveira & Fernandes 2009: how linear RGB looks to someone with a complete deficiency.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def read_themes() -> dict[str, dict[str, str]]:
    """Return {theme: {name: "#rrggbb"}}."""
    css = re.sub(r"/\*.*?\*/", "", TOKENS.read_text("utf-8"), flags=re.DOTALL)
    blocks = {
        scheme: body
        for scheme, body in re.findall(r'\[data-md-color-scheme="(\w+)"\] \{([^}]*)\}', css)
        if "--nn-ink:" in body
    }
    find = re.compile(r"--nn-([\w-]+): (#[0-9a-f]{6});")
    return {
        name: dict(find.findall(blocks[scheme])) for name, scheme in (("light", "default"), ("dark", "slate"))
    }


THEMES = read_themes()


def linear(colour: str) -> np.ndarray:
    """Return linear RGB, shape (3,)."""
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio, 1 to 21."""
    light, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Return OKLab's (lightness, a, b): distances in it go with how different colours look."""
    lms = np.cbrt(
        np.array(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ]
        )
        @ np.clip(rgb, 0, 1)
    )
    lab: np.ndarray = (
        np.array(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ]
        )
        @ lms
    )
    return lab


def test_both_themes_hold_the_same_colours():
    assert THEMES["light"].keys() == THEMES["dark"].keys()
    assert set(DIGITS) <= THEMES["light"].keys()


def test_contrast(subtests):
    for theme, colours in THEMES.items():
        for ink, ground, least in PAIRS:
            with subtests.test(theme=theme, ink=ink, ground=ground):
                assert contrast(colours[ink], colours[ground]) >= least


def test_digits_and_opposites_can_be_told_apart(subtests):
    for theme, vision in product(THEMES, VISION):
        seen = {name: oklab(VISION[vision] @ linear(colour)) for name, colour in THEMES[theme].items()}
        for one, other in (*combinations(DIGITS, 2), *OPPOSITES):
            with subtests.test(theme=theme, vision=vision, one=one, other=other):
                assert np.linalg.norm(seen[one] - seen[other]) >= 0.08


@pytest.mark.parametrize("theme", THEMES)
def test_sequential_ramp_runs_from_surface_to_ink(theme):
    colours = THEMES[theme]
    lightness = [oklab(linear(colours[f"sequential-{i}"]))[0] for i in range(10)]
    steps = np.diff(lightness)
    assert (np.sign(steps) == np.sign(steps[0])).all()
    assert colours["sequential-0"] == colours["surface-raised"]
    assert colours["sequential-9"] == colours["ink"]
