"""What a component shows before any script, for its template as `first`: where that is computed or declared.

A constant that the page and Python share is declared in Python, and reaches the page's scripts by what the
template writes here: an input's limits, a canvas' size, a `data-` attribute.
"""

from typing import Any

import game
import lab

from builder import playground
from nnweb.datasets import FILES

(TEST_IMAGES, SIDE, _) = FILES["test"][0][2]


def first_state(name: str, language: str) -> dict[str, Any]:
    """Return the component's first state: its controls by key, and what else its template needs."""
    if name == "playground":
        return playground.first_state(language)
    if name == "lab":
        return {"controls": {control.key: control for control in lab.CONTROLS}}
    if name == "game":
        return {"controls": {control.key: control for control in game.CONTROLS}, "side": SIDE}
    return {"test_images": TEST_IMAGES, "side": SIDE} if name == "draw" else {}
