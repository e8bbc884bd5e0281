"""How fast the course's recipes reach what the sources' reach, and what each single measure brings.

A time to an accuracy is the training time of a fixed recipe whose median test accuracy reaches it: nothing stops by
looking at the test set, and recipes are chosen on validation data. For the source's own recipe the epoch at which
validation first reaches the figure is told too, and the time until then: the stricter comparison.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from typing import Any

from polyneuron.book.bench.benchmark import Benchmark, Conclusion
from polyneuron.book.bench.networks import (
    COURSE_IMDB,
    COURSE_MNIST,
    COURSE_MNIST_LONG,
    COURSE_MNIST_SHIFTED,
    COURSE_MNIST_SHORT,
    IMDB_ABLATION,
    MNIST_ABLATION,
    SOURCE_300_100,
    SOURCE_ACCURACY,
    SOURCE_IMDB,
    SOURCE_IMDB_FLOAT64,
    SOURCE_STEPS,
)

MNIST_GOAL, MNIST_HIGH_GOAL, IMDB_GOAL = 0.98, 0.985, 0.88
MOST_PARAMETERS, MOST_SECONDS, LEAST_RATIO = 350_000, 10.0, 10.0


def first_epoch(curve: list[float], figure: float) -> int | None:
    """The epoch, counted from 1, at which a curve first reaches a figure."""
    return next((epoch for epoch, value in enumerate(curve, 1) if value >= figure), None)


def seconds_until(entry: Mapping[str, Any], figure: float) -> float:
    """Median time of training until validation first reaches a figure; infinite when most runs never do."""
    times = []
    for run in entry["runs"]:
        epoch = first_epoch(run["validation_accuracy"], figure)
        times.append(run["warm_up_seconds"] + epoch * run["epoch_seconds"] if epoch else math.inf)
    return statistics.median(times)


def _median(entries: Mapping[str, Any], recipe: Any, figure: str) -> float:
    return entries[recipe.name]["summary"][figure]["median"]


def _encode_and_train(entry: Mapping[str, Any]) -> float:
    return statistics.median(run["encode_seconds"] + run["train_seconds"] for run in entry["runs"])


def _accuracy(entries: Mapping[str, Any], recipe: Any, goal: float) -> Conclusion:
    value = _median(entries, recipe, "test_accuracy")
    return Conclusion(f"{recipe.name}-accuracy", f"test accuracy of {recipe.title}", value, "", at_least=goal)


def conclude_mnist(entries: Mapping[str, Any]) -> list[Conclusion]:
    """Ratios first, then times and accuracies."""
    source, short = entries[SOURCE_300_100.name], entries[COURSE_MNIST_SHORT.name]
    whole = source["summary"]["train_seconds"]["median"]
    ours = short["summary"]["train_seconds"]["median"]
    until = seconds_until(source, SOURCE_ACCURACY)
    steps = _median(entries, SOURCE_300_100, "epoch_seconds") / _median(entries, SOURCE_STEPS, "epoch_seconds")
    conclusions = [
        Conclusion(
            "mnist-ratio", f"time to {SOURCE_ACCURACY}: the source's 30 epochs against the course's shortened recipe",
            whole / ours, "×", at_least=LEAST_RATIO,
        ),
        Conclusion("mnist-ratio-steps", "an epoch of the source's recipe, against 191 steps per execution", steps, "×"),
        Conclusion("mnist-source-seconds", "the source's 30 epochs", whole, "s"),
        Conclusion(f"{COURSE_MNIST_SHORT.name}-seconds", f"the course's time to {SOURCE_ACCURACY}", ours, "s"),
        _accuracy(entries, COURSE_MNIST_SHORT, SOURCE_ACCURACY),
    ]  # fmt: skip
    if math.isfinite(until):
        title = f"the same, the source only until validation first reaches {SOURCE_ACCURACY}"
        conclusions.insert(1, Conclusion("mnist-ratio-strict", title, until / ours, "×"))
        epochs = [first_epoch(run["validation_accuracy"], SOURCE_ACCURACY) or math.inf for run in source["runs"]]
        title = f"the epoch at which the source's validation first reaches {SOURCE_ACCURACY}"
        conclusions.append(Conclusion("mnist-source-epoch", title, statistics.median(epochs), ""))
    for recipe, goal, most in ((COURSE_MNIST, MNIST_GOAL, MOST_SECONDS), (COURSE_MNIST_SHIFTED, MNIST_HIGH_GOAL, None)):
        seconds = _median(entries, recipe, "train_seconds")
        title = f"the course's time to {goal}: {recipe.title}"
        conclusions.append(Conclusion(f"{recipe.name}-seconds", title, seconds, "s", at_most=most))
        conclusions.append(_accuracy(entries, recipe, goal))
    size = entries[COURSE_MNIST.name]["parameters"]
    title = f"parameters of {COURSE_MNIST.title}"
    conclusions.append(Conclusion("mnist-course-parameters", title, size, "", at_most=MOST_PARAMETERS))
    return conclusions


def conclude_imdb(entries: Mapping[str, Any]) -> list[Conclusion]:
    """Ratios first, then times and accuracies; encoding of the training reviews included in the ratios."""
    ours = _encode_and_train(entries[COURSE_IMDB.name])
    conclusions = []
    for recipe, how in ((SOURCE_IMDB, "float32"), (SOURCE_IMDB_FLOAT64, "float64, NumPy's default")):
        title = f"encoding and training: the source's recipe, encoded as {how}, against the course's"
        ratio = _encode_and_train(entries[recipe.name]) / ours
        conclusions.append(Conclusion(f"{recipe.name}-ratio", title, ratio, "×"))
    memory = _median(entries, SOURCE_IMDB, "peak_memory_mib") / _median(entries, COURSE_IMDB, "peak_memory_mib")
    return [
        *conclusions,
        Conclusion("imdb-ratio-memory", "peak memory: the source's recipe against the course's", memory, "×"),
        Conclusion("imdb-course-total", "the course's time to 0.88, encoding included", ours, "s"),
        Conclusion(
            "imdb-course-seconds", "the course's time to 0.88, training alone",
            _median(entries, COURSE_IMDB, "train_seconds"), "s", at_most=MOST_SECONDS,
        ),
        _accuracy(entries, COURSE_IMDB, IMDB_GOAL),
    ]  # fmt: skip


MNIST = Benchmark(
    "mnist",
    "MNIST: how fast",
    (SOURCE_300_100, COURSE_MNIST_SHORT, COURSE_MNIST, COURSE_MNIST_SHIFTED, SOURCE_STEPS, *MNIST_ABLATION),
    conclude=conclude_mnist,
)
EPOCHS = Benchmark("epochs", "MNIST: where more epochs stop paying", (COURSE_MNIST_LONG,))
"""A part of its own, because only its accuracies are compared with those of `MNIST`: it may run elsewhere."""
IMDB = Benchmark(
    "imdb",
    "IMDB: how fast",
    (SOURCE_IMDB, SOURCE_IMDB_FLOAT64, COURSE_IMDB, *IMDB_ABLATION),
    conclude=conclude_imdb,
)
BASES = {"mnist": (COURSE_MNIST, MNIST_ABLATION), "imdb": (COURSE_IMDB, IMDB_ABLATION)}
"""Part → the recipe that its single measures start from, and these."""
