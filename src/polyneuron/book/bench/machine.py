"""The machine that measures: what it is, its programs, and how fast it multiplies matrices.

The limit is what NumPy's matrix product reaches on large float32 matrices: no network can train faster than that many
operations a second on this machine. A network's own, smaller products reach less, which is measured too.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np

PACKAGES = ("numpy", "tensorflow", "keras")
PRODUCTS = {
    "square": (2048, 2048, 2048),
    "300-100, batch 32: first layer": (32, 784, 300),
    "300-100, batch 256: first layer": (256, 784, 300),
    "300-100, batch 256: second layer": (256, 300, 100),
    "16-16-1, batch 512: first layer": (512, 10_000, 16),
}
"""Name → (n, a, b) of a product of (n, a) and (a, b)."""


def describe() -> dict[str, Any]:
    """Processor, cores that this process may use, memory in GiB, and versions."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gib": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
    }


def _processor() -> str:
    """Its name as the system tells it, with family, model and stepping where the name alone says little."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    name = facts.get("model name") or platform.machine()
    numbers = [f"{label} {facts[key]}" for key, label in (("cpu family", "family"), ("model", "model")) if key in facts]
    return f"{name} ({', '.join(numbers)})" if numbers else name


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, ValueError, OSError):
        return None


def _version(package: str) -> str:
    for name in (package, f"{package}-cpu"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "not installed"


def matrix_gflops(n: int, a: int, b: int, seconds: float = 0.5) -> dict[str, float]:
    """10⁹ operations a second of NumPy's float32 product of (n, a) and (a, b): median and best of repeated products.

    Parameters
    ----------
    seconds
        How long to repeat, after a tenth of that to warm up.
    """
    random = np.random.default_rng(1)
    left, right = (random.standard_normal(shape, dtype=np.float32) for shape in ((n, a), (a, b)))
    product = np.empty((n, b), dtype=np.float32)
    for patience in (seconds / 10, seconds):
        times: list[float] = []
        ended = time.perf_counter() + patience
        while not times or time.perf_counter() < ended:
            started = time.perf_counter()
            np.matmul(left, right, out=product)
            times.append(time.perf_counter() - started)
    work = 2 * n * a * b / 1e9
    return {"median": work / statistics.median(times), "best": work / min(times)}


def main() -> None:
    """Measure every product and print the figures as JSON; run in a fresh process."""
    import json
    import sys

    seconds = json.load(sys.stdin)["seconds"]
    print(json.dumps({name: matrix_gflops(*shape, seconds) for name, shape in PRODUCTS.items()}))


if __name__ == "__main__":
    main()
