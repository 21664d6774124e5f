import { Client, RequestError } from "../../site/client.js";
import { equal, rejection, test } from "./harness.js";

/** Stands for the worker: keeps what it was asked, answers when it is told to. */
class FakeWorker {
  /** @type {any[]} */
  asked = [];
  ended = false;
  /** @type {(event: {data: any}) => void} */
  onmessage = () => {};
  /** @type {(event: any) => void} */
  onerror = () => {};

  postMessage(/** @type {any} */ message) {
    this.asked.push(message);
  }

  terminate() {
    this.ended = true;
  }

  /** Answer the newest question, or another one by its place. */
  say(/** @type {string} */ type, /** @type {any} */ data, at = -1) {
    this.onmessage({ data: { id: this.asked.at(at).id, type, data } });
  }
}

function begin() {
  /** @type {FakeWorker[]} */
  const workers = [];
  const client = new Client(/** @type {any} */ (() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  }));
  return { client, workers, ask: /** @type {any} */ (client.request.bind(client)) };
}

/** Let promises that are settled be heard. */
const moment = () => new Promise((resolve) => setTimeout(resolve));

test("the worker is spawned by the first question, and once", async () => {
  const { client, workers, ask } = begin();
  equal([workers.length, client.started], [0, false]);
  ask("pause", {});
  ask("pause", {});
  equal(workers.length, 1);
  equal(workers[0].asked.map(({ type }) => type), ["pause", "pause"]);
});

test("each question has its own answer, whichever comes first", async () => {
  const { workers, ask } = begin();
  const [one, other] = [ask("predict", { n: 1 }), ask("predict", { n: 2 })];
  workers[0].say("reply", "second", 1);
  workers[0].say("reply", "first", 0);
  equal(await Promise.all([one, other]), ["first", "second"]);
});

test("events go to whoever asked, until the reply", async () => {
  const { workers, ask } = begin();
  /** @type {any[]} */
  const heard = [];
  const asked = ask("train", {}, { onEvent: (/** @type {any} */ event) => heard.push(event.data) });
  workers[0].say("epoch", 1);
  workers[0].say("reply", "done");
  workers[0].say("epoch", 2); // no one is left to hear it
  equal(await asked, "done");
  equal(heard, [1]);
});

test("an error is a rejection that says what the worker said", async () => {
  const { workers, ask } = begin();
  const asked = ask("predict", {});
  workers[0].say("error", { kind: "value", message: "Expected 1. Received: 2", url: "data/x.gz" });
  const error = await rejection(asked);
  equal([error instanceof RequestError, error.kind, error.message, error.url],
    [true, "value", "Expected 1. Received: 2", "data/x.gz"]);
});

test("Python is started once, and who comes late hears how far it is", async () => {
  const { client, workers } = begin();
  /** @type {any[]} */
  const heard = [];
  const first = client.boot((event) => heard.push(["first", event.data]));
  workers[0].say("loading", 1);
  const second = client.boot((event) => heard.push(["second", event.data]));
  workers[0].say("reply", { python: "3.12" });
  equal(await first, { python: "3.12" });
  equal(await second, { python: "3.12" });
  equal(heard, [["first", 1], ["second", 1]]);
  equal([workers[0].asked.length, client.started], [1, true]);
  await client.boot();
  equal(workers[0].asked.length, 1);
});

test("a start that failed is tried again by the next who asks, in a new worker", async () => {
  const { client, workers } = begin();
  const first = client.boot();
  workers[0].say("error", { kind: "network", message: "offline" });
  equal((await rejection(first)).kind, "network");
  equal([workers[0].ended, client.started], [true, false]);
  const second = client.boot();
  workers[1].say("reply", "up");
  equal(await second, "up");
});

test("a start is dropped when the last who waits for it has left", async () => {
  const { client, workers } = begin();
  const [here, there] = [new AbortController(), new AbortController()];
  const first = client.boot(undefined, here.signal);
  const second = client.boot(undefined, there.signal);
  here.abort();
  equal((await rejection(first)).kind, "stopped");
  equal(workers[0].ended, false);
  there.abort();
  equal((await rejection(second)).kind, "stopped");
  equal(workers[0].ended, true);
});

test("a script that can't be loaded is a failure of the network, for all who asked", async () => {
  const { workers, ask } = begin();
  const asked = [ask("pause", {}), ask("pause", {})].map(rejection);
  workers[0].onerror({ preventDefault() {}, message: "" });
  equal((await Promise.all(asked)).map(({ kind }) => kind), ["network", "network"]);
});

test("a replaced worker ends what was asked, and the new one is given the reader's network", async () => {
  const { client, workers, ask } = begin();
  /** @type {string[]} */
  const heard = [];
  for (const type of ["model", "replaced"]) client.addEventListener(type, () => heard.push(type));
  const up = client.boot();
  workers[0].say("reply", "up");
  await up;
  const run = ask("train", {});
  workers[0].say("snapshot", { snapshot: Uint8Array.of(1, 2, 3) });
  equal([client.hasOwnModel, heard], [true, ["model"]]);
  const stopped = rejection(run);
  const back = client.replace();
  equal((await stopped).kind, "stopped");
  equal([workers[0].ended, heard], [true, ["model", "replaced"]]);
  workers[1].say("reply", "up again");
  await moment();
  equal(workers[1].asked.map(({ type }) => type), ["boot", "restore"]);
  equal([...workers[1].asked[1].data.snapshot], [1, 2, 3]);
  workers[1].say("reply", {});
  equal(await back, "up again");
});

test("a network that is gone is given to no one", async () => {
  const { client, workers, ask } = begin();
  ask("train", {}).catch(() => {});
  workers[0].say("snapshot", { snapshot: Uint8Array.of(1) });
  client.forgetOwnModel();
  equal([client.hasOwnModel, client.snapshot], [false, null]);
  client.replace();
  workers[1].say("reply", "up");
  await moment();
  equal(workers[1].asked.map(({ type }) => type), ["boot"]);
});
