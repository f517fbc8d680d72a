"""Holds exported scripts against what our own code computed. Usage: check.py FOLDER, which holds cases.json and each case's files.

Started by torchrun, it computes the gradient of the joined batch instead, on each process its share, and holds it against what one
process found before. Prints one JSON object: for each case the largest errors.
"""

import importlib.util
import json
import os
import sys

import torch
import torch.distributed as dist

folder = sys.argv[1]
torch.set_num_threads(1)


def path(case, file):
    return os.path.join(folder, f"{case}.{file}")


def script_of(case):
    spec = importlib.util.spec_from_file_location(case.replace("-", "_"), path(case, "py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def numbers(case, file, dtype=torch.float32):
    with open(path(case, file), "rb") as opened:
        return torch.frombuffer(bytearray(opened.read()), dtype=dtype)


def views_of(case, file):
    return numbers(case, file).view(-1, 32, 32, 3).permute(0, 3, 1, 2).contiguous()


def labels_of(case, step):
    return numbers(case, f"labels{step}", torch.uint8).long()


def network_of(script, case, weights):
    network = script.Network()
    network.load_state_dict(script.load_weights(path(case, weights))[0])
    return network


def difference(ours, theirs):
    return float((ours - theirs).abs().max())


def relative(ours, theirs):
    return difference(ours, theirs) / max(float(theirs.abs().max()), 1e-12)


def flat(tensors):
    return torch.cat([tensor.detach().flatten() for tensor in tensors])


def gradients(network):
    return flat(parameter.grad for parameter in network.parameters())


def statistics(network):
    return flat(network.buffers())


def share(views, processes, rank):
    """This process's rows of both views."""
    return torch.cat([half.chunk(processes)[rank] for half in views.chunk(2)])


def alone(case):
    name = case["name"]
    script = script_of(name)
    shown = script.read_images(path(name, "shown"))[0].float() / 255
    raw = script.augment(shown, numbers(name, "drawn").view(-1, 10))
    trained = network_of(script, name, "after")
    pixels = script.read_images(path(name, "test"))[0]
    found = script.features(trained, pixels, script.MOMENTS, torch.device("cpu"))
    errors = {
        "augmentation": difference(raw, views_of(name, "raw")),
        "features": difference(found.flatten(), numbers(name, "features")),
    }
    training = script.Training(network_of(script, name, "before"), torch.device("cpu"))
    losses = []
    for step in range(case["steps"]):
        loss, parts = training.backward(views_of(name, f"views{step}"), labels_of(name, step))
        losses.append([float(loss), *map(float, parts.values())])
        if step == 0:
            errors["gradient"] = relative(gradients(training.network), numbers(name, "gradient"))
            torch.save([losses[0], gradients(training.network), statistics(training.network)], path(name, "alone"))
        training.step += 1
        for group in training.optimizer.param_groups:
            group["lr"] = script.learning_rate(training.step)
        training.optimizer.step()
        if training.average:
            script.follow(training.average, training.network, training.step)
    for loss, expected in zip(losses, case["terms"]):
        terms = [abs(a - b) / max(1, abs(b)) for a, b in zip(loss, expected)]
        errors.setdefault("losses", []).append(max(terms))
    errors["statistics"] = difference(statistics(training.network), statistics(trained))
    return errors


def together(case):
    name = case["name"]
    script = script_of(name)
    rank, processes = dist.get_rank(), dist.get_world_size()
    training = script.Training(network_of(script, name, "before"), torch.device("cpu"))
    views = share(views_of(name, "views0"), processes, rank)
    loss, parts = training.backward(views, labels_of(name, 0).chunk(processes)[rank])
    expected, gradient, running = torch.load(path(name, "alone"))
    found = [float(loss), *map(float, parts.values())]
    return {
        "loss": max(abs(a - b) / max(1, abs(b)) for a, b in zip(found, expected)),
        "gradient": difference(gradients(training.network), gradient),
        "relative": relative(gradients(training.network), gradient),
        "statistics": difference(statistics(training.network), running),
    }


def drawn_views(case, count):
    """Mean and deviation of what is drawn for so many views."""
    script = script_of(case)
    drawn = script.draw_views(count, script.generator("views", 0, 0)).double()
    return {"mean": drawn.mean(0).tolist(), "deviation": drawn.std(0).tolist()}


def main():
    with open(os.path.join(folder, "cases.json")) as opened:
        cases = json.load(opened)
    if "RANK" in os.environ:
        dist.init_process_group("gloo")
        found = {case["name"]: together(case) for case in cases if case["steps"] > 1}
        if dist.get_rank() == 0:
            print(json.dumps(found))
        dist.destroy_process_group()
    else:
        found = {case["name"]: alone(case) for case in cases}
        print(json.dumps({"cases": found, "views": drawn_views("simclr", 20000)}))


main()
