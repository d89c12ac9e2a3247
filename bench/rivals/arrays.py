"""NumPy and PyTorch as libraries of the comparison: one request a line, one answer a line, as serve.ts does."""

import json
import math
import sys
import time


def draw(place, length):
    index = numpy.arange(1, length + 1, dtype=numpy.uint32)
    bits = index * numpy.uint32(0x9E3779B1) + numpy.uint32(place)
    bits = (bits ^ (bits >> numpy.uint32(16))) * numpy.uint32(0x85EBCA6B)
    bits = (bits ^ (bits >> numpy.uint32(13))) * numpy.uint32(0xC2B2AE35)
    return (bits ^ (bits >> numpy.uint32(16))).astype(numpy.float64) / 2**32


def make_input(spec, place):
    length = math.prod(spec["shape"])
    if not spec.get("oneHot"):
        return ((2 * draw(place, length) - 1) * spec["scale"]).astype(numpy.float32).reshape(spec["shape"])
    classes = spec["shape"][-1]
    result = numpy.zeros((length // classes, classes), dtype=numpy.float32)
    rows = numpy.arange(length // classes)
    result[rows, (draw(place, len(rows)) * classes).astype(int)] = 1
    return result


def fingerprint(values):
    values = numpy.asarray(values, dtype=numpy.float32).reshape(-1)
    count = min(64, len(values))
    spread = [float(values[index * len(values) // count]) for index in range(count)]
    wide = values.astype(numpy.float64)
    return [float(wide.mean()), float(abs(wide).mean()), *spread]


class Products:
    """What both spell alike."""

    def matmul(self, a, b):
        return a @ b

    def matmulLeft(self, a, b):
        return a.T @ b

    def matmulRight(self, a, b):
        return a @ b.T

    def matmulBoth(self, a, b):
        return a.T @ b.T


class NumPy(Products):
    """Values only: NumPy has no gradients."""

    def __init__(self):
        self.version = numpy.__version__

    def prepare(self, task, inputs):
        if task["mode"] != "value":
            raise ValueError("has no gradients")
        model = getattr(self, task["model"], None)
        if model is None:
            raise ValueError("has no such function")
        return lambda: [model(*inputs)]

    def read(self, results):
        return results[0]

    def touch(self, results):
        return float(results[0].flat[0])

    def chain(self, a, b, c, d):
        return numpy.maximum(a * b + c, 0) * numpy.float32(0.5) + numpy.tanh(d)

    def softmax(self, x):
        powers = numpy.exp(x - x.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    def sumRows(self, x):
        return x.sum(axis=0)

    def sumColumns(self, x):
        return x.sum(axis=1)


class Torch(Products):
    """Values, gradients and training steps, op by op, as its users run it."""

    def __init__(self):
        torch.set_num_threads(1)
        self.version = torch.__version__

    def prepare(self, task, inputs):
        model = getattr(self, task["model"])
        tensors = [torch.from_numpy(each) for each in inputs]
        count = task["parameters"]
        if task["mode"] == "value":

            def value():
                with torch.no_grad():
                    return [model(*tensors)]

            return value
        weights = [each.requires_grad_() for each in tensors[:count]]
        if task["mode"] == "gradients":

            def both():
                result = model(*tensors).sum()
                return [result, *torch.autograd.grad(result, weights)]

            return both
        optimizer = torch.optim.Adam(weights, lr=1e-3)

        def step():
            optimizer.zero_grad(set_to_none=True)
            loss = model(*tensors)
            loss.backward()
            optimizer.step()
            return [loss]

        return step

    def read(self, results):
        return numpy.concatenate([each.detach().numpy().reshape(-1) for each in results])

    def touch(self, results):
        return float(results[0].reshape(-1)[0])

    def chain(self, a, b, c, d):
        return torch.relu(a * b + c) * 0.5 + torch.tanh(d)

    def softmax(self, x):
        return torch.softmax(x, -1)

    def sumRows(self, x):
        return x.sum(0)

    def sumColumns(self, x):
        return x.sum(1)

    def mlp(self, w1, b1, w2, b2, x, target):
        logits = torch.addmm(b2, torch.relu(torch.addmm(b1, x, w1)), w2)
        return -(torch.log_softmax(logits, -1) * target).sum(1).mean()

    def xor(self, w1, b1, w2, b2, x, target):
        logits = torch.addmm(b2, torch.tanh(torch.addmm(b1, x, w1)), w2)
        return (torch.nn.functional.softplus(logits) - logits * target).mean()

    def convolution(self, x, kernel, bias):
        return torch.nn.functional.conv2d(x, kernel, bias, padding=1)

    def cnn(self, k1, b1, k2, b2, w, b, x, target):
        functional = torch.nn.functional
        first = functional.max_pool2d(torch.relu(functional.conv2d(x, k1, b1, padding=1)), 2)
        second = functional.max_pool2d(torch.relu(functional.conv2d(first, k2, b2, padding=1)), 2)
        logits = torch.addmm(b, second.flatten(1), w)
        return -(torch.log_softmax(logits, -1) * target).sum(1).mean()

    def block(self, wq, bq, wk, bk, wv, bv, wo, bo, gamma1, beta1, gamma2, beta2, w1, b1, w2, b2, x):
        norm = torch.nn.functional.layer_norm
        time_steps, width = x.shape
        heads = 4

        def split(y):
            return y.reshape(time_steps, heads, width // heads).transpose(0, 1)

        q, k, v = (split(torch.addmm(b, x, w)) for w, b in ((wq, bq), (wk, bk), (wv, bv)))
        scores = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(width // heads), -1)
        mixed = (scores @ v).transpose(0, 1).reshape(time_steps, width)
        first = norm(x + torch.addmm(bo, mixed, wo), (width,), gamma1, beta1)
        hidden = torch.relu(torch.addmm(b1, first, w1))
        return norm(first + torch.addmm(b2, hidden, w2), (width,), gamma2, beta2)

    def blockLoss(self, *inputs):
        return ((self.block(*inputs[:-1]) - inputs[-1]) ** 2).mean()

    def scalars(self, a, b, x):
        for _ in range(100):
            x = torch.tanh(((((x * a + b) * b - a) * x + b) * a - x) * b)
        return x


class Server:
    """Answers requests about one library."""

    shortest = 0.004

    def __init__(self):
        self.library = None
        self.run = None
        self.estimate = 0.0

    def open(self, request):
        self.library = Torch() if request["library"] == "torch" else NumPy()
        return {"version": self.library.version}

    def prepare(self, request):
        task = request["task"]
        inputs = [make_input(spec, place) for place, spec in enumerate(task["inputs"])]
        self.run = self.library.prepare(task, inputs)
        prints = []
        first = None
        for _ in range(task["checkedRuns"]):
            start = time.perf_counter()
            results = self.run()
            self.estimate = time.perf_counter() - start
            prints += fingerprint(self.library.read(results))
            first = first or (time.perf_counter() - start) * 1000
        return {"fingerprint": prints, "first": first}

    def measure(self, request):
        times = []
        end = time.perf_counter() + request["milliseconds"] / 1000
        while not times or time.perf_counter() < end:
            repeats = max(1, math.ceil(self.shortest / max(self.estimate, 1e-8)))
            start = time.perf_counter()
            for _ in range(repeats):
                results = self.run()
            self.library.touch(results)
            self.estimate = (time.perf_counter() - start) / repeats
            times.append(self.estimate * 1000)
        return {"times": times}


if __name__ == "__main__":
    try:
        import numpy

        if sys.argv[1] == "torch":
            import torch
    except ImportError as missing:
        sys.exit(f"{missing} ({sys.executable})")
    numpy.seterr(over="ignore")
    server = Server()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            reply = getattr(server, asked["kind"])(asked)
        except (ValueError, RuntimeError, AttributeError) as failure:
            reply = {"error": str(failure)}
        print(json.dumps(reply), flush=True)
