"""The Python runtime as the browser fetches it: Pyodide's core, two wheels with a lock, and the pages' own.

The `nnweb` wheel is built from the source beside us, without the data (the page fetches MNIST beside it);
`pages.zip` holds the figures and the worker's Python. Both are byte-compiled by pyodide-build, so that the
reader's machine compiles nothing. Python byte code belongs to one version of Python: under another one than
Pyodide's they ship as source, and the build says so.
"""

import hashlib
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from builder.cache import cached
from builder.paths import PACKAGE, ROOT, SITE, VENDOR

log = logging.getLogger("mkdocs.hooks.nnweb")

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")


# Headers, stubs, static libraries, the Fortran front end: for building on NumPy, not for running it.
UNUSED_IN_A_BROWSER = re.compile(
    r"\.(pyi|h|a|pxd|pc|ini|f|f90|c|cpp|pyf)$|/(f2py|tests)/|/_core/(include|lib)/"
)


def build_runtime(out: Path) -> None:
    """Write Pyodide's core, NumPy's and our wheel, and the lock file to `out`."""
    made = cached(f"runtime-{_sources_digest()}", _build_into)
    shutil.copytree(made, out, dirs_exist_ok=True)
    for name in PYODIDE_FILES:
        shutil.copy(VENDOR / "pyodide" / name, out / name)


def package_sources() -> list[Path]:
    """Return what the browser's wheel is made of: the package without its data."""
    data = PACKAGE / "data"
    return sorted(
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and data not in path.parents and "__pycache__" not in path.parts
    )


def page_sources() -> list[Path]:
    """Return the pages' own Python, and the figures' words."""
    figures = SITE / "figures"
    return sorted([*(SITE / "worker").glob("*.py"), *figures.rglob("*.py"), *figures.rglob("*.json")])


def _sources_digest() -> str:
    digest = hashlib.sha256(sys.version.encode())
    inputs = [
        ROOT / "pyproject.toml",
        VENDOR / "manifest.json",
        Path(__file__),
        *package_sources(),
        *page_sources(),
    ]
    for path in inputs:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _build_into(out: Path) -> None:
    wheel = _build_wheel(out)
    (numpy_wheel,) = (VENDOR / "numpy").glob("*.whl")
    _copy_without(UNUSED_IN_A_BROWSER, numpy_wheel, out / numpy_wheel.name)

    vendored = json.loads((VENDOR / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    cut = {"info": vendored["info"], "packages": {"numpy": vendored["packages"]["numpy"]}}
    base, lock = out / "base-lock.json", out / "pyodide-lock.json"
    base.write_text(json.dumps(cut), "utf-8")
    _pyodide("lockfile", "add-wheels", "--input", base, "--output", lock, "--base-path", out, wheel)
    base.unlink()
    _zip_pages(out / "pages.zip")
    if sys.version_info[:2] == tuple(int(part) for part in vendored["info"]["python"].split(".")[:2]):
        # Compiles the wheels in place and gives the lock their new names and hashes. Importing NumPy from
        # byte code takes a quarter of a second less; without what no browser uses it is no larger to fetch.
        _pyodide("py-compile", "--silent", "--compression-level", "9", out)
    else:
        log.info("Python %s is not Pyodide's: they ship as source", sys.version.split()[0])
    written = json.loads(lock.read_text("utf-8"))
    written["info"] = vendored["info"]  # pyodide-lock drops the version, which Pyodide checks at start
    lock.write_text(json.dumps(written, indent=1), "utf-8")


def _copy_without(pattern: re.Pattern[str], wheel: Path, target: Path) -> None:
    """Copy a wheel, leaving out the files whose path matches, and their lines in its RECORD."""
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.endswith(".dist-info/RECORD"):
                kept = [
                    line for line in content.decode().splitlines() if not pattern.search(line.split(",")[0])
                ]
                content = ("\n".join(kept) + "\n").encode()
            if not pattern.search(item.filename):
                copy.writestr(item, content, zipfile.ZIP_DEFLATED)


def _zip_pages(target: Path) -> None:
    """Write the pages' Python as it is imported: the worker's modules, and `figures`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pages:
        for path in page_sources():
            folder = SITE / "worker" if path.parent.name == "worker" else SITE
            item = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # its date is 1980: the same bytes
            pages.writestr(item, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _build_wheel(out: Path) -> Path:
    source = out / "source"
    for path in [ROOT / "pyproject.toml", ROOT / "LICENSE", ROOT / "README.md", *package_sources()]:
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    # The same sources give the same bytes: a wheel's times are the commit's, not the build's.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1735689600"}
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--wheel-dir", str(out), str(source)], check=True, env=environment)
    shutil.rmtree(source)
    (wheel,) = out.glob("nnweb-*.whl")
    return wheel


def _pyodide(*arguments: str | Path) -> None:
    program = Path(sys.executable).with_name("pyodide")
    subprocess.run([str(program), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
