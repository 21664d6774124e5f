from nnweb.brain import conduction_velocity

# How long does a signal take from the foot to the spinal cord, about one metre?
fibres = [("thick, myelinated", 15, True), ("thin, myelinated", 3, True), ("bare", 1, False)]

for name, diameter, myelinated in fibres:
    speed = conduction_velocity(diameter, myelinated=myelinated)  # m/s
    print(f"{name} ({diameter} µm): {speed:5.1f} m/s, {1000 / speed:6.1f} ms")
