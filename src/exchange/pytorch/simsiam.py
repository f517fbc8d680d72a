def pretext_loss(z, target, labels):
    """SimSiam (Chen and He 2020, arXiv 2011.10566): -cos, mean of both directions; `target` is the network's own projection."""
    similarity, parts = agreement(z, target)
    return -similarity, parts
