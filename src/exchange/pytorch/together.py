# ------------------------------------------------------------------------------------------------------------------
# Several processes, one batch. Normalisation and loss see the joined batch of all processes, and gradients go back to
# where each row came from. Every process computes the same loss L, so that what is differentiated is the sum of all
# copies; DistributedDataParallel then takes the mean over processes, which makes it dL again.


def processes():
    return dist.get_world_size() if dist.is_initialized() else 1


def rank():
    return dist.get_rank() if dist.is_initialized() else 0


class Summed(torch.autograd.Function):
    """Sum over processes; its gradient is the sum of theirs."""

    @staticmethod
    def forward(ctx, x):
        x = x.clone()
        dist.all_reduce(x)
        return x

    @staticmethod
    def backward(ctx, gradient):
        gradient = gradient.clone()
        dist.all_reduce(gradient)
        return gradient


class Gathered(torch.autograd.Function):
    """The rows of all processes one after the other; each gets the sum of all gradients of its rows."""

    @staticmethod
    def forward(ctx, x):
        ctx.rows = x.shape[0]
        parts = [torch.empty_like(x) for _ in range(processes())]
        dist.all_gather(parts, x.contiguous())
        return torch.cat(parts)

    @staticmethod
    def backward(ctx, gradient):
        gradient = gradient.clone()
        dist.all_reduce(gradient)
        return gradient[rank() * ctx.rows : (rank() + 1) * ctx.rows]


def joined(rows):
    return rows if processes() == 1 else Gathered.apply(rows)


def joined_views(views):
    """All first views, then all second ones: row i and row n + i are the two views of image i."""
    first, second = views.chunk(2)
    return torch.cat([joined(first), joined(second)])
