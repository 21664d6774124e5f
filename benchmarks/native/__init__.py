"""Runs a benchmark in a Python process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


class NotInstalledError(Exception):
    """The library to be measured is not here; the message names it."""


def run(script: str, settings: dict, python: str | None = None) -> dict:
    """Run one of this folder's scripts and return what it reports.

    Other libraries may live in an environment of their own: NNWEB_PEERS_PYTHON names its Python.
    """
    python = python or os.environ.get("NNWEB_PEERS_PYTHON", sys.executable)
    # One thread for OpenBLAS: on few cores a second one spins more than it helps (and so it is said).
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    command = [python, str(HERE / script), json.dumps(settings)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit code {done.returncode}"
        if "ModuleNotFoundError" in last:
            raise NotInstalledError(last.removeprefix("ModuleNotFoundError: "))
        raise RuntimeError(f"{script} failed: {last}")
    result: dict = json.loads(done.stdout.strip().splitlines()[-1])
    return result
