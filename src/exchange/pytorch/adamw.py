def make_optimizer(parameters):
    """Normalisation and biases are decayed too."""
    return torch.optim.AdamW(parameters, lr=LR, betas=(0.9, 0.999), eps=1e-8, weight_decay=DECAY)
