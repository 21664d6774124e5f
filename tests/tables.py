"""Tables of words, as the tests read them."""

from collections.abc import Iterator
from typing import Any


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each word of a nested table under the path of its keys."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
