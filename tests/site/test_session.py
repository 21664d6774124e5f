"""Every kind of message, asked of the session without a browser."""

from typing import Any

import numpy as np
import pytest
from builder.templates import strings
from lab import build_model
from session import KINDS, Session, failure

from nnweb.datasets import DataError, mnist
from nnweb.training import DivergedError
from tests.messages import FAILURES, REQUESTS, assert_alike, name

pytestmark = pytest.mark.usefixtures("few_test_images")


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> tuple[Session, list[dict[str, Any]]]:
    said: list[dict[str, Any]] = []
    shipped = tmp_path_factory.mktemp("models") / "shipped.npz"
    config = next(each["ask"]["data"]["config"] for each in REQUESTS if each["ask"]["type"] == "build")
    shipped.write_bytes(build_model(config).to_bytes())
    return Session(said.append, shipped), said


def native(data):
    """Return an example's data as Python receives it from JavaScript: typed arrays as buffers."""
    if not isinstance(data, dict):
        return data
    if list(data) in (["uint8"], ["float32"]):
        ((kind, values),) = data.items()
        return np.array(values, kind).data
    return {key: native(value) for key, value in data.items()}


def written(data):
    """Return an answer as the examples are written: arrays by kind and first numbers."""
    if isinstance(data, np.ndarray):
        return {data.dtype.name: data.ravel()[:3].tolist()}
    if isinstance(data, dict):
        return {key: written(value) for key, value in data.items()}
    return [written(each) for each in data] if isinstance(data, list | tuple) else data


def test_every_request_the_session_answers_has_an_example_and_no_other():
    known = {name.removeprefix("_do_") for name in vars(Session) if name.startswith("_do_")}
    assert known == {each["ask"]["type"] for each in REQUESTS if "in" not in each}


def test_the_session_answers_as_the_examples_do(session, subtests):
    """One after another, as written: a session remembers, and later ones ask of what earlier ones made."""
    for example in [each for each in REQUESTS if "in" not in each]:
        with subtests.test(name(example)):
            answer(session, example)


def answer(session, example):
    asked, said = session
    data = native(example["ask"]["data"])
    if "snapshot" in data:
        # The example has a file's first bytes; here is a whole one.
        data = {"snapshot": asked._own.to_bytes()}
    said.clear()
    asked.handle({"id": 5, "type": example["ask"]["type"], "data": data})
    while asked.busy:
        asked.advance(0.05)
    *events, last = said
    assert all(message["id"] == 5 for message in said)
    assert {event["type"] for event in events} == set(example.get("events", {}))
    for event in events:
        assert_alike(written(event["data"]), example["events"][event["type"]], event["type"])
    if "error" in example:
        assert last["type"] == "error"
        assert last["data"]["kind"] == example["error"]["kind"]
        assert example["error"]["message"] in last["data"]["message"]
        assert set(last["data"]) == set(example["error"])
    else:
        assert last["type"] == "reply", last["data"]
        assert_alike(written(last["data"]), example["reply"], "reply")


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        *((kind, error) for kind, errors in KINDS.items() for error in errors),
        ("python", OSError),
    ],
)
def test_each_kind_of_failure_is_known_by_its_errors(session, monkeypatch, kind, error):
    asked, said = session
    error = error("?", 0, 1, 0.1) if error is DivergedError else error("?")

    def fail(*_):
        raise error

    monkeypatch.setattr(asked, "_do_pause", fail)
    asked.handle({"id": 9, "type": "pause", "data": {}})
    assert said[-1]["type"] == "error"
    assert said[-1]["data"]["kind"] == kind
    assert set(said[-1]["data"]) == set(FAILURES[kind]) - {"url"}
    assert failure(error) == said[-1]["data"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_kind_of_failure_has_a_sentence_on_the_page(language):
    assert set(FAILURES) == set(strings(language)["errors"]) - {"retry", "detail"}
    assert all(kind == example["kind"] for kind, example in FAILURES.items())


def test_data_that_cannot_be_loaded_is_told_as_any_failure(session, monkeypatch):
    asked, _ = session
    assert asked.load("test") is None

    def fail(_split):
        raise DataError("damaged")

    monkeypatch.setattr(mnist, "load_split", fail)
    assert asked.load("test") == {"kind": "integrity", "message": "damaged"}


def test_a_run_that_a_new_network_ends_is_told_so(session):
    asked, said = session
    config = next(each["ask"]["data"]["config"] for each in REQUESTS if each["ask"]["type"] == "build")
    asked.handle({"id": 20, "type": "train", "data": {"config": config, "paused": True}})
    said.clear()
    asked.handle({"id": 21, "type": "build", "data": {"config": config}})
    (stopped, built) = said
    assert (stopped["id"], stopped["type"], stopped["data"]["kind"]) == (20, "error", "stopped")
    assert (built["id"], built["type"]) == (21, "reply")
    assert not asked.busy
