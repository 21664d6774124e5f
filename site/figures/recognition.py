"""Ten digits and what a network makes of them: the figure that opens the site."""

from typing import Any

import numpy as np

from figures.svg import element, pixels, text
from nnweb import Sequential
from nnweb.ops.arrays import Array

__all__ = ["draw", "numbers"]

COLUMNS, ROWS = 5, 2
CELL_WIDTH, CELL_HEIGHT = 112, 160
IMAGE, BARS = 84, 30


def numbers(model: Sequential, images: Array, labels: Array) -> dict[str, Any]:
    """Return the first image of each digit and the network's ten probabilities for it.

    Args:
        model: takes uint8 images, returns ten probabilities.
        images: uint8 [n, 28, 28], with each digit among them.
        labels: uint8 [n].
    """
    chosen = np.array([int(np.argmax(labels == digit)) for digit in range(COLUMNS * ROWS)])
    return {
        "indices": chosen.tolist(),
        "labels": labels[chosen].tolist(),
        "images": images[chosen],
        "probabilities": model.predict(images[chosen], verbose=0),
    }


def draw(state: dict[str, Any], words: dict[str, str]) -> str:
    """Return the SVG.

    Args:
        state: from `numbers`.
        words: `title`, `description` ({right} of {all}), `reads` and `misreads` ({digit}, {percent}).
    """
    answers = state["probabilities"].argmax(axis=1)
    right = int((answers == np.array(state["labels"])).sum())
    description = words["description"].format(right=right, all=len(answers))
    width, height = COLUMNS * CELL_WIDTH, ROWS * CELL_HEIGHT
    cells = [
        element(
            "g",
            _cell(state["images"][i], state["labels"][i], state["probabilities"][i], words),
            transform=f"translate({i % COLUMNS * CELL_WIDTH} {i // COLUMNS * CELL_HEIGHT})",
        )
        for i in range(len(answers))
    ]
    return element(
        "svg",
        element("title", words["title"], id="home-title"),
        element("desc", description, id="home-description"),
        *cells,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby="home-title home-description",
    )


def _cell(image: Array, label: int, probabilities: Array, words: dict[str, str]) -> str:
    left, answer = (CELL_WIDTH - IMAGE) / 2, int(probabilities.argmax())
    step, base = IMAGE / 10, IMAGE + BARS + 8
    right = answer == label
    parts = [pixels(image, left, 0, IMAGE / 28)]
    for digit, probability in enumerate(probabilities.tolist()):
        tall = max(probability * BARS, 0.75)
        fill = "var(--nn-activation)" if digit == answer else "var(--nn-rule-strong)"
        parts.append(
            element("rect", x=left + digit * step + 1, y=base - tall, width=step - 2, height=tall, fill=fill)
        )
    words_below = words["reads" if right else "misreads"].format(
        digit=answer, percent=_percent(float(probabilities[answer]))
    )
    ink = "var(--nn-ink)" if right else "var(--nn-danger)"
    parts.append(text(words_below, CELL_WIDTH / 2, base + 20, fill=ink, font_size=17, text_anchor="middle"))
    return "".join(parts)


def _percent(share: float) -> str:
    # 100 % would claim a certainty the network does not have.
    return f"{min(share * 100, 99.9):.1f} %"
