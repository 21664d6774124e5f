import numpy as np

from nnweb import Sequential
from nnweb.layers import Dense


def fires(weights: list[int], threshold: int, inputs: list[int]) -> bool:
    """Say whether a unit's weighted sum reaches its threshold: all or nothing, as in 1943."""
    unit = Sequential([Dense(1, input_shape=(len(weights),))])
    unit.set_weights([np.array(weights).reshape(-1, 1), [-threshold]])
    return bool(unit.predict(np.array([inputs]), verbose=0)[0, 0] >= 0)


print(" a  b   or  and  exactly one")
for a, b in [(0, 0), (0, 1), (1, 0), (1, 1)]:
    either = fires([1, 1], 1, [a, b])
    both = fires([1, 1], 2, [a, b])
    # No single unit can do this; two in a row can: "either" excites, "both" inhibits.
    one = fires([1, -1], 1, [either, both])
    print(f"{a:2d} {b:2d}  {either:3d}  {both:3d}  {one:3d}")
