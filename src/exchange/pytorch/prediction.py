def agreement(z, target):
    """Mean cosine of each prediction with the target of the other view, and the targets' deviation (1 isotropic, 0 collapsed)."""
    unit = unit_rows(target.detach())
    first, second = unit.chunk(2)
    similarity = (unit_rows(z) * torch.cat([second, first])).sum() / z.shape[0]
    deviation = unit.std(0, unbiased=False).mean() * math.sqrt(unit.shape[1])
    return similarity, {"similarity": similarity, "deviation": deviation}
