class Lars(torch.optim.Optimizer):
    """LARS (You et al. 2017, arXiv 1708.03888) as solo-learn has it: vectors are neither decayed nor adapted, and the rate
    multiplies the momentum buffer."""

    MOMENTUM, TRUST, EPSILON = 0.9, 0.02, 1e-8

    def __init__(self, parameters):
        super().__init__(parameters, {"lr": LR})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group["params"]:
                update = weight.grad
                if weight.dim() > 1:
                    lengths = weight.norm(), update.norm()
                    update = update + DECAY * weight
                    if lengths[0] > 0 and lengths[1] > 0:
                        update = update * (self.TRUST * lengths[0] / (lengths[1] + DECAY * lengths[0] + self.EPSILON))
                velocity = self.state[weight].setdefault("velocity", torch.zeros_like(weight))
                velocity.mul_(self.MOMENTUM).add_(update)
                weight.sub_(group["lr"] * velocity)


def make_optimizer(parameters):
    return Lars(parameters)
