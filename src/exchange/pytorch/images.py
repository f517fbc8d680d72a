# ------------------------------------------------------------------------------------------------------------------
# Images in CIFAR's binary layout: one label byte (two in CIFAR-100, coarse and fine; the last one counts), then 3072 bytes, the
# red, the green and the blue plane, row by row.

PIXELS = 3 * SIDE * SIDE


class Unusable(Exception):
    """Something that the person who started this can put right; its message says how."""


def read_images(path):
    """Pixels [n, 3, 32, 32] and labels [n] of one file."""
    with open(path, "rb") as file:
        data = bytearray(file.read())
    # Both lengths divide the size only where there are thousands of images, which CIFAR-10's files then hold.
    fitting = [count for count in (1, 2) if data and len(data) % (count + PIXELS) == 0]
    if not fitting:
        raise Unusable(f"{path} has {len(data)} bytes, no whole number of records of {PIXELS + 1} or {PIXELS + 2}; give a file in CIFAR's binary layout.")
    records = torch.frombuffer(data, dtype=torch.uint8).view(-1, fitting[0] + PIXELS)
    return records[:, fitting[0] :].reshape(-1, 3, SIDE, SIDE), records[:, fitting[0] - 1].long()


def read_folder(folder):
    """The first IMAGES training images of a folder: every .bin file whose name does not begin with "test", by name."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".bin") and not name.startswith("test"))
    if not names:
        raise Unusable(f"{folder} holds no training images; it needs files such as data_batch_1.bin or train.bin.")
    pixels, labels = zip(*(read_images(os.path.join(folder, name)) for name in names))
    pixels, labels = torch.cat(pixels)[:IMAGES], torch.cat(labels)[:IMAGES]
    if METHOD == "supervised" and labels.max() >= CLASSES:
        raise Unusable(f"{folder} has a label {int(labels.max())}, but the classifier tells {CLASSES} classes apart; use the images of the run.")
    return pixels, labels


def moments_of(pixels):
    """Mean and deviation per channel, of values in 0..1."""
    counts = torch.stack([torch.bincount(pixels[:, channel].flatten(), minlength=256) for channel in range(3)]).double()
    shares, values = counts / counts.sum(1, keepdim=True), torch.arange(256, dtype=torch.float64) / 255
    mean = shares @ values
    return mean.tolist(), (shares @ values.square() - mean.square()).clamp_min(255**-2).sqrt().tolist()


class Batches:
    """Which images make up the batch of a step, counted from 0; the same on every process."""

    def __init__(self, labels):
        self.count = len(labels)
        self.members = [torch.nonzero(labels == label)[:, 0] for label in labels.unique()]
        self.epoch, self.order = -1, None
        if SAMPLING == "two-class" and len(self.members) < 2:
            raise Unusable("Two-class batches need images of at least two classes.")

    def __call__(self, step):
        return self.two_class(step) if SAMPLING == "two-class" else self.balanced(step)

    def balanced(self, step):
        """Every image once per epoch; batches follow each other through the epochs without a gap."""
        indices = []
        for position in range(step * BATCH, (step + 1) * BATCH):
            epoch, place = divmod(position, self.count)
            if epoch != self.epoch:
                self.epoch, self.order = epoch, torch.randperm(self.count, generator=generator("order", epoch)).tolist()
            indices.append(self.order[place])
        return torch.tensor(indices)

    def two_class(self, step):
        """Half from one class, half from another; both are drawn anew for every step."""
        random = generator("order", step)
        first, second = torch.randperm(len(self.members), generator=random)[:2].tolist()
        half = (BATCH + 1) // 2
        return torch.cat([self.some(first, half, random), self.some(second, BATCH - half, random)])

    def some(self, label, count, random):
        """Without replacement; only where more are asked for than there are, they come again."""
        members = self.members[label]
        rounds = -(-count // len(members))
        return torch.cat([members[torch.randperm(len(members), generator=random)] for _ in range(rounds)])[:count]
