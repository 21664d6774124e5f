"""Runs a benchmark in a fresh Chromium, on a page served from here."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.native import NotInstalledError
from nnweb.cli.serve import Server
from tests.browser.chromium import launch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE = ROOT / "build" / "site"
MNIST = ROOT / "nnweb" / "data" / "mnist"
PROGRAM = HERE.parent / "native" / "nnweb_mlp.py"

LIMIT = 600_000  # milliseconds a run may take

# The program runs as a reader's own: in the page's cell, with nothing of the Lab about it.
RUN_PROGRAM = """async ({ code, ops }) => {
  const { client } = await import("/assets/nnweb/client.js");
  await client.request("boot", ops ? { ops } : {});
  let text = "";
  const { status } = await client.request("run_code", { code }, {
    onEvent: ({ type, data }) => { if (type === "output") text += data.text; },
  });
  if (status !== "done") throw new Error(text);
  return text;
}"""


class _Handler(SimpleHTTPRequestHandler):
    """Serves this folder's pages, the installed libraries, and MNIST."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".gz": "application/octet-stream",
    }

    def translate_path(self, path: str) -> str:
        name = path.split("?")[0].removeprefix("/mnist/")
        return str(MNIST / Path(name).name) if path.startswith("/mnist/") else super().translate_path(path)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def nnweb(settings: dict, ops: str | None = None) -> dict:
    """Train with nnweb in the built site; `ops="numpy"` leaves the kernel out."""
    if not (SITE / "index.html").is_file():
        raise SystemExit("Expected a built site: run `make build` first (`make bench` does).")
    code = f"SETTINGS = {settings!r}\n{PROGRAM.read_text('utf-8')}"
    with serving(Server(SITE, port=0)) as url, browser_page(f"{url}/lab/") as page:
        return json.loads(page.evaluate(RUN_PROGRAM, {"code": code, "ops": ops}).strip().splitlines()[-1])


def library(name: str, settings: dict) -> dict:
    """Train with another library, on its page in this folder."""
    _install()
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *rest: _Handler(*rest, directory=str(HERE)))
    with serving(server) as url, browser_page(f"{url}/{name}") as page:
        page.wait_for_function("() => Boolean(window.bench)")
        result: dict = page.evaluate("(settings) => window.bench(settings)", settings)
        return result


def chromium_version() -> str:
    """Return the version of the Chromium that is used."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        version = browser.version
        browser.close()
    return version


@cache
def _install() -> None:
    if (HERE / "node_modules").is_dir():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NotInstalledError("npm is not here to install it")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=HERE).returncode:
        raise NotInstalledError("`npm ci` in benchmarks/web failed")


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browser_page(url: str) -> Iterator[Page]:
    """Open the address in a Chromium of its own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.set_default_timeout(LIMIT)
        page.goto(url)
        yield page
        browser.close()
