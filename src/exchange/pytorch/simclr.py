def pretext_loss(z, target, labels):
    """NT-Xent (Chen et al. 2020, arXiv 2002.05709): each view has one positive and all views of other images as negatives."""
    n = z.shape[0] // 2
    unit = unit_rows(z)
    logits = unit @ unit.T / TEMPERATURE
    logits = logits.masked_fill(torch.eye(2 * n, dtype=torch.bool, device=z.device), -1e9)
    similarity = (unit[:n] * unit[n:]).sum() / (n * TEMPERATURE)
    log_sum_exp = logits.logsumexp(1).mean()
    return log_sum_exp - similarity, {"similarity": similarity, "log-sum-exp": log_sum_exp}
