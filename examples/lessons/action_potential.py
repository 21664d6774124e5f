from nnweb.brain import HodgkinHuxley

axon = HodgkinHuxley(temperature=6.3)
dt = 0.025  # ms
current = [0.0] * 1000  # µA/cm²
for start in (1.0, 11.0):  # two pulses of 0.5 ms
    for step in range(round(start / dt), round((start + 0.5) / dt)):
        current[step] = 20.0

potential = axon.simulate(current, dt)[:, 0]  # the other columns are m, h and n
second = round(11.5 / dt)
print(f"first pulse: {potential[:second].max() - axon.rest:.0f} mV above rest")
print(f"second pulse: {potential[second:].max() - axon.rest:.0f} mV above rest")
