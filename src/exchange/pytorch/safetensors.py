# ------------------------------------------------------------------------------------------------------------------
# Weights in the SafeTensors format, without its package: eight bytes that tell the header's length, a JSON header, the numbers.


def load_weights(path):
    """State dictionary and metadata."""
    with open(path, "rb") as file:
        data = bytearray(file.read())
    length = struct.unpack("<Q", data[:8])[0] if len(data) >= 8 else len(data)
    if 8 + length > len(data):
        raise Unusable(f"{path} is no whole SafeTensors file; export the weights again.")
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    state = {}
    for name, tensor in header.items():
        start, end = (8 + length + offset for offset in tensor["data_offsets"])
        if tensor["dtype"] != "F32" or end > len(data):
            raise Unusable(f"{path} was cut off or holds other numbers than float32; export the weights again.")
        state[name] = torch.frombuffer(data[start:end], dtype=torch.float32).reshape(tensor["shape"])
    return state, metadata


def bytes_of(tensor):
    """The numbers of a tensor as they lie in memory; NumPy need not be there."""
    tensor = tensor.detach().cpu().contiguous()
    length, most = tensor.numel() * tensor.element_size(), 2**30
    return b"".join(ctypes.string_at(tensor.data_ptr() + at, min(most, length - at)) for at in range(0, length, most))


def save_weights(path, network, step, moments):
    """As the page writes them, so that it can open them again."""
    state = network.state_dict()
    header = {
        "__metadata__": {
            "format": "pt",
            "writer": WRITER,
            "experiment": LINK,
            "step": str(step),
            "classes": str(CLASSES),
            "mean": json.dumps(moments[0]),
            "deviation": json.dumps(moments[1]),
            "pageVersion": PAGE_VERSION,
        }
    }
    offset = 0
    for name, tensor in state.items():
        end = offset + 4 * tensor.numel()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(f"{path}.part", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in state.values():
            file.write(bytes_of(tensor))
    os.replace(f"{path}.part", path)
