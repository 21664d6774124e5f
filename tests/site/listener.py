"""What the session's tests share: someone to hear it, and a test set short enough to be heard out."""

from typing import Any

import pytest
from session import Session

from nnweb.datasets import mnist


class Listener:
    """Asks a session of its own as the worker does, and keeps what it says.

    Args:
        slices: at most this many slices of 20 ms follow a question: a playground may run until it is paused.
    """

    def __init__(self, slices: int = 5000):
        self.messages: list[dict[str, Any]] = []
        self.session = Session(self.messages.append, "no-such-file.npz")
        self.slices = slices

    def ask(self, type, **data):
        """Return the last message the question brought."""
        self.session.handle({"id": len(self.messages), "type": type, "data": data})
        for _ in range(self.slices):
            if not self.session.busy:
                break
            self.session.advance(0.02)
        return self.messages[-1]

    def said(self, type):
        """Return the data of all messages of a type."""
        return [message["data"] for message in self.messages if message["type"] == type]


@pytest.fixture
def few_test_images(monkeypatch):
    """Let the test set be its first 250 images."""
    images, labels = mnist.load_split("test")
    train = mnist.load_split("train")
    few = images[:250], labels[:250]
    monkeypatch.setattr(mnist, "load_split", lambda split: train if split == "train" else few)
