"""Finds the Chromium that the browser tests drive, and installs Debian's where that is possible.

Run as a program (`python -m tests.browser.chromium`) it makes sure there is one.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# Nothing of the browser's own goes out, and it runs as root and without a GPU.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

MISSING = (
    "No Chromium was found. Set NNWEB_CHROMIUM to one, or install it: `apt-get install chromium` on Debian, "
    "or `.venv/bin/playwright install chromium`."
)


def find() -> Path | None:
    """Return a Chromium: NNWEB_CHROMIUM's, one on PATH, or Playwright's own; None where there is none."""
    if named := os.environ.get("NNWEB_CHROMIUM"):
        return Path(named) if Path(named).is_file() else None
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start the Chromium that `find` found; without one, fail with what to install."""
    path = find()
    if path is None:
        raise RuntimeError(MISSING)
    return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


def install() -> None:
    """Install Debian's Chromium, where this is root on Debian."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        sys.exit(MISSING)
    print("No Chromium was found: installing Debian's, with a font for Chinese …", flush=True)
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run([apt, "update", "-qq"], check=True, **quiet)  # type: ignore[call-overload]
    packages = ["chromium", "fonts-noto-cjk"]
    subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, **quiet)  # type: ignore[call-overload]


if __name__ == "__main__":
    if find() is None:
        install()
    print(f"Chromium: {find()}")
