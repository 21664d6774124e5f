"""Builds `nnweb/ops/kernel.wasm` from the C source beside it: `make kernel`.

The result is committed, so that nobody needs a compiler to build the site; a test builds it again and
compares the bytes. `ziglang` brings clang and wasm-ld; no Emscripten is needed for a module that allocates
nothing and calls nothing: a dylink side module, which Pyodide's dlopen links to its memory and stack.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from builder.paths import PACKAGE

SOURCE = PACKAGE / "ops" / "kernel.c"
RESULT = PACKAGE / "ops" / "kernel.wasm"

COMPILE = ["cc", "--target=wasm32-emscripten", "-std=c11", "-O3", "-msimd128", "-fPIC"]
# A multiplication and an addition stay two roundings: the same bits on every machine.
EXACT = ["-ffp-contract=off", "-fno-builtin", "-Wall", "-Wextra", "-Werror"]
LINK = ["wasm-ld", "--experimental-pic", "-shared", "--no-entry", "--strip-all", "--export=nnweb_run"]


def build(result: Path = RESULT) -> None:
    """Compile and link the kernel into `result`."""
    with tempfile.TemporaryDirectory() as folder:
        # Compiled where it lies under a fixed name, so that no path gets into the bytes.
        compiled = Path(folder) / "kernel.o"
        _zig(*COMPILE, *EXACT, "-c", SOURCE.name, "-o", str(compiled))
        _zig(*LINK, str(compiled), "-o", str(result.resolve()))


def _zig(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "ziglang", *arguments], check=True, cwd=SOURCE.parent)


if __name__ == "__main__":
    build()
    print(f"{RESULT.name}: {RESULT.stat().st_size} bytes")
