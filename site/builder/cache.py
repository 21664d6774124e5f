"""What takes seconds to make is made once, and kept under a name that says from what."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from builder.paths import CACHE


def cached(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this name in the build's cache, filled by `make(folder)` if it isn't there yet.

    Made in a folder of its own and renamed when whole: a build that breaks off, or another at the same time,
    leaves nothing half done.
    """
    kept = CACHE / name
    if not kept.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=CACHE, prefix="work-"))
        try:
            make(work)
            if not kept.is_dir():
                work.rename(kept)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return kept
