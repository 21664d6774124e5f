from nnweb.brain.synapses import Synapse

synapse = Synapse(conductance=6, reversal=0)  # nS, mV
weight, activity = 1.0, 1.0

for potential in (-90, -60, -30, 0, 30):  # mV
    current = float(synapse.current(potential))  # pA
    print(f"at {potential:4d} mV: synapse {current:5.0f} pA, weight times input {weight * activity:.2f}")
