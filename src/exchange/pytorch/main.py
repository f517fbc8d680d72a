# ------------------------------------------------------------------------------------------------------------------
# Features, training, and the command line.


@torch.no_grad()
def features(network, pixels, moments, device):
    """Representations [n, WIDTH] in inference mode of images [n, 3, 32, 32] as bytes."""
    network.eval()
    batches = (batch.to(device).float() / 255 for batch in pixels.split(256))
    return torch.cat([network.backbone(normalized(batch, moments)).cpu() for batch in batches])


class Training:
    """Network, optimizer and moving average; can be stepped. `start` and `count`: this process's share of each batch."""

    def __init__(self, network, device):
        self.network = network.to(device).train()
        self.average = copy.deepcopy(self.network).requires_grad_(False) if METHOD == "byol" else None
        self.optimizer = make_optimizer(self.network.parameters())
        self.step = 0
        self.count = BATCH // processes()
        self.start = rank() * self.count
        self.device = device
        self.parallel = self.network
        if processes() > 1:
            ids = [device.index] if device.type == "cuda" else None
            self.parallel = nn.parallel.DistributedDataParallel(self.network, device_ids=ids, broadcast_buffers=False)

    def backward(self, views, labels):
        """Loss and its terms of normalised views [2n, 3, 32, 32], first ones first, and the gradient of every parameter."""
        with torch.no_grad():
            target = self.average.project(views) if self.average else None
        projection, embedding = self.parallel(views)
        if METHOD == "simsiam":
            target = projection.detach()
        target = None if target is None else joined_views(target)
        loss, parts = pretext_loss(joined_views(embedding), target, joined(labels))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        return loss.detach(), parts

    def views(self, pixels, moments):
        """Both views of this process's images of the coming step."""
        share = slice(self.start, self.start + self.count)
        drawn = [draw_views(BATCH, generator("views", self.step, view))[share] for view in (0, 1)]
        return normalized(augment(torch.cat([pixels, pixels]), torch.cat(drawn).to(self.device)), moments)

    def advance(self, pixels, labels, moments):
        """One optimizer step on this process's images in 0..1."""
        loss, parts = self.backward(self.views(pixels, moments), labels)
        self.step += 1
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.step)
        self.optimizer.step()
        if self.average:
            follow(self.average, self.network, self.step)
        return loss, parts

    def save(self, path):
        parts = {"network": self.network, "optimizer": self.optimizer, "average": self.average}
        state = {name: part.state_dict() for name, part in parts.items() if part}
        torch.save({"link": LINK, "step": self.step, **state}, f"{path}.part")
        os.replace(f"{path}.part", path)

    def restore(self, path):
        state = torch.load(path, map_location=self.device)
        if state["link"] != LINK:
            raise Unusable(f"{path} is a checkpoint of another experiment; give another --checkpoint.")
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        if self.average:
            self.average.load_state_dict(state["average"])


def train(network, given_moments, options, device):
    if BATCH % processes() != 0:
        raise Unusable(f"A batch of {BATCH} images cannot be shared by {processes()} processes; choose a number that divides it.")
    pixels, labels = read_folder(options.data)
    moments = given_moments or moments_of(pixels)
    batches = Batches(labels)
    pixels, labels = pixels.to(device), labels.to(device)
    training = Training(network, device)
    if options.checkpoint and os.path.exists(options.checkpoint):
        training.restore(options.checkpoint)
        tell(f"Goes on from step {training.step} of {options.checkpoint}.")
    begun, from_step = time.time(), training.step
    while training.step < STEPS:
        share = batches(training.step)[training.start : training.start + training.count].to(device)
        loss, parts = training.advance(pixels[share].float() / 255, labels[share], moments)
        if training.step == 1 or training.step % options.every == 0 or training.step == STEPS:
            if not torch.isfinite(loss):
                raise Unusable(f"The loss stopped being finite by step {training.step}; lower LR, or LARS' rate, and start again.")
            terms = ", ".join(f"{name} {float(value):.4g}" for name, value in parts.items())
            pace = (time.time() - begun) / (training.step - from_step)
            tell(f"step {training.step} of {STEPS}  loss {float(loss):.5g}  ({terms})  {1000 * pace:.0f} ms per step")
            if options.checkpoint and rank() == 0:
                training.save(options.checkpoint)
    if rank() == 0:
        save_weights(options.save, network, training.step, moments)
    tell(f"Weights are in {options.save}; the page opens them.")


def tell(sentence):
    if rank() == 0:
        print(sentence, flush=True)


def main():
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("--data", metavar="DIR", help="train on this folder of images in CIFAR's binary layout")
    usage.add_argument("--weights", metavar="FILE", help="SafeTensors file to begin with")
    usage.add_argument("--features", metavar="FILE", help="images in CIFAR's binary layout to embed")
    usage.add_argument("--out", metavar="FILE", default="features.f32", help="where features go: float32, image after image")
    usage.add_argument("--save", metavar="FILE", default="weights.safetensors", help="where trained weights go")
    usage.add_argument("--checkpoint", metavar="FILE", help="kept while training; goes on from there when it exists")
    usage.add_argument("--every", metavar="STEPS", type=int, default=50, help="how often to report and to keep a checkpoint")
    options = usage.parse_args()
    if not options.data and not options.features:
        usage.error("give --data DIR to train, or --weights FILE --features FILE to embed images")
    if options.features and not options.weights:
        usage.error("--features needs --weights FILE")

    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if int(os.environ.get("WORLD_SIZE", 1)) > 1:
        dist.init_process_group("nccl" if cuda else "gloo")
    torch.manual_seed(SEED)  # the same first weights on every process
    try:
        network, moments = Network(), MOMENTS
        if options.weights:
            state, metadata = load_weights(options.weights)
            network.load_state_dict(state)
            moments = tuple(json.loads(metadata[name]) for name in ("mean", "deviation"))
        if options.features:
            found = features(network.to(device), read_images(options.features)[0], moments, device)
            with open(options.out, "wb") as file:
                file.write(bytes_of(found))
            tell(f"{found.shape[0]} × {found.shape[1]} features are in {options.out}.")
        if options.data:
            train(network, moments, options, device)
    except Unusable as problem:
        sys.exit(str(problem))
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()


if __name__ == "__main__":
    main()
