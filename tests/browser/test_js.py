"""The tests of plain JavaScript in tests/js, as modules of one page; `node --test tests/js` runs them too."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT
from tests.browser.pages import Guard

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "js").rglob("*.test.js"))

RUN = """async (path) => {
  await import(path);
  const { run } = await import("/tests/js/harness.js");
  return run();
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the sources as they lie here, so that a test finds its module where Node finds it."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def sources() -> Iterator[str]:
    """The address of the sources."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ROOT))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, sources: str) -> Iterator[Page]:
    context = browser.new_context()
    guard = Guard(context, sources)
    page = context.new_page()
    page.goto(f"{sources}/tests/js/page.html")
    yield page
    context.close()
    guard.check()


@pytest.mark.parametrize("file", FILES)
def test_javascript(page: Page, file: str, subtests: pytest.Subtests):
    told = page.evaluate(RUN, f"/{file}")
    assert told, "a file without tests"
    for each in told:
        with subtests.test(each["name"]):
            assert not each["failure"], each["failure"]
