"""The built site on a port of its own, and a Chromium to look at it with."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from nnweb.cli.serve import Handler, Server
from tests.browser.chromium import launch
from tests.browser.pages import WIDE, Guard, Warm

ROOT = Path(__file__).resolve().parents[2]

# What comes is seen at once; what does not come is waited for longer than a busy machine can take.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The site, built now, so that no test passes on yesterday's; NNWEB_SITE names one built already."""
    if named := os.environ.get("NNWEB_SITE"):
        return Path(named)
    if "PYTEST_XDIST_WORKER" in os.environ:
        pytest.exit("Expected NNWEB_SITE to name a built site, for workers side by side: see `make test`.")
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


class OpenPage(Protocol):
    """Opens a page in a fresh browser profile of the given kind; see Browser.new_context for the kinds."""

    def __call__(self, **kind: Any) -> Page: ...


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[OpenPage]:
    """Fresh pages as many as a test asks for; leaving it fails the test if one did what no page may do."""
    opened: list[tuple[BrowserContext, Guard]] = []

    def open_one(**kind: Any) -> Page:
        context = browser.new_context(**({"viewport": WIDE} | kind))
        opened.append((context, Guard(context, site_url)))
        return context.new_page()

    yield open_one
    for context, _ in opened:
        context.close()
    for _, guard in opened:
        guard.check()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture(scope="module")
def _warm(browser: Browser, _site: Site) -> Iterator[Warm]:
    warm = Warm(browser, _site.url)
    yield warm
    warm.close()


@pytest.fixture
def warm(_warm: Warm, request: pytest.FixtureRequest) -> Iterator[Warm]:
    """The module's page whose Python is up, as if no test had been there before this one."""
    failed = request.session.testsfailed
    _warm.reset()
    yield _warm
    try:
        _warm.guard.check()
    finally:
        if request.session.testsfailed > failed:
            _warm.reopen()
