"""Measures how soon training begins, and what is fetched for it: in a cold tab, then with a warm cache."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.web import SITE, serving
from nnweb.cli.serve import Handler, Server
from tests.browser.chromium import launch


class _CountingServer(Server):
    """Adds up the bytes of the answers' bodies, as they go over the wire."""

    sent = 0

    def __init__(self) -> None:
        super().__init__(SITE, port=0)
        self.RequestHandlerClass = partial(_CountingHandler, directory=str(SITE))


class _CountingHandler(Handler):
    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() == "content-length" and self.command == "GET":
            self.server.sent += int(value)  # type: ignore[attr-defined]
        super().send_header(keyword, value)


def measure(rounds: int = 3) -> dict[str, Any]:
    """Return seconds from pressing Train to the first step, cold and warm, and the bytes before and after."""
    cold, warm, sizes = [], [], []
    for _ in range(rounds):
        with _fresh() as (server, url, context):
            before, after, seconds = _press_train(server, url, context)
            cold.append(seconds)
            sizes.append((before, after))
            warm.append(_press_train(server, url, context)[2])
    return {
        "cold_s": round(statistics.median(cold), 2),
        "warm_s": round(statistics.median(warm), 2),
        "bytes_before_train": sizes[0][0],
        "bytes_after_train": sizes[0][1],
    }


@contextmanager
def _fresh() -> Iterator[tuple[_CountingServer, str, BrowserContext]]:
    server = _CountingServer()
    with serving(server) as url, sync_playwright() as playwright:
        browser = launch(playwright)
        yield server, url, browser.new_context(viewport={"width": 1366, "height": 768})
        browser.close()


def _press_train(server: _CountingServer, url: str, context: BrowserContext) -> tuple[int, int, float]:
    page = context.new_page()
    server.sent = 0
    page.goto(f"{url}/lab/", wait_until="networkidle")
    before, server.sent = server.sent, 0
    started = time.perf_counter()
    # Pressed by a script, not by the mouse: a pointer over the button would fetch ahead of the press.
    lab = page.locator('[data-component="lab"]')
    lab.get_by_role("button", name="Train", exact=True).evaluate("button => button.click()")
    page.wait_for_selector('[data-component="lab"][data-state="training"]', timeout=120_000)
    seconds = time.perf_counter() - started
    after = server.sent
    page.close()
    return before, after, seconds
