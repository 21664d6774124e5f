"""Every kind of message, asked of the worker in a real browser."""

from playwright.sync_api import Page

from tests.messages import REQUESTS, assert_alike, from_worker, name

ASK = """async (examples) => {
  const { client } = await import("/assets/nnweb/client.js");
  // Typed arrays as the examples write them, and back.
  const KINDS = { uint8: Uint8Array, float32: Float32Array };
  const plain = (value) => JSON.parse(JSON.stringify(value, (_, part) =>
    ArrayBuffer.isView(part)
      ? { [part.constructor.name.replace("Array", "").toLowerCase()]: [...part.subarray(0, 3)] }
      : part));
  const typed = (value) => JSON.parse(JSON.stringify(value), (_, part) => {
    const [kind] = part && typeof part === "object" ? Object.keys(part) : [];
    return kind in KINDS ? KINDS[kind].from(part[kind]) : part;
  });
  client.forgetOwnModel();
  const answers = [];
  for (const { ask } of examples) {
    const data = typed(ask.data);
    // The example has a file's first bytes; here is a whole one.
    if (data.snapshot) data.snapshot = client.snapshot.slice();
    const events = [], had = client.snapshot;
    try {
      const reply = await client.request(ask.type, data, { onEvent: (event) => events.push(plain(event)) });
      const { snapshot } = client;
      if (snapshot !== had) events.push({ type: "snapshot", data: plain({ snapshot }) });
      answers.push({ events, reply: plain(reply) });
    } catch ({ kind, message }) {
      answers.push({ events, error: { kind, message } });
    }
  }
  return answers;
}"""


def test_the_worker_answers_as_the_examples_do(page: Page, site_url: str):
    page.goto(f"{site_url}/lab/")
    for written, answer in zip(REQUESTS, page.evaluate(ASK, REQUESTS), strict=True):
        example, where = from_worker(written), name(written)
        assert {event["type"] for event in answer["events"]} == set(example["events"]), where
        for event in answer["events"]:
            assert_alike(event["data"], example["events"][event["type"]], f"{where}: {event['type']}")
        if "error" in example:
            assert answer["error"]["kind"] == example["error"]["kind"], where
            assert example["error"]["message"] in answer["error"]["message"], where
        else:
            assert "reply" in answer, f"{where}: {answer}"
            assert_alike(answer["reply"], example["reply"], where)
            # With all of MNIST in memory; a phone has room for that.
            assert answer["reply"].get("heap_bytes", 0) < 300e6, where
