# ------------------------------------------------------------------------------------------------------------------
# The network. Only the width of the last block and the projector differ between experiments on one backbone.


class Norm(nn.Module):
    """Batch normalisation over the joined batch, on GPUs and CPUs alike (nn.SyncBatchNorm knows GPUs only).

    Biased variance to normalise, unbiased variance in the running average, epsilon 1e-5, momentum 0.1.
    """

    MOMENTUM = 0.1
    EPSILON = 1e-5

    def __init__(self, channels, affine=True):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels)) if affine else None
        self.bias = nn.Parameter(torch.zeros(channels)) if affine else None
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        if not self.training or processes() == 1:
            return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, self.training, self.MOMENTUM, self.EPSILON)
        others = [0, *range(2, x.dim())]
        per_channel = [1, -1] + [1] * (x.dim() - 2)
        count = x.numel() // x.shape[1] * processes()
        mean = Summed.apply(x.sum(others)) / count
        centred = x - mean.view(per_channel)
        variance = Summed.apply(centred.square().sum(others)) / count
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.MOMENTUM)
            self.running_var.lerp_(variance * (count / (count - 1)), self.MOMENTUM)
        y = centred * torch.rsqrt(variance + self.EPSILON).view(per_channel)
        return y if self.weight is None else y * self.weight.view(per_channel) + self.bias.view(per_channel)


def convolution(inputs, outputs, size, stride):
    layer = nn.Conv2d(inputs, outputs, size, stride, padding=size // 2, bias=False)
    nn.init.kaiming_normal_(layer.weight, mode="fan_in", nonlinearity="relu")
    return layer


class Stem(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = convolution(3, channels, 3, 1)
        self.norm = Norm(channels)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)))


class Block(nn.Module):
    """Two convolutions and a shortcut, which is projected where the shape changes and always in the last block."""

    def __init__(self, inputs, inner, outputs, stride, last=False):
        super().__init__()
        self.conv1 = convolution(inputs, inner, 3, stride)
        self.norm1 = Norm(inner)
        self.conv2 = convolution(inner, outputs, 1 if last else 3, 1)
        self.norm2 = Norm(outputs)
        self.shortcut = None
        if last or stride != 1 or inputs != outputs:
            self.shortcut = convolution(inputs, outputs, 1, stride)
            self.norm_shortcut = Norm(outputs)

    def forward(self, x):
        y = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        return F.relu(y + (x if self.shortcut is None else self.norm_shortcut(self.shortcut(x))))


class Backbone(nn.Module):
    """Normalised images [n, 3, 32, 32] to representations [n, WIDTH]."""

    def __init__(self):
        super().__init__()
        self.stem = Stem(STEM)
        channels = STEM
        for index, (outputs, stride) in enumerate(BLOCKS):
            self.add_module(f"block{index + 1}", Block(channels, outputs, outputs, stride))
            channels = outputs
        self.last = Block(channels, LAST_INNER, WIDTH, LAST_STRIDE, last=True)

    def forward(self, x):
        for part in self.children():
            x = part(x)
        return x.mean((2, 3))


class Hidden(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs, bias=False)
        self.norm = Norm(outputs)
        nn.init.kaiming_normal_(self.linear.weight, mode="fan_in", nonlinearity="relu")

    def forward(self, x):
        return F.relu(self.norm(self.linear(x)))


class Vectors(nn.Module):
    """A small network on vectors, as projectors, predictors and classifiers are: hidden layers, then a linear one.

    `widths` from what comes in to what goes out; a single one is no layer at all.
    """

    def __init__(self, widths, ends_normalized=False):
        super().__init__()
        for index in range(len(widths) - 2):
            self.add_module(f"layer{index + 1}", Hidden(widths[index], widths[index + 1]))
        if len(widths) > 1:
            last = nn.Linear(widths[-2], widths[-1], bias=not ends_normalized)
            bound = 1 / math.sqrt(widths[-2])
            nn.init.uniform_(last.weight, -bound, bound)
            if last.bias is not None:
                nn.init.zeros_(last.bias)
            self.add_module(f"layer{len(widths) - 1}", last)
        if ends_normalized:
            self.norm = Norm(widths[-1], affine=False)

    def forward(self, x):
        for layer in self.children():
            x = layer(x)
        return x


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = Backbone()
        self.projector = Vectors(PROJECTOR, ends_normalized=METHOD == "simsiam")
        self.head = Vectors(HEAD)

    def project(self, images):
        return self.projector(self.backbone(images))

    def forward(self, images):
        """What the projector makes of images, and what the loss sees: the same, or what the head makes of it."""
        projection = self.project(images)
        return projection, self.head(projection)
