"""Everything the pages load from us, copied to `assets/nnweb/` with a list of what the worker will fetch."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

from builder.paths import MNIST, SITE
from builder.runtime import build_runtime
from builder.shipped import shipped_model
from builder.styles import write_styles
from nnweb.datasets import FILES

SCRIPTS = ("main.js", "client.js", "protocol.js")
FOLDERS = ("lib", "components", "worker", "strings")
LEFT_AT_HOME = shutil.ignore_patterns("*.html", "*.css", "*.py", "__pycache__", "*.md", "tsconfig.json")


def write_assets(out: Path) -> None:
    """Write scripts, style sheet, strings, runtime, data and the shipped network to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for name in SCRIPTS:
        shutil.copy(SITE / name, out / name)
    for name in FOLDERS:
        shutil.copytree(SITE / name, out / name, ignore=LEFT_AT_HOME, dirs_exist_ok=True)
    write_styles(out / "style.css")
    build_runtime(out / "runtime")
    (out / "data").mkdir(exist_ok=True)
    for path in sorted(MNIST.glob("*.gz")):
        shutil.copy(path, out / "data" / path.name)
    shutil.copytree(shipped_model(), out / "models", dirs_exist_ok=True)
    _write_list(out)


def _write_list(out: Path) -> None:
    """Write `files.json`, what the worker may fetch: bytes, so that progress has a total, and hashes.

    Each file is `for` the start of Python, or for one split of MNIST.

    Only wheels get a hash here: a browser holds a file back until its hash is checked, and WebAssembly is to
    compile while it streams. Pyodide checks the wheels against its lock as well, nnweb checks the data.
    """
    splits = {f"{name}.gz": split for split, files in FILES.items() for name, _md5, _shape in files}
    files: dict[str, dict[str, int | str]] = {}
    fetched = [*(out / "data").iterdir(), *(out / "runtime").iterdir(), out / "models" / "shipped.npz"]
    for path in sorted(fetched):
        files[path.relative_to(out).as_posix()] = {
            "bytes": path.stat().st_size,
            "for": splits.get(path.name, "start"),
        }
        if path.suffix == ".whl":
            digest = base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()
            files[path.relative_to(out).as_posix()] |= {"integrity": f"sha256-{digest}"}
    (out / "files.json").write_text(json.dumps(files, indent=1), "utf-8")
