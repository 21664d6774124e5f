import numpy as np

from nnweb.brain.feedback_alignment import METHODS, learn

INPUTS, HIDDEN, OUTPUTS = 8, 6, 3
start, chance = np.random.default_rng(7), np.random.default_rng(0)
target = start.normal(size=(INPUTS, OUTPUTS)) * 1.5 / np.sqrt(INPUTS)
first = start.normal(size=(INPUTS, HIDDEN)) * 0.3 / np.sqrt(INPUTS)
second = start.normal(size=(HIDDEN, OUTPUTS)) * 0.3 / np.sqrt(HIDDEN)
feedback = chance.normal(size=(OUTPUTS, HIDDEN)) / np.sqrt(HIDDEN)  # drawn once, never changed

losses, angles = learn(target, first, second, feedback, rate=0.1, steps=80)
for method, left in zip(METHODS, losses[-1], strict=True):
    print(f"{method}: {100 * left:.1f} % of the error left")
print(f"angle to the gradient: {angles[0]:.0f} degrees at first, {angles[-1]:.0f} at last")
