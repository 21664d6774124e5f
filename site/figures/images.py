"""What figures of a 28 x 28 image share: its place in a panel, signed images with their key, a thumb."""

from functools import lru_cache
from typing import Any

import numpy as np

from figures.scales import linear
from figures.svg import diverging, element, heatmap, pixels, signed, text
from nnweb.ops.arrays import Array

__all__ = ["CHOSEN", "HEAD", "HEIGHT", "MUTED", "PIXEL_X", "PIXEL_Y", "SIDE", "WIDTH"]
__all__ += ["framed", "key", "large", "signed_image", "sums", "thumb"]

WIDTH, HEIGHT = 420, 404
SIDE = 28
LEFT, TOP, PIXEL = 8, 40, 10  # of the large image
# A value is the middle of its pixel.
PIXEL_X = linear(0, SIDE - 1, LEFT + PIXEL / 2, LEFT + PIXEL * (SIDE - 0.5))
PIXEL_Y = linear(0, SIDE - 1, TOP + PIXEL / 2, TOP + PIXEL * (SIDE - 0.5))
THUMB_LEFT, THUMB = 302, 106.4

HEAD: dict[str, Any] = {"font_weight": 650}
MUTED: dict[str, Any] = {"fill": "var(--nn-ink-muted)", "font_size": 14}
CHOSEN: dict[str, Any] = {"fill": "none", "stroke": "var(--nn-accent)", "stroke_width": 3}


def framed(image: str, at: int) -> str:
    """Return the large image in its frame, with a mark on the pixel `at`, counted row after row.

    The frame is filled, unseen, so that the paper is as much a part of the image as the ink.
    """
    x, y = PIXEL_X(at % SIDE) - 6, PIXEL_Y(at // SIDE) - 6
    size = PIXEL * SIDE
    return (
        image
        + element(
            "rect", x=LEFT, y=TOP, width=size, height=size, fill="transparent", stroke="var(--nn-rule-strong)"
        )
        + element("rect", x=x, y=y, width=12, height=12, **CHOSEN)
    )


def large(image: Array) -> str:
    """Return a grey image, uint8 [28, 28], in the large image's place."""
    return pixels(image, LEFT, TOP, PIXEL)


def signed_image(
    values: Array, reach: float, x: float = LEFT, y: float = TOP, size: float = PIXEL * SIDE
) -> str:
    """Return 784 signed quantities in the diverging colours, whose ends are at `reach` and below 0."""
    return _drawn((values / reach).astype(np.float32).tobytes(), x, y, size)


# The same one is drawn for every pixel that is pointed at.
@lru_cache(maxsize=8)
def _drawn(shares: bytes, x: float, y: float, size: float) -> str:
    return heatmap(np.frombuffer(shares, np.float32).reshape(SIDE, SIDE), x, y, size, size)


def thumb(name: str, image: Array, y: float, reach: float = 0.0) -> str:
    """Return a small image with its name at height `y`, beside the large one: signed where it has a reach."""
    if reach:
        drawn = signed_image(image, reach, THUMB_LEFT, y + 8, THUMB)
    else:
        drawn = pixels(image, THUMB_LEFT, y + 8, THUMB / SIDE)
    frame = element(
        "rect",
        x=THUMB_LEFT,
        y=y + 8,
        width=THUMB,
        height=THUMB,
        fill="transparent",
        stroke="var(--nn-rule-strong)",
    )
    return text(name, THUMB_LEFT, y, **MUTED) + drawn + frame


@lru_cache(maxsize=8)
def key(reach: float) -> str:
    """Return the scale of the signed images of a panel."""
    swatches = [
        element("rect", x=THUMB_LEFT + 15.2 * i, y=336, width=15.4, height=10, fill=diverging((i - 3) / 3))
        for i in range(7)
    ]
    ends = ((-reach, 302, "start"), (0.0, 355, "middle"), (reach, 408, "end"))
    return "".join(swatches) + "".join(
        text(signed(value, 1) if value else "0", x, 362, text_anchor=anchor, **MUTED)
        for value, x, anchor in ends
    )


def sums(parts: list[tuple[str, float, str]], x: float, y: float, apart: float) -> str:
    """Return named numbers side by side, each in its ink."""
    return "".join(
        text(name, x + apart * i, y, **MUTED)
        + text(signed(value), x + apart * i, y + 21, fill=ink, font_weight=650, class_="nn-number")
        for i, (name, value, ink) in enumerate(parts)
    )
