def pretext_loss(z, target, labels):
    """VICReg (Bardes et al. 2022, arXiv 2105.04906), its two variance terms averaged, as in the official code."""
    first, second = z.chunk(2)
    n, k = first.shape
    invariance = F.mse_loss(first, second)
    variance = covariance = 0
    for view in (first, second):
        centred = view - view.mean(0)
        variances = centred.square().sum(0) / (n - 1)
        variance = variance + F.relu(1 - torch.sqrt(variances + 1e-4)).mean() / 2
        # The squared norms of both products are equal; the smaller one is made.
        product = centred @ centred.T if k > n else centred.T @ centred
        covariance = covariance + (product.square().sum() / (n - 1) ** 2 - variances.square().sum()) / k
    parts = {"invariance": invariance, "variance": variance, "covariance": covariance}
    return 25 * invariance + 25 * variance + covariance, parts
