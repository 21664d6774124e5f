"""Measures training here: nnweb in Chromium and natively, beside other libraries, all in one run.

    make bench                                   # everything that is installed
    .venv/bin/python benchmarks/run.py --rounds 1 --only nnweb

Contenders take turns, round after round, so that a machine that slows down slows all of them. Each run
is a process or a browser of its own. Results go to benchmarks/results.json, from which the site's
Performance page is built. What isn't installed is skipped by name: see benchmarks/README.md.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks import native, start, web  # noqa: E402

RESULTS = HERE / "results.json"

CONTENDERS = {
    "nnweb-chromium": lambda settings: web.nnweb(settings),
    "nnweb-native": lambda settings: native.run("nnweb_mlp.py", settings, sys.executable),
    "nnweb-chromium-numpy": lambda settings: web.nnweb(settings, ops="numpy"),
    "torch": lambda settings: native.run("torch_mlp.py", settings),
    "torch-1": lambda settings: native.run("torch_mlp.py", settings | {"threads": 1}),
    "keras": lambda settings: native.run("keras_mlp.py", settings),
    "sklearn": lambda settings: native.run("sklearn_mlp.py", settings),
    "tfjs": lambda settings: web.library("tfjs.html", settings),
    "jaxjs": lambda settings: web.library("jaxjs.html", settings),
}

# What is changed, one thing at a time, to see how time grows; the rest is as in the article's program.
SCALING = {
    "images": [15_000, 30_000, 60_000],
    "batch_size": [16, 32, 64, 128, 256],
    "hidden_units": [64, 128, 256, 512],
}


def main() -> None:
    """Run what was asked for and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="runs of each contender (default 3)")
    parser.add_argument("--epochs", type=int, default=5, help="epochs of a run (default 5)")
    parser.add_argument("--only", default="", help="contenders whose name has this in it")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where to write the results")
    arguments = parser.parse_args()

    chosen = {name: run for name, run in CONTENDERS.items() if arguments.only in name}
    runs, skipped = compete(chosen, arguments.rounds, {"epochs": arguments.epochs, "batch_size": 32})
    results = {
        "date": date.today().isoformat(),
        "machine": machine(),
        "settings": {"epochs": arguments.epochs, "batch_size": 32, "images": 60_000, "hidden_units": 128},
        "contenders": {name: summarize(of_one) for name, of_one in runs.items()},
        "skipped": skipped,
    }
    if "nnweb-chromium" in chosen:
        results |= {"scaling": scale(), "start": start.measure(rounds=arguments.rounds)}
    arguments.out.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    print(f"Wrote {arguments.out}")


def compete(chosen: dict, rounds: int, settings: dict) -> tuple[dict, dict]:
    """Return each contender's runs, and why the others were skipped."""
    runs: dict[str, list] = {name: [] for name in chosen}
    skipped: dict[str, str] = {}
    for number in range(rounds):
        for name, run in chosen.items():
            if name in skipped:
                continue
            try:
                result = run(settings | {"seed": number})
            except native.NotInstalledError as error:
                skipped[name] = str(error)
                print(f"{name}: skipped, {error}", flush=True)
                continue
            runs[name].append(result)
            seconds = sum(result["epoch_s"])
            print(f"{name}: {seconds:.2f} s, test accuracy {result['test_accuracy']:.4f}", flush=True)
    return {name: of_one for name, of_one in runs.items() if of_one}, skipped


def summarize(runs: list[dict]) -> dict:
    """Return a contender's times over its runs: minimum and median of the whole, median of an epoch."""
    totals = [sum(run["epoch_s"]) for run in runs]
    epochs = [seconds for run in runs for seconds in run["epoch_s"]]
    return {
        "version": runs[0]["version"],
        "total_s": [round(total, 3) for total in totals],
        "total_min_s": round(min(totals), 3),
        "total_median_s": round(statistics.median(totals), 3),
        "epoch_median_s": round(statistics.median(epochs), 3),
        "test_accuracy": [round(run["test_accuracy"], 4) for run in runs],
    }


def scale(repeats: int = 3) -> dict:
    """Return the seconds of an epoch in Chromium while one setting changes: the fastest of some epochs."""
    grown: dict[str, dict] = {}
    for name, values in SCALING.items():
        grown[name] = {}
        for value in values:
            result = web.nnweb({"epochs": repeats, name: value})
            grown[name][str(value)] = round(min(result["epoch_s"]), 3)
            print(f"{name} {value}: {grown[name][str(value)]} s an epoch", flush=True)
    return grown


def machine() -> dict:
    """Return what the numbers hold for."""
    cpu = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        cpu = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), cpu)
    ask = ["git", "rev-parse", "--short", "HEAD"]
    revision = subprocess.run(ask, cwd=HERE, capture_output=True, text=True)
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "chromium": web.chromium_version(),
        "revision": revision.stdout.strip(),
    }


if __name__ == "__main__":
    main()
