import numpy as np

from nnweb.brain.reward import rescorla_wagner
from nnweb.losses import SparseCategoricalCrossentropy

# A network's surprise: how little it believed in what turned out to be true.
loss = SparseCategoricalCrossentropy()
chances = np.array([[0.05, 0.90, 0.05]])
for label in range(3):
    surprise = loss(np.array([label]), chances) / np.log(2)
    print(f"true class {label}: surprise {surprise:.2f} bits")

# An animal's: how far the reward was from what it expected. This one has a sign.
rewards = np.array([1.0, 1.0, 1.0, 1.0, 0.0])
expected, errors = rescorla_wagner(rewards, alpha=0.5)
for trial in range(len(rewards)):
    print(f"trial {trial + 1}: expected {expected[trial]:.2f}, error {errors[trial]:+.2f}")
