"""The example messages of `messages.json`, and how an answer is compared with them.

Its `requests` are asked in their order, of the session natively (tests/site) and of the worker in a browser
(tests/browser), and its `failures` are an example of each kind; site/protocol.js's types are held against all
of it (tests/site/test_protocol.py). An example with `"in": "worker"` is answered by the worker's JavaScript
alone; what the worker adds to the session's answer stands in `reply_in_worker` and `events_in_worker`. A
typed array is written `{"uint8": […]}` or `{"float32": […]}`, by its first numbers.
"""

import json
from pathlib import Path
from typing import Any

MESSAGES: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
REQUESTS: list[dict[str, Any]] = MESSAGES["requests"]
FAILURES: dict[str, dict[str, Any]] = MESSAGES["failures"]


def name(example: dict[str, Any]) -> str:
    """Return a name for a test's report."""
    return f"{example['ask']['type']}{'' if 'reply' in example else ', refused'}"


def from_worker(example: dict[str, Any]) -> dict[str, Any]:
    """Return the example as the worker answers it: with what it adds to the session's answer."""
    whole = {key: value for key, value in example.items() if not key.endswith("in_worker")}
    for part in ("events", "reply"):
        if part == "events" or part in example:
            whole[part] = example.get(part, {}) | example.get(f"{part}_in_worker", {})
    return whole


def assert_alike(received: Any, example: Any, where: str) -> None:
    """Fail unless what was received has the example's keys and kinds of values, at every depth.

    A list holds what the example's one holds: each of its elements is like one of the example's, and it is
    empty only where the example's is. Null is like null alone.
    """
    if isinstance(example, dict):
        assert isinstance(received, dict), f"{where}: {received!r} is no object"
        assert set(received) == set(example), where
        for key in example:
            assert_alike(received[key], example[key], f"{where}.{key}")
    elif isinstance(example, list):
        assert isinstance(received, list), f"{where}: {received!r} is no list"
        assert bool(received) == bool(example), f"{where}: one is empty, the other is not"
        for i, each in enumerate(received):
            _assert_like_one(each, example, f"{where}[{i}]")
    else:
        kinds = (int, float) if _is_number(example) else type(example)
        assert isinstance(received, kinds), f"{where}: {received!r} is not like {example!r}"
        assert isinstance(received, bool) == isinstance(example, bool), where


def _assert_like_one(received: Any, examples: list[Any], where: str) -> None:
    problems = []
    for example in examples:
        try:
            assert_alike(received, example, where)
        except AssertionError as problem:
            problems.append(str(problem))
        else:
            return
    raise AssertionError("; or ".join(problems))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
