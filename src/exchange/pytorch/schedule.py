# ------------------------------------------------------------------------------------------------------------------
# Optimizer and schedule.


def learning_rate(step):
    """Of a step counted from 1: linear warm-up over a tenth of the run, at most 100 steps, then half a cosine to zero."""
    warm_up = max(1, min(100, math.floor(STEPS * 0.1 + 0.5)))
    if step <= warm_up:
        return LR * step / warm_up
    return LR * (1 + math.cos(math.pi * min((step - warm_up) / max(1, STEPS - warm_up), 1))) / 2
