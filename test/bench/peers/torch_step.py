"""The benchmark net's step in PyTorch on the CPU. Arguments: rows, threads, warm-ups, timed steps. Prints milliseconds as JSON."""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

rows, threads, warm_ups, timed = (int(argument) for argument in sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)


class Unit(nn.Sequential):
    def __init__(self, size, inputs, outputs, stride):
        super().__init__(nn.Conv2d(inputs, outputs, size, stride, (size - 1) // 2, bias=False), nn.BatchNorm2d(outputs))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = Unit(3, inputs, outputs, stride)
        self.second = Unit(3, outputs, outputs, 1)
        self.shortcut = Unit(1, inputs, outputs, stride)

    def forward(self, x):
        return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(x))


net = nn.Sequential(
    Unit(3, 3, 32, 1), nn.ReLU(), Block(32, 32, 1), Block(32, 64, 2), Block(64, 128, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
    nn.Linear(128, 128, bias=False), nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 64),
)
optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
images = torch.randn(rows, 3, 32, 32)
positives = torch.arange(rows).roll(rows // 2)
diagonal = torch.eye(rows, dtype=torch.bool)


def step():
    optimizer.zero_grad(set_to_none=True)
    unit = F.normalize(net(images), dim=1)
    similarities = (unit @ unit.T / 0.2).masked_fill(diagonal, float("-inf"))
    F.cross_entropy(similarities, positives).backward()
    optimizer.step()


milliseconds = []
for index in range(warm_ups + timed):
    start = time.perf_counter()
    step()
    if index >= warm_ups:
        milliseconds.append(1000 * (time.perf_counter() - start))
print(json.dumps({"milliseconds": milliseconds, "version": torch.__version__}))
