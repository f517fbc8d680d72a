def pretext_loss(z, target, labels):
    """BYOL (Grill et al. 2020, arXiv 2006.07733): 2 - 2 cos, of both directions added; `target` is the moving average's."""
    similarity, parts = agreement(z, target)
    return 4 - 4 * similarity, parts


def average_share(step):
    """1 - tau of a step, counted from 1: tau rises from 0.99 to 1 by a cosine."""
    return (1 - 0.99) * (math.cos(math.pi * step / STEPS) + 1) / 2


@torch.no_grad()
def follow(average, network, step):
    for mean, value in zip(average.parameters(), network.parameters()):
        mean.lerp_(value, average_share(step))
