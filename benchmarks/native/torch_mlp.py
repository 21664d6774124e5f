"""PyTorch on the CPU, as its own tutorial writes it, but fed from two tensors: its fastest way here."""

import json
import sys
import time

import torch
from data import load, report
from torch import nn

settings = json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}")
epochs, batch = settings.get("epochs", 5), settings.get("batch_size", 32)
torch.manual_seed(settings.get("seed", 0))
if "threads" in settings:
    torch.set_num_threads(settings["threads"])

(x_train, y_train), (x_test, y_test) = load()
x, y = torch.from_numpy(x_train.copy()).float() / 255, torch.from_numpy(y_train.copy()).long()
xt, yt = torch.from_numpy(x_test.copy()).float() / 255, torch.from_numpy(y_test.copy()).long()
model = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)
loss = nn.CrossEntropyLoss()
seconds = []
for _ in range(epochs):
    started = time.perf_counter()
    for rows in torch.randperm(len(x)).split(batch):
        optimizer.zero_grad()
        loss(model(x[rows]), y[rows]).backward()
        optimizer.step()
    seconds.append(time.perf_counter() - started)
with torch.no_grad():
    accuracy = (model(xt).argmax(1) == yt).float().mean().item()
report(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads", seconds, round(accuracy, 4))
