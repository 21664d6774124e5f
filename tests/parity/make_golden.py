"""Writes golden.json: the loss of each of fifty steps, computed by PyTorch.

Run it when the case changes, from the repository's root, with any Python that has PyTorch and NumPy 2
(PyTorch is no dependency of the project):

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch numpy
    /tmp/torch/bin/python tests/parity/make_golden.py

Gradients are PyTorch's own. Its optimizers differ from Keras', which nnweb follows, in three conventions:

* SGD with momentum: PyTorch keeps b = momentum b + g and takes p -= rate b, Keras v = momentum v - rate g and
  p += v. At a constant rate these are the same; `torch.optim.SGD` is used.
* Adam: PyTorch adds epsilon to sqrt(v / (1 - beta_2^t)), Keras to sqrt(v). `torch.optim.Adam` is used, its
  epsilon divided by sqrt(1 - beta_2^t) before each step, which makes them the same.
* RMSprop: PyTorch divides by sqrt(v) + epsilon, Keras by sqrt(v + epsilon). No epsilon makes these the same,
  and MNIST's gradients are small enough to tell; the rule is written out here in PyTorch's terms.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
from case import GOLDEN, OPTIMIZERS, STEPS, batches, fingerprint, starting_weights


class KerasRMSprop(torch.optim.Optimizer):
    """RMSprop with epsilon under the root."""

    def __init__(self, parameters, learning_rate, rho, epsilon):
        super().__init__(parameters, {"rate": learning_rate, "rho": rho, "epsilon": epsilon})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                v = self.state[p].setdefault("v", torch.zeros_like(p))
                v.mul_(group["rho"]).addcmul_(p.grad, p.grad, value=1 - group["rho"])
                p.addcdiv_(p.grad, (v + group["epsilon"]).sqrt(), value=-group["rate"])


def optimizer_of(name, parameters):
    """Return PyTorch's optimizer for the case's settings, and what to do to it before step t."""
    settings = OPTIMIZERS[name]
    if name == "sgd":
        return torch.optim.SGD(parameters, lr=settings["learning_rate"], momentum=settings["momentum"]), None
    if name == "rmsprop":
        return KerasRMSprop(parameters, **settings), None
    betas = settings["beta_1"], settings["beta_2"]
    adam = torch.optim.Adam(parameters, lr=settings["learning_rate"], betas=betas)

    def set_epsilon(t):
        adam.param_groups[0]["eps"] = settings["epsilon"] / math.sqrt(1 - betas[1] ** t)

    return adam, set_epsilon


def losses_of(name):
    """Return the loss before each of the steps."""
    w1, b1, w2, b2 = parameters = [torch.tensor(array, requires_grad=True) for array in starting_weights()]
    optimizer, before_step = optimizer_of(name, parameters)
    losses = []
    for t, (x, y) in enumerate(zip(*map(torch.tensor, batches()), strict=True), start=1):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(torch.relu(x @ w1 + b1) @ w2 + b2, y)
        loss.backward()
        if before_step is not None:
            before_step(t)
        optimizer.step()
        losses.append(loss.item())
    return losses


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    golden = {
        "torch": torch.__version__,
        "numpy": np.__version__,
        "weights_sha256": fingerprint(starting_weights()),
        "losses": {name: losses_of(name) for name in OPTIMIZERS},
    }
    assert all(len(losses) == STEPS for losses in golden["losses"].values())
    GOLDEN.write_text(json.dumps(golden, indent=1) + "\n")
    print({name: (losses[0], losses[-1]) for name, losses in golden["losses"].items()})
