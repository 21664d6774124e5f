"""You against the network: the score of a game. What both answered in, plain values out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from game import AMOUNTS, LEVELS

from nnweb.metrics import confusion_matrix, wilson_interval
from nnweb.ops.arrays import Array

Message = dict[str, Any]


def score(labels: list[int], reader: list[int], network: list[int], groups: Message) -> Message:
    """Return both players' accuracies with their 95 % intervals, where they differ, and their confusions.

    Args:
        labels: what was right, [n].
        reader: what the reader answered, [n].
        network: what the network answered, [n].
        groups: name of a way to group -> each round's group, [n].
    """
    true, mine, its = (np.asarray(each, np.int64) for each in (labels, reader, network))
    right = {"reader": mine == true, "network": its == true}
    alone = [int((one & ~other).sum()) for one, other in (right.values(), reversed(list(right.values())))]
    return {
        "count": len(true),
        **{name: _accuracy(each) for name, each in right.items()},
        "only_reader": alone[0],
        "only_network": alone[1],
        "both_wrong": int((~right["reader"] & ~right["network"]).sum()),
        "same_mistake": int((~right["reader"] & (mine == its)).sum()),
        "chance": sign_test(*alone),
        "groups": [
            {
                "by": by,
                "name": name,
                "count": members.count(name),
                **{
                    who: int(each[[member == name for member in members]].sum())
                    for who, each in right.items()
                },
            }
            for by, members in groups.items()
            for name in sorted(set(members), key=_rank)
        ],
        "confusion": {
            name: confusion_matrix(true, answers, classes=10).tolist()
            for name, answers in (("reader", mine), ("network", its))
        },
    }


def sign_test(only_first: int, only_second: int) -> float:
    """Return how probable so uneven a split is if neither is better: exact, two-sided.

    Two who answer the same questions differ only where one is right and the other wrong; without a better
    one, each such question is the toss of a coin.

    Args:
        only_first: where only the first is right.
        only_second: where only the second is right.
    """
    tosses = only_first + only_second
    fewer = min(only_first, only_second)
    tail = sum(math.comb(tosses, heads) for heads in range(fewer + 1)) / 2**tosses
    return float(min(1.0, 2 * tail))


def _accuracy(right: Array) -> Message:
    low, high = wilson_interval(int(right.sum()), len(right))
    return {"right": int(right.sum()), "low": low, "high": high}


def _rank(name: str) -> int:
    return [*AMOUNTS, *LEVELS].index(name)
