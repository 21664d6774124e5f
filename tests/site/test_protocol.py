"""site/protocol.js, the table of messages, binds examples, client and worker: told by TypeScript.

The examples are written as a JavaScript module typed by the table, as they are and with a fault each; so are
the worker with all its handlers and without one, and what may and may not be asked of the client. `tsc` must
find nothing in what is right and something in each fault.
"""

import copy
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builder.paths import ROOT, SITE

from tests.messages import MESSAGES, from_worker

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("npx") is None, reason="npm is not here: the types are not checked"),
]

# A typed array is written by its name and numbers; each request's first answer shows all of its events.
TYPES = """// @ts-check
/** @typedef {import("PROTOCOL").Requests} Requests */
/** @typedef {import("PROTOCOL").Failure} Failure */
/**
 * @template T
 * @typedef {T extends Uint8Array ? {uint8: number[]} : T extends Float32Array ? {float32: number[]}
 *   : T extends object ? {[P in keyof T]: Written<T[P]>} : T} Written
 */
/**
 * @template {keyof Requests} K
 * @typedef {Written<Requests[K]>} Answered
 */
/**
 * @template {keyof Requests} K
 * @typedef {Written<{data: Requests[K]["data"], error: Failure}>} Refused
 */
/**
 * @template {keyof Requests} K
 * @typedef {Omit<Answered<K>, "events"> & {events: Partial<Answered<K>["events"]>}} AnsweredAgain
 */
/** @type {{[K in keyof Requests]: [Answered<K>, ...(AnsweredAgain<K> | Refused<K>)[]]}} */
export const requests = REQUESTS;
/** @type {{[K in Failure["kind"]]: Failure & {kind: K}}} */
export const failures = FAILURES;
"""


# A line that must be an error and is none is one.
ASKED = """// @ts-check
import { client } from "SITE/client.js";

export async function asked() {
  const { label, probabilities } = await client.request("test_image", { index: 0, model: "own" });
  /** @type {number} */
  const digit = label + probabilities[0];
  client.request("boot", {}, { onEvent: ({ type, data }) => type === "loading" && data.received });
  // @ts-expect-error nobody answers it
  client.request("guess", {});
  // @ts-expect-error a key that is not asked for
  client.request("pause", { at: 1 });
  // @ts-expect-error a key is missing
  client.request("train", { paused: true });
  // @ts-expect-error another kind of value
  client.request("load_data", { split: "validation" });
  // @ts-expect-error nothing of the kind is replied
  (await client.request("load_data", { split: "test" })).digit;
  // @ts-expect-error no such event comes
  client.request("figure", { name: "", state: {}, language: "en" }, { onEvent: (event) => event.data });
  return digit;
}
"""


def worker() -> str:
    """Return the worker's script as it can be read from elsewhere."""
    script = (SITE / "worker" / "worker.js").read_text("utf-8")
    return script.replace('"./', f'"{SITE.as_posix()}/worker/').replace('"../', f'"{SITE.as_posix()}/')


def request(messages: dict[str, Any], type: str) -> dict[str, Any]:
    """Return the first answered example of a type."""
    found: dict[str, Any] = next(
        each for each in messages["requests"] if each["ask"]["type"] == type and "reply" in each
    )
    return found


def of_another_type(messages: dict[str, Any]) -> None:
    request(messages, "pause")["ask"]["type"] = "rest"


def with_a_key_too_many(messages: dict[str, Any]) -> None:
    request(messages, "playground_weight")["ask"]["data"]["by"] = 1


def with_a_key_too_few(messages: dict[str, Any]) -> None:
    del request(messages, "game_score")["reply"]["chance"]


def with_a_key_too_few_far_down(messages: dict[str, Any]) -> None:
    del request(messages, "playground")["reply"]["layout"]["edges"][0]["at"]


def with_another_kind_of_value(messages: dict[str, Any]) -> None:
    request(messages, "load_data")["ask"]["data"]["split"] = "validation"


