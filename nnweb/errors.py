"""Help for error messages: what was expected, what was received, what to do."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

__all__ = ["choose", "one_of"]


def one_of(names: Iterable[str]) -> str:
    """Return the names quoted and joined: `'adam', 'rmsprop' or 'sgd'`."""
    quoted = [repr(name) for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def choose[T](what: str, name: Any, table: Mapping[str, T]) -> T:
    """Return `table[name]`; an unknown name raises ValueError with the known ones and the nearest of them."""
    if isinstance(name, str) and name in table:
        return table[name]
    near = get_close_matches(name.lower(), table, n=1) if isinstance(name, str) else []
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"Unknown {what}: expected {one_of(table)}.{hint} Received: {name!r}")
