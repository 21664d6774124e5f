from nnweb import Sequential
from nnweb.layers import Dense, Flatten

# The Lab's network: how many units and weights does it really have?
model = Sequential([Flatten(input_shape=(28, 28)), Dense(128, "relu"), Dense(10, "softmax")])
model.build()
kernels = model.get_weights()[::2]  # each followed by its biases
units = sum(kernel.shape[1] for kernel in kernels)
weights = sum(kernel.size for kernel in kernels)

print(f"{units} units, {weights:,} weights, {model.count_params():,} parameters")
print(f"neurons in a human brain, for each unit: {86.1e9 / units:.1e}")
print(f"synapses in a human neocortex, for each weight: {0.15e15 / weights:.1e}")
