"""Dale's principle as a rule for weights: what leaves one unit has one sign.

A kernel is [senders, receivers], as `Dense` has it: the weights that leave a unit are a row. Activations are
at least 0 here, like firing rates, so that a weight's sign is the sign of its effect.

Cornford, Kalajdzievski, Leite, Lamarquette, Kullmann & Richards, "Learning to live with Dale's principle",
ICLR 2021.
"""

import numpy as np

from nnweb.ops.arrays import Array

__all__ = ["cut", "mixed", "split"]


def mixed(kernel: Array) -> Array:
    """Return for each sender whether it both excites and inhibits: bool [senders]."""
    return np.asarray((kernel > 0).any(axis=1) & (kernel < 0).any(axis=1))


def cut(kernel: Array) -> Array:
    """Return the kernel with only each sender's stronger sign left, the positive one if they are equal."""
    excites = kernel.sum(axis=1, keepdims=True) >= 0
    return np.where(excites, np.maximum(kernel, 0), np.minimum(kernel, 0))


def split(kernel: Array) -> Array:
    """Return the kernel of twice as many senders, first those that excite, then their inhibitory copies.

    With each sender's activation given twice, the sums are what they were: [2 * senders, receivers].
    """
    return np.concatenate([np.maximum(kernel, 0), np.minimum(kernel, 0)])
