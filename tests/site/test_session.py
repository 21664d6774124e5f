"""Every kind of message, asked of the session without a browser."""

from typing import Any

import numpy as np
import pytest
from session import Session

from tests.messages import EXAMPLES, assert_alike, name

pytestmark = pytest.mark.usefixtures("few_test_images")


@pytest.fixture(scope="module")
def session() -> tuple[Session, list[dict[str, Any]]]:
    said: list[dict[str, Any]] = []
    return Session(said.append, "no-such-file.npz"), said


@pytest.mark.parametrize("example", [each for each in EXAMPLES if "in" not in each], ids=name)
def test_the_session_answers_as_the_example_does(session, example):
    asked, said = session
    said.clear()
    data = example["ask"]["data"]
    if "drawing" in data:
        drawing = data["drawing"]
        data = data | {"drawing": drawing | {"values": np.array(drawing["values"], np.uint8).data}}
    asked.handle({"id": 5, "type": example["ask"]["type"], "data": data})
    while asked.busy:
        asked.advance(0.05)
    *events, last = said
    assert all(message["id"] == 5 for message in said)
    assert {event["type"] for event in events} == set(example.get("events", {}))
    for event in events:
        assert_alike(event["data"], example["events"][event["type"]], event["type"])
    if "error" in example:
        assert last["type"] == "error"
        assert last["data"]["kind"] == example["error"]["kind"]
        assert example["error"]["message"] in last["data"]["message"]
    else:
        assert last["type"] == "reply"
        assert_alike(last["data"], example["reply"], "reply")


def test_memory_and_data_errors_have_kinds_of_their_own(session, monkeypatch):
    asked, said = session
    for error, kind in ((MemoryError(), "memory"), (OSError("?"), "python")):

        def fail(*_, error=error, **__):
            raise error

        monkeypatch.setattr(asked, "_do_pause", fail)
        asked.handle({"id": 9, "type": "pause", "data": {}})
        assert said[-1]["type"] == "error"
        assert said[-1]["data"]["kind"] == kind
