"""The files we did not write: each listed with source, licence and SHA-256, and checked before a build."""

import hashlib
import json
from pathlib import Path
from typing import TypedDict

from builder.paths import ROOT, VENDOR


class VendoredFile(TypedDict):
    """One entry of `site/vendor/manifest.json`; `path` is relative to the repository's root."""

    path: str
    name: str
    version: str
    licence: str
    source: str
    bytes: int
    sha256: str


class VendorError(Exception):
    """A vendored file is missing or is not the file the manifest describes."""


def manifest() -> list[VendoredFile]:
    """Return the entries of the vendor manifest."""
    entries: list[VendoredFile] = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    return entries


def sha256(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(entries: list[VendoredFile] | None = None, root: Path = ROOT) -> None:
    """Check every vendored file against the manifest.

    Raises:
        VendorError: naming each file that is missing or differs, and what to do about it.
    """
    problems = []
    for entry in manifest() if entries is None else entries:
        path = root / entry["path"]
        if not path.is_file():
            problems.append(f"{entry['path']} is missing")
        elif (received := sha256(path)) != entry["sha256"]:
            problems.append(f"{entry['path']}: expected SHA-256 {entry['sha256']}, received {received}")
    if problems:
        raise VendorError(
            "Vendored files differ from site/vendor/manifest.json:\n  "
            + "\n  ".join(problems)
            + "\nRestore them with `git checkout -- site/vendor nnweb/data`, or update the manifest."
        )
