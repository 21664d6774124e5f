"""The example messages of `messages.json`, and how an answer is compared with them.

They are asked in their order, of the session natively (tests/site) and of the worker in a browser
(tests/browser). An example with `"in": "worker"` is answered by the worker's JavaScript alone.
"""

import json
from pathlib import Path
from typing import Any

EXAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


def name(example: dict[str, Any]) -> str:
    """Return a name for a test's report."""
    return f"{example['ask']['type']}{'' if 'reply' in example else ', refused'}"


def assert_alike(received: Any, example: Any, where: str) -> None:
    """Fail unless what was received has the example's keys and kinds of values."""
    if isinstance(example, dict) and "bytes" not in example:
        assert set(received) == set(example), where
        for key in example:
            assert_alike(received[key], example[key], f"{where}.{key}")
    elif isinstance(example, int | float) and not isinstance(example, bool):
        assert isinstance(received, int | float), where
    elif isinstance(example, str):
        assert isinstance(received, str), where
