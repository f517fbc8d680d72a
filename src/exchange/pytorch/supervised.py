def pretext_loss(z, target, labels):
    """Cross-entropy of the classifier behind the projector, on both views."""
    both = torch.cat([labels, labels])
    return F.cross_entropy(z, both), {"accuracy": (z.argmax(1) == both).float().mean()}
