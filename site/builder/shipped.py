"""The network that ships with the site, so that the drawing pad answers before any training.

It is the article's classifier, trained here at build time by `nnweb` itself: what the Lab's first settings
describe, so that they are written once.
"""

import hashlib
import json
from pathlib import Path

from lab import DEFAULTS, build_model

from builder.cache import cached
from builder.paths import SITE
from builder.runtime import package_sources

LAB = SITE / "worker" / "lab.py"


def shipped_model() -> Path:
    """Return the folder with `shipped.npz` and `shipped.json`, training the network if its code changed."""
    return cached(f"shipped-{digest_with(Path(__file__), LAB)}", _train_into)


def digest_with(*files: Path) -> str:
    """Return what names a result of these files' code and of all in `nnweb` that learns."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    for path in package_sources():
        apart = path.name == "__main__.py" or {"cli", "brain"} & set(path.parts)
        if path.suffix == ".py" and not apart:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _train_into(out: Path) -> None:
    from nnweb.datasets import mnist

    x_train, y_train = mnist.load_split("train")
    x_test, y_test = mnist.load_split("test")
    model, epochs = build_model(DEFAULTS), DEFAULTS["epochs"]
    model.fit(x_train, y_train, batch_size=DEFAULTS["batch_size"], epochs=epochs, verbose=0)
    loss, accuracy = model.evaluate(x_test, y_test)
    model.save(out / "shipped.npz", include_optimizer=False)
    facts = {"epochs": epochs, "test_loss": round(loss, 4), "test_accuracy": round(accuracy, 4)}
    (out / "shipped.json").write_text(json.dumps(facts), "utf-8")
