"""Where things are, in one place."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
VENDOR = SITE / "vendor"
PACKAGE = ROOT / "nnweb"
MNIST = PACKAGE / "data" / "mnist"

# What takes seconds to make is kept here between builds, under a name that says from what it was made.
CACHE = ROOT / "build" / "cache"

# Where everything of ours lies in the built site, relative to its root.
ASSETS = "assets/nnweb"
