"""Every kind of message, asked of the worker in a real browser."""

from playwright.sync_api import Page

from tests.messages import EXAMPLES, assert_alike, name

ASK = """async (examples) => {
  const { client } = await import("/assets/nnweb/client.js");
  const plain = (value) => JSON.parse(JSON.stringify(value, (_, part) =>
    ArrayBuffer.isView(part) ? [...part].slice(0, 3) : part));
  client.forgetOwnModel();
  const answers = [];
  for (const { ask: { type, data } } of examples) {
    if (data.drawing) data.drawing.values = Uint8Array.from(data.drawing.values);
    const events = [], had = client.snapshot;
    try {
      const reply = await client.request(type, data, { onEvent: (event) => events.push(plain(event)) });
      if (client.snapshot !== had) events.push({ type: "snapshot", data: { snapshot: {} } });
      answers.push({ events, reply: plain(reply) });
    } catch ({ kind, message }) {
      answers.push({ events, error: { kind, message } });
    }
  }
  return answers;
}"""


def test_the_worker_answers_as_the_examples_do(page: Page, site_url: str):
    page.goto(f"{site_url}/lab/")
    for example, answer in zip(EXAMPLES, page.evaluate(ASK, EXAMPLES), strict=True):
        where = name(example)
        loading = [event for event in answer["events"] if event["type"] == "loading"]
        assert bool(loading) == (example["ask"]["type"] in ("boot", "load_data")), where
        others = {event["type"] for event in answer["events"]} - {"loading"}
        assert others == set(example.get("events", {})) - {"loading"}, where
        for event in answer["events"]:
            if event["type"] in example.get("events", {}):
                assert_alike(event["data"], example["events"][event["type"]], f"{where}: {event['type']}")
        if "error" in example:
            assert answer["error"]["kind"] == example["error"]["kind"], where
            assert example["error"]["message"] in answer["error"]["message"], where
        else:
            assert_alike(answer["reply"], example["reply"] | example.get("reply_in_worker", {}), where)
            # With all of MNIST in memory; a phone has room for that.
            assert answer["reply"].get("heap_bytes", 0) < 300e6, where
