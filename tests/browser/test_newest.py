"""`lib/newest.js` alone, with a stand-in for the worker that answers when it is told to."""

import pytest
from playwright.sync_api import Page, expect

STAND_IN = """async () => {
  const { client } = await import("/assets/nnweb/client.js");
  const { strings } = await import("/assets/nnweb/lib/i18n.js");
  await strings("en"); // so that nothing below has to wait for the words
  const { Newest } = await import("/assets/nnweb/lib/newest.js");
  document.querySelector(".md-content__inner").innerHTML =
    '<section id="asker"><p id="waiting"><em>At rest</em></p></section>';
  const asker = document.querySelector("#asker");
  window.client = client;
  window.boots = 0;
  client.boot = async (onEvent) => {
    window.boots += 1;
    onEvent({ data: { stage: "runtime", received: 1e6, total: 2e6 } });
    await new Promise((resolve, reject) => Object.assign(window, { up: resolve, down: reject }));
  };
  window.questions = [];
  window.state = "first";
  window.leaving = new AbortController();
  const answer = (first) => new Promise((resolve, reject) =>
    window.questions.push({ state: window.state, first, resolve, reject }));
  window.newest = new Newest(asker, document.querySelector("#waiting"), answer, window.leaving.signal);
}"""


@pytest.fixture
def asker(page: Page, site_url: str):
    page.goto(f"{site_url}/learn/", wait_until="networkidle")
    page.evaluate(STAND_IN)
    return page.locator("#asker")


def asked(page: Page) -> list[tuple[str, bool]]:
    """Every question so far: the state it was about, and whether it was the first after a start."""
    return [tuple(each) for each in page.evaluate("window.questions.map(({state, first}) => [state, first])")]


def answer(page: Page) -> None:
    page.evaluate("window.questions.at(-1).resolve()")


def fail(page: Page, kind: str) -> None:
    page.evaluate("(kind) => window.questions.at(-1).reject({ kind, message: 'It failed.' })", kind)


def ask(page: Page, *states: str) -> None:
    """Ask about one state after another, without a pause between them."""
    page.evaluate("(states) => { for (window.state of states) window.newest.ask(); }", list(states))


def start(page: Page) -> None:
    """Ask for the first time, and let Python come up and answer."""
    ask(page, "first")
    page.evaluate("window.up()")
    answer(page)


def expect_it(asker, state: str, *, settled: bool) -> None:
    expect(asker).to_have_attribute("data-state", state)
    if settled:
        expect(asker).to_have_attribute("data-settled", "")
    else:
        expect(asker).not_to_have_attribute("data-settled", "")


def test_the_first_question_starts_python_and_what_stood_there_comes_back(page: Page, asker):
    expect_it(asker, "idle", settled=True)
    ask(page, "first")
    expect_it(asker, "loading", settled=False)
    expect(asker.get_by_role("progressbar")).to_be_visible()
    assert asked(page) == []
    page.evaluate("window.up()")
    assert asked(page) == [("first", True)]
    expect_it(asker, "loading", settled=False)
    answer(page)
    expect_it(asker, "ready", settled=True)
    expect(asker.locator("em")).to_have_text("At rest")
    assert page.evaluate("window.boots") == 1


def test_one_question_at_a_time_and_the_newest_next(page: Page, asker):
    start(page)
    ask(page, "a", "b", "c")
    assert asked(page)[1:] == [("a", False)]
    expect_it(asker, "ready", settled=False)
    answer(page)
    assert asked(page)[1:] == [("a", False), ("c", False)]
    expect_it(asker, "ready", settled=False)
    answer(page)
    expect_it(asker, "ready", settled=True)
    assert len(asked(page)) == 3


def test_whoever_asks_can_wait_for_the_newest_answer(page: Page, asker):
    start(page)
    page.evaluate("""() => {
      window.over = false;
      window.newest.ask().then(() => (window.over = true));
      window.newest.ask();
    }""")
    answer(page)
    assert not page.evaluate("window.over")
    answer(page)
    assert page.evaluate("window.over")
    expect_it(asker, "ready", settled=True)


def test_a_failure_is_said_and_retry_asks_anew(page: Page, asker):
    start(page)
    ask(page, "a")
    fail(page, "http")
    expect_it(asker, "error", settled=False)
    expect(asker.get_by_role("alert")).to_contain_text("It failed.")
    assert len(asked(page)) == 2
    asker.get_by_role("button", name="Retry").click()
    page.evaluate("window.up()")
    assert asked(page)[2:] == [("a", True)]
    answer(page)
    expect_it(asker, "ready", settled=True)
    expect(asker.locator("em")).to_have_text("At rest")


def test_a_start_that_fails_is_tried_again_by_the_next_change(page: Page, asker):
    ask(page, "a")
    page.evaluate("window.down({ kind: 'network', message: 'No network.' })")
    expect_it(asker, "error", settled=False)
    ask(page, "b")
    page.evaluate("window.up()")
    assert asked(page) == [("b", True)]
    answer(page)
    expect_it(asker, "ready", settled=True)
    assert page.evaluate("window.boots") == 2


def test_what_was_asked_of_a_replaced_worker_is_asked_of_the_new_one(page: Page, asker):
    start(page)
    ask(page, "a")
    page.evaluate("""() => {
      window.questions.at(-1).reject({ kind: "stopped", message: "Replaced." });
      window.client.dispatchEvent(new Event("replaced"));
    }""")
    expect_it(asker, "loading", settled=False)
    page.evaluate("window.up()")
    assert asked(page)[1:] == [("a", False), ("a", True)]
    answer(page)
    expect_it(asker, "ready", settled=True)


def test_a_new_worker_is_told_even_where_nothing_was_under_way(page: Page, asker):
    start(page)
    page.evaluate("window.client.dispatchEvent(new Event('replaced'))")
    expect_it(asker, "loading", settled=False)
    page.evaluate("window.up()")
    assert asked(page) == [("first", True), ("first", True)]


def test_what_has_not_been_asked_for_is_not_woken_by_a_new_worker(page: Page, asker):
    page.evaluate("window.client.dispatchEvent(new Event('replaced'))")
    expect_it(asker, "idle", settled=True)
    assert page.evaluate("window.boots") == 0


def test_an_answer_may_have_to_wait_for_something_to_be_fetched(page: Page, asker):
    start(page)
    ask(page, "a")
    page.evaluate("window.newest.wait({ stage: 'test', received: 1e6, total: 2e6 })")
    expect_it(asker, "loading", settled=False)
    expect(asker.get_by_role("progressbar")).to_be_visible()
    answer(page)
    expect_it(asker, "ready", settled=True)
    expect(asker.locator("em")).to_have_text("At rest")


def test_leaving_the_page_ends_it_without_a_word(page: Page, asker):
    start(page)
    ask(page, "a")
    page.evaluate("window.leaving.abort()")
    fail(page, "stopped")
    expect(asker.get_by_role("alert")).to_have_count(0)
    page.evaluate("window.client.dispatchEvent(new Event('replaced'))")
    assert len(asked(page)) == 2
