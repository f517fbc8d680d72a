def make_optimizer(parameters):
    return torch.optim.SGD(parameters, lr=LR, momentum=0.9, weight_decay=DECAY)
