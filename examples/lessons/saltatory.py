import numpy as np

from nnweb.brain import SpikeShape, conduction_velocity, node_spacing

diameter, time = 10.0, 0.6  # µm, ms
x = np.linspace(0, 60, 7)  # mm along the fibre
shape = SpikeShape(temperature=18.5)
fast = conduction_velocity(diameter, myelinated=True)  # m/s is mm/ms
slow = conduction_velocity(diameter, myelinated=False)

print("mm     ", x.astype(int))
print("with   ", shape.along_nodes(x, time, fast, node_spacing(diameter)).round().astype(int), "mV")
print("without", shape.along(x, time, slow).round().astype(int), "mV")