def with_another_kind_of_array(messages: dict[str, Any]) -> None:
    drawn = request(messages, "predict")["ask"]["data"]["drawing"]
    drawn["values"] = {"float32": drawn["values"]["uint8"]}


def with_a_null_that_can_not_be(messages: dict[str, Any]) -> None:
    request(messages, "figure")["reply"]["said"] = None


def without_an_event(messages: dict[str, Any]) -> None:
    del request(messages, "train")["events"]["epoch"]


def without_a_request(messages: dict[str, Any]) -> None:
    messages["requests"].remove(request(messages, "restore"))


def without_a_failure(messages: dict[str, Any]) -> None:
    del messages["failures"]["memory"]


def with_a_failure_more(messages: dict[str, Any]) -> None:
    messages["failures"]["weather"] = {"kind": "weather", "message": "rain"}


FAULTS: list[Callable[[dict[str, Any]], None]] = [
    of_another_type, with_a_key_too_many, with_a_key_too_few, with_a_key_too_few_far_down,
    with_another_kind_of_value, with_another_kind_of_array, with_a_null_that_can_not_be, without_an_event,
    without_a_request, without_a_failure, with_a_failure_more,
]  # fmt: skip


def module(messages: dict[str, Any]) -> str:
    """Return the examples as JavaScript, each under its request's type, the whole ones first."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for example in messages["requests"]:
        ask, *_ = (whole := from_worker(example)).values()
        if "error" in whole:
            del whole["events"]
        grouped.setdefault(ask["type"], []).append(
            {"data": ask["data"]} | {key: whole[key] for key in ("events", "reply", "error") if key in whole}
        )
    for examples in grouped.values():
        examples.sort(key=lambda each: len(each.get("events", {})) - 1000 * ("error" in each), reverse=True)
    return (
        TYPES.replace("PROTOCOL", (SITE / "protocol.js").as_posix())
        .replace("REQUESTS", json.dumps(grouped, ensure_ascii=False, indent=1))
        .replace("FAILURES", json.dumps(messages["failures"], ensure_ascii=False, indent=1))
    )


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What tsc says, by the module's name."""
    folder: Path = tmp_path_factory.mktemp("messages")
    (folder / "as_it_is.js").write_text(module(MESSAGES), "utf-8")
    for fault in FAULTS:
        messages = copy.deepcopy(MESSAGES)
        fault(messages)
        (folder / f"{fault.__name__}.js").write_text(module(messages), "utf-8")
    (folder / "asked.js").write_text(ASKED.replace("SITE", SITE.as_posix()), "utf-8")
    (folder / "worker.js").write_text(worker(), "utf-8")
    (folder / "worker_without.js").write_text(worker().replace("  restore: toSession,\n", ""), "utf-8")
    project = {"extends": (SITE / "tsconfig.json").as_posix(), "include": ["*.js"]}
    (folder / "tsconfig.json").write_text(json.dumps(project), "utf-8")
    # The version is the one that `make types` uses.
    (typescript,) = set(re.findall(r"typescript@[\d.]+", (ROOT / "Makefile").read_text("utf-8")))
    run = subprocess.run(
        ["npx", "--yes", "--package", typescript, "tsc", "--pretty", "false", "--project", str(folder)],
        capture_output=True,
        text=True,
    )
    assert not run.stderr, run.stderr
    said: dict[str, list[str]] = {}
    for line in run.stdout.splitlines():
        if found := re.match(r"(?:\S*/)?(\w+)\.js\(\d+,\d+\): error (.*)", line):
            said.setdefault(found[1], []).append(found[2])
    return said


@pytest.mark.parametrize("name", ["as_it_is", "asked", "worker"])
def test_the_table_holds_what_is_right(complaints: dict[str, list[str]], name: str):
    assert complaints.get(name, []) == []


def test_a_request_without_a_handler_is_an_error(complaints: dict[str, list[str]]):
    assert "restore" in " ".join(complaints["worker_without"])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_table_does_not_hold_an_example(complaints: dict[str, list[str]], fault: Any):
    assert complaints.get(fault.__name__)
