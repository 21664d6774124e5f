"""Pages as the tests open them: watched for what no page may do, fresh or kept warm with Python up."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

WIDE: ViewportSize = {"width": 1366, "height": 768}
# How long Python may take to start while the machine has other work.
BOOT = 180_000

# Goes to an address as a click on a link does: Material swaps the page's content and the document stays.
# For another query of the same page it does nothing, so that the way there leads over another page.
VISIT = """async (address) => {
  const go = (to) => new Promise((resolve) => {
    let replayed = false;
    const heard = document$.subscribe(() => {
      if (replayed) {
        heard.unsubscribe();
        resolve();
      }
      replayed = true;
    });
    const link = Object.assign(document.createElement("a"), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  });
  const there = (page) => new URL(page, document.baseURI).pathname === location.pathname;
  if (there(address)) await go(there("/about/") ? "/bibliography/" : "/about/");
  await go(address);
}"""

START = """async () => {
  const { client } = await import("/assets/nnweb/client.js");
  await client.boot();
}"""

LIGHT = """() => {
  if (document.body.dataset.mdColorScheme !== "default") {
    document.querySelector("[data-md-component=palette] label:not([hidden])").click();
  }
  localStorage.clear();
  sessionStorage.clear();
}"""


class Guard:
    """Hears what no page may do: ask another origin, throw, or break its policy."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._complaints: list[str] = []
        allowed = (url + "/", "data:", "blob:")

        def hear(complaint: str, wrong: bool = True) -> None:
            if wrong:
                self._complaints.append(complaint)

        context.on("request", lambda asked: hear(f"it asked {asked.url}", not asked.url.startswith(allowed)))
        context.on("weberror", lambda error: hear(str(error.error)))
        context.on("console", lambda said: hear(said.text, "Content Security Policy" in said.text))

    def check(self) -> None:
        """Fail if anything was heard since the last check."""
        complaints, self._complaints = self._complaints, []
        assert not complaints, f"the page complained: {complaints}"


class Warm:
    """A page whose Python is up, shared by the tests of a module: starting it for each would take minutes.

    Attributes:
        page: where it is, wide and light, at first on a page without components.
        guard: what it heard since its last check.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self._browser = browser
        self._open()

    def _open(self) -> None:
        self.context = self._browser.new_context(viewport=WIDE)
        self.guard = Guard(self.context, self.url)
        self.page = self.context.new_page()
        self.page.goto(f"{self.url}/about/")
        self.page.evaluate(START)

    def visit(self, path: str) -> None:
        """Go to a page by instant navigation: the worker stays, every component is new."""
        self.page.evaluate(VISIT, f"{self.url}/{path}")

    def reset(self) -> None:
        """Leave nothing of one test to the next: no size, media, colours, storage or component."""
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        self.page.evaluate(LIGHT)
        self.visit("about/")
        self.page.evaluate(START)

    def reopen(self) -> None:
        """Begin anew, after a test that failed."""
        self.close()
        self._open()

    def close(self) -> None:
        self.context.close()


PAGE, WORKER = "CrRendererMain", "DedicatedWorker thread"


@contextmanager
def traced(page: Page) -> Iterator[dict[str, list[float]]]:
    """Give, once left, the tasks of each thread of a page: the milliseconds of processor time each took.

    Processor time, not the clock's: a task is no longer because the machine had other work in its midst. What
    the test itself asks of the page is no task of the page's.
    """
    browser = page.context.browser
    assert browser is not None
    tasks: dict[str, list[float]] = defaultdict(list)
    browser.start_tracing(page=page, categories=["toplevel"])
    try:
        yield tasks
    finally:
        events = json.loads(browser.stop_tracing())["traceEvents"]
    threads: dict[tuple[int, int], str] = {}
    asked: dict[tuple[int, int], list[float]] = defaultdict(list)  # when a test asked something of the thread
    for event in events:
        place = event["pid"], event["tid"]
        if event["name"] == "thread_name":
            threads[place] = event["args"]["name"]
        elif "DevTools" in event.get("args", {}).get("chrome_mojo_event_info", {}).get(
            "mojo_interface_tag", ""
        ):
            asked[place].append(event["ts"])
    for event in events:
        # A task that was cut off by an end of the trace has no time of its own.
        if event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event:
            place, start, end = (event["pid"], event["tid"]), event["ts"], event["ts"] + event["dur"]
            if not any(start <= at <= end for at in asked[place]):
                tasks[threads[place]].append(event["tdur"] / 1000)


def assert_accessible(page: Page, part: str | None = None) -> None:
    """Fail if axe finds anything on a page, or in the part of it that a selector names."""
    found = Axe().run(page, part)
    assert found.violations_count == 0, found.generate_report()


def assert_accessible_in_both_schemes(page: Page, part: str | None = None) -> None:
    """The same in light colours and in dark ones; the page is left in the ones it came in."""
    for _ in range(2):
        assert_accessible(page, part)
        before = page.locator("body").get_attribute("data-md-color-scheme")
        page.get_by_role("button", name=re.compile("Switch to|切换到")).click()
        expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before or "")
