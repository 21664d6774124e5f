import numpy as np

from nnweb.brain.reward import temporal_difference

CUE, REWARD = 4, 12
rewards = np.zeros((60, 16))  # 60 trials of 16 moments
rewards[:, REWARD] = 1
rewards[49, REWARD] = 0  # on the 50th trial the reward fails to come

errors = temporal_difference(rewards, alpha=0.3, cue=CUE).errors
for trial in (1, 15, 49, 50):
    at_cue, at_reward = errors[trial - 1, [CUE, REWARD]]
    print(f"trial {trial:2}: error {at_cue:+.2f} at the cue, {at_reward:+.2f} at the reward")
