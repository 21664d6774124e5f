import numpy as np

from nnweb.brain.reward import rescorla_wagner

rewards = np.ones(40)
rewards[24] = 0  # on the 25th trial the reward fails to come

expected, errors = rescorla_wagner(rewards, alpha=0.2)
for trial in (1, 2, 5, 24, 25, 26):
    print(f"trial {trial:2}: expected {expected[trial - 1]:.2f}, error {errors[trial - 1]:+.2f}")
