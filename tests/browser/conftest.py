"""The built site on a port of its own, and a Chromium to look at it with."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from nnweb.cli.serve import Handler, Server
from tests.browser.chromium import launch

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The site, built now, so that no test passes on yesterday's; NNWEB_SITE names one built already."""
    if named := os.environ.get("NNWEB_SITE"):
        return Path(named)
    folder = ROOT / "build" / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--clean"], check=True, cwd=ROOT
    )
    return folder


class Site:
    """A server of the built site on a free port, which can be told to lose files.

    Attributes:
        url: of the site's root, without a slash at its end.
        broken: parts of paths; a request whose path has one of them gets status 404.
        before: by path, script to be sent before a file's own.
        requests: the paths asked for so far.
    """

    def __init__(self, folder: Path) -> None:
        self.broken: set[str] = set()
        self.before: dict[str, bytes] = {}
        self.requests: list[str] = []
        site = self

        class RecordingHandler(Handler):
            def do_GET(self) -> None:
                site.requests.append(self.path)
                if any(part in self.path for part in site.broken):
                    self.send_error(404)
                elif self.path in site.before:
                    content = site.before[self.path] + (folder / self.path.lstrip("/")).read_bytes()
                    self.send_response(200)
                    self.send_header("Content-Type", "text/javascript")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                else:
                    super().do_GET()

        self._server = Server(folder, port=0)
        self._server.RequestHandlerClass = partial(RecordingHandler, directory=str(folder))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture(scope="session")
def _site(site_folder: Path) -> Iterator[Site]:
    site = Site(site_folder)
    yield site
    site.close()


@pytest.fixture
def site(_site: Site) -> Iterator[Site]:
    """The server, whole again after each test."""
    _site.requests.clear()
    yield _site
    _site.broken.clear()
    _site.before.clear()


@pytest.fixture
def site_url(site: Site) -> str:
    return site.url


@pytest.fixture
def broken(site: Site) -> set[str]:
    return site.broken


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site_url: str) -> Iterator[BrowserContext]:
    """A fresh browser profile; leaving it fails the test if any request went to another origin."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    strangers: list[str] = []
    allowed = (site_url + "/", "data:", "blob:")
    context.on(
        "request", lambda request: None if request.url.startswith(allowed) else strangers.append(request.url)
    )
    yield context
    context.close()
    assert not strangers, f"requests to other origins: {strangers}"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; leaving it fails the test if a script threw or a policy was broken."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    assert not complaints, f"the page complained: {complaints}"
