"""What the command line does: one function a subcommand, each given its parsed arguments."""

from argparse import Namespace
from pathlib import Path

import numpy as np

from nnweb import optimizers
from nnweb.datasets import mnist
from nnweb.layers import Dense, Flatten, Rescaling
from nnweb.model import Sequential

__all__ = ["evaluate", "predict", "serve", "train"]


def train(args: Namespace) -> None:
    """Train the article's classifier on MNIST, test it, and save it if asked to."""
    if args.save is not None and not Path(args.save).absolute().parent.is_dir():
        raise ValueError(f"Expected --save to name a file in a folder that exists. Received: {args.save}")
    x, y = mnist.load_split("train")
    if args.train_images > len(x):
        raise ValueError(f"Expected --train-images to be at most {len(x)}. Received: {args.train_images}")
    optimizer = optimizers.get(args.optimizer)
    if args.learning_rate is not None:
        optimizer.learning_rate = args.learning_rate
    model = Sequential(
        [
            Rescaling(1 / 255, input_shape=(28, 28)),
            Flatten(),
            Dense(args.hidden_units, activation=args.activation),
            Dense(10, activation="softmax"),
        ],
        seed=args.seed,
    )
    model.compile(optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x[: args.train_images], y[: args.train_images], batch_size=args.batch_size, epochs=args.epochs)
    _test(model)
    if args.save is not None:
        model.save(args.save)
        print(f"Saved to {args.save} (seed {model.seed})")


def evaluate(args: Namespace) -> None:
    """Test a saved model on MNIST's 10,000 test images."""
    model = Sequential.load(args.model)
    if not model.compiled or not model.metrics:
        model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    _test(model)


def predict(args: Namespace) -> None:
    """Print file, digit and probability for each image."""
    from nnweb.digits.image_files import read_digit

    if args.model is None:
        raise ValueError(
            "Expected --model FILE. Received: none. Make one with: nnweb train --save digits.npz; "
            "then: nnweb predict --model digits.npz FILE.png"
        )
    model = Sequential.load(args.model)
    images = np.stack([read_digit(path) for path in args.files])
    for path, probabilities in zip(args.files, model.predict(images), strict=True):
        digit = int(probabilities.argmax())
        print(f"{path}\t{digit}\t{probabilities[digit]:.4f}")


def serve(args: Namespace) -> None:
    """Serve a built site until Ctrl-C."""
    from nnweb.cli import serve as server

    server.serve(args.folder, args.host, args.port)


def _test(model: Sequential) -> None:
    loss, accuracy = model.evaluate(*mnist.load_split("test"))
    print(f"Test loss: {loss:.4f}\nTest accuracy: {accuracy:.4f}")
