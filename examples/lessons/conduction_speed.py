from nnweb.brain import conduction_velocity

diameter = 10.0  # µm
fast = conduction_velocity(diameter, myelinated=True)
slow = conduction_velocity(diameter, myelinated=False)

print(f"with myelin {fast:.1f} m/s, without {slow:.1f} m/s")
print(f"as fast without myelin: {diameter * (fast / slow) ** 2 / 1000:.1f} mm thick")
