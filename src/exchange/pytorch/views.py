# ------------------------------------------------------------------------------------------------------------------
# Augmentation. What happens to each view is drawn on the CPU for the whole joined batch, so that the number of processes
# changes nothing; pixels are changed on the device.

SIDE = 32


def generator(*address):
    """A random stream for a purpose and a step, so that a resumed run needs no saved one."""
    digest = hashlib.sha256(repr((SEED, *address)).encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "little") >> 1)


def draw_views(count, random):
    """[count, 10]: top, left, height, width, flip, brightness, contrast, saturation, hue, grayscale of each view."""

    def between(low, high, *shape):
        return low + (high - low) * torch.rand(*shape, generator=random)

    flip, gray, jittered = (torch.rand(3, count, generator=random) < torch.tensor([[FLIP], [GRAY], [0.8]])).float()
    strength = JITTER * jittered
    factors = [1 + strength * between(-1, 1, count) for _ in range(3)]
    hue = HUE * jittered * between(-1, 1, count)

    # RandomResizedCrop: the first of ten tries that fits, else the whole image.
    area = SIDE * SIDE * between(CROP, 1, count, 10)
    ratio = torch.exp(between(-math.log(4 / 3), math.log(4 / 3), count, 10))
    widths = torch.floor(torch.sqrt(area * ratio) + 0.5)
    heights = torch.floor(torch.sqrt(area / ratio) + 0.5)
    fits = (widths >= 1) & (heights >= 1) & (widths <= SIDE) & (heights <= SIDE)
    chosen = fits.int().argmax(1, keepdim=True)
    width, height = (torch.where(fits.any(1), sides.gather(1, chosen)[:, 0], torch.tensor(float(SIDE))) for sides in (widths, heights))
    top = torch.floor(torch.rand(count, generator=random) * (SIDE - height + 1))
    left = torch.floor(torch.rand(count, generator=random) * (SIDE - width + 1))
    return torch.stack([top, left, height, width, flip, *factors, hue, gray], 1)


def luma(x):
    return 0.2989 * x[:, 0:1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:3]


def sampled(start, size, pixels):
    """Lower and upper source pixel and the upper one's weight, bilinear with half-pixel centres: [n, 32] each."""
    centre = torch.minimum(((pixels + 0.5) * size / SIDE - 0.5).clamp_min(0), size - 1)
    low = torch.floor(centre)
    high = torch.minimum(low + 1, size - 1)
    return (start + low).long(), (start + high).long(), centre - low


def turned(x, turns):
    """Turns the hue by so many turns of the colour circle, in HSV."""
    red, green, blue = x.unbind(1)
    highest, lowest = x.amax(1), x.amin(1)
    chroma = highest - lowest
    safe = torch.where(chroma == 0, torch.ones_like(chroma), chroma)
    sixths = torch.where(
        highest == red, (green - blue) / safe, torch.where(highest == green, (blue - red) / safe + 2, (red - green) / safe + 4)
    )
    channels = [highest - chroma * (2 - ((channel + sixths + 6 * turns) % 6 - 2).abs()).clamp(0, 1) for channel in (5, 3, 1)]
    return torch.where(chroma[:, None] == 0, x, torch.stack(channels, 1))


def augment(pixels, drawn):
    """Views in 0..1 of images [n, 3, 32, 32] in 0..1, in this order: crop, flip, brightness, contrast, saturation, hue, grayscale."""
    columns = drawn[:, :, None].unbind(1)
    top, left, height, width, flip = columns[:5]
    brightness, contrast, saturation, hue, gray = (column[:, :, None, None] for column in columns[5:])
    place = torch.arange(SIDE, dtype=torch.float32, device=pixels.device)[None]
    y0, y1, fy = sampled(top, height, place)
    x0, x1, fx = sampled(left, width, torch.where(flip == 1, SIDE - 1 - place, place))
    image = torch.arange(pixels.shape[0], device=pixels.device)[:, None, None, None]
    channel = torch.arange(3, device=pixels.device)[None, :, None, None]

    def at(y, x):
        return pixels[image, channel, y[:, None, :, None], x[:, None, None, :]]

    fx, fy = fx[:, None, None, :], fy[:, None, :, None]
    x = (at(y0, x0) * (1 - fx) + at(y0, x1) * fx) * (1 - fy) + (at(y1, x0) * (1 - fx) + at(y1, x1) * fx) * fy
    x = (x * brightness).clamp(0, 1)
    x = (contrast * x + (1 - contrast) * luma(x).mean((2, 3), keepdim=True)).clamp(0, 1)
    x = (saturation * x + (1 - saturation) * luma(x)).clamp(0, 1)
    x = turned(x, hue[:, 0])
    return torch.where(gray == 1, luma(x).expand_as(x), x)


def normalized(x, moments):
    mean, deviation = (torch.tensor(values, device=x.device).view(1, 3, 1, 1) for values in moments)
    return (x - mean) / deviation
