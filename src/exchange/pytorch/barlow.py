def standardized(z):
    centred = z - z.mean(0)
    return centred * torch.rsqrt(centred.square().mean(0) + 1e-5)


def pretext_loss(z, target, labels):
    """Barlow Twins (Zbontar et al. 2021, arXiv 2103.03230): the correlation between both views becomes the identity."""
    first, second = z.chunk(2)
    correlation = standardized(first).T @ standardized(second) / first.shape[0]
    diagonal = correlation.diagonal()
    on_diagonal = (diagonal - 1).square().sum()
    off_diagonal = correlation.square().sum() - diagonal.square().sum()
    return on_diagonal + 0.0051 * off_diagonal, {"on-diagonal": on_diagonal, "off-diagonal": off_diagonal}
