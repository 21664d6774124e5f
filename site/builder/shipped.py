"""The network that ships with the site, so that the drawing pad answers before any training.

It is the article's classifier, trained here at build time by `nnweb` itself with a fixed seed.
"""

import hashlib
import json
from pathlib import Path

from builder.cache import cached
from builder.runtime import package_sources

EPOCHS = 5
SEED = 0


def shipped_model() -> Path:
    """Return the folder with `shipped.npz` and `shipped.json`, training the network if its code changed."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in package_sources():
        apart = path.name == "__main__.py" or {"cli", "brain"} & set(path.parts)
        if path.suffix == ".py" and not apart:
            digest.update(path.read_bytes())
    return cached(f"shipped-{digest.hexdigest()[:16]}", _train_into)


def _train_into(out: Path) -> None:
    # Imported here so that a build that trains nothing loads nothing.
    from nnweb import Sequential
    from nnweb.datasets import mnist
    from nnweb.layers import Dense, Flatten, Rescaling

    x_train, y_train = mnist.load_split("train")
    x_test, y_test = mnist.load_split("test")
    model = Sequential(
        [
            Rescaling(1 / 255, input_shape=(28, 28)),
            Flatten(),
            Dense(128, activation="relu"),
            Dense(10, activation="softmax"),
        ],
        seed=SEED,
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=EPOCHS, verbose=0)
    loss, accuracy = model.evaluate(x_test, y_test)
    model.save(out / "shipped.npz", include_optimizer=False)
    facts = {"epochs": EPOCHS, "seed": SEED, "test_loss": round(loss, 4), "test_accuracy": round(accuracy, 4)}
    (out / "shipped.json").write_text(json.dumps(facts), "utf-8")
