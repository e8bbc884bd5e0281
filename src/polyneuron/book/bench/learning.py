"""`bench learning` and `bench memory`: run the parts, say how far they are and how long it takes, store the results."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from polyneuron.book.bench.benchmark import Benchmark
from polyneuron.book.bench.machine import PRODUCTS, describe
from polyneuron.book.bench.measuring import Measurement, measure, run_module
from polyneuron.book.bench.memory import kernel_memory, too_large
from polyneuron.book.bench.networks import Recipe
from polyneuron.book.bench.report import report
from polyneuron.book.bench.reproduction import REPRODUCTION
from polyneuron.book.bench.results import entry, read_results, regressions, with_part, write_results
from polyneuron.book.bench.speed import EPOCHS, IMDB, MNIST
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import write_if_changed
from polyneuron.book.tools.progress import Progress, Step

LIMIT = Benchmark("limit", "The machine's limit: NumPy's matrix products", ())
BENCHMARKS = {part.name: part for part in (MNIST, EPOCHS, IMDB, REPRODUCTION, LIMIT)}
DATA_NAME, PAGE_NAME = "benchmarks.json", "benchmarks.md"
LIMIT_SECONDS = 1.0
"""How long each matrix product is repeated."""
QUICK_EXAMPLES = 600
START_SECONDS = 5.0
"""A process's start, imports and data, where nothing better is known."""


def bench_learning(folder: Path, names: Sequence[str], seeds: int, quick: bool, progress: Progress) -> list[str]:
    """Measure parts and write both files after each of them; return the warnings about regressions.

    Parameters
    ----------
    folder
        Where the stored results lie and the new ones go.
    names
        Parts to measure; the others are kept with their dates.
    quick
        One epoch on few examples, all in one process: shows that everything runs, and measures nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DATA_NAME
    warnings: list[str] = []
    for name in names:
        stored = read_results(path)
        before = stored["parts"].get(name)
        measured = _measure_part(BENCHMARKS[name], seeds, quick, before, progress)
        results = with_part(stored, name, measured)
        write_results(path, results)
        write_if_changed(folder / PAGE_NAME, report(read_results(path)))
        warnings += regressions(before, measured)
    return warnings


def bench_memory(folder: Path, paths: Sequence[Path], timeout: int, progress: Progress) -> list[str]:
    """Measure the peak memory of chapters' kernels; write both files after each; return warnings about large ones.

    Parameters
    ----------
    folder
        Where the stored results lie and the new ones go; chapters that are not measured now are kept.
    paths
        Executed notebooks.
    timeout
        Seconds that one cell may run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DATA_NAME
    started = time.monotonic()
    measured: dict[str, Any] = {}
    with progress.step("bench memory", len(paths)) as step:
        for notebook in paths:
            stored = read_results(path)
            measured[notebook.stem] = kernel_memory(notebook, timeout)
            known = stored["parts"].get("memory", {}).get("chapters", {})
            part = {
                "title": "Memory of the chapters",
                "date": _now(),
                "machine": describe(),
                "chapters": dict(sorted({**known, **measured}.items())),
                "seconds": time.monotonic() - started,
            }
            write_results(path, with_part(stored, "memory", part))
            write_if_changed(folder / PAGE_NAME, report(read_results(path)))
            step.done(notebook.stem, measured[notebook.stem]["seconds"])
    return too_large(measured)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="minutes").removesuffix("+00:00")


def _measure_part(
    part: Benchmark, seeds: int, quick: bool, before: Mapping[str, Any] | None, progress: Progress
) -> dict[str, Any]:
    started = time.monotonic()
    products = run_module("polyneuron.book.bench.machine", {"seconds": 0.02 if quick else LIMIT_SECONDS}, "limit")
    limit = max(product["best"] for product in products.values())
    measured: dict[str, Any] = {
        "title": part.title,
        "date": _now(),
        "machine": describe(),
        "limit_gflops": limit,
    }
    if part.recipes:
        runs = _quick_runs(part, seeds, progress) if quick else _runs(part, seeds, before, progress)
        measured["seeds"] = list(range(1, seeds + 1))
        measured["recipes"] = {recipe.name: entry(recipe, runs[recipe.name], limit) for recipe in part.recipes}
        conclusions = part.conclude(measured["recipes"])
        measured["conclusions"] = [{**asdict(conclusion), "met": conclusion.met} for conclusion in conclusions]
    else:
        measured["products"] = {name: {"shape": PRODUCTS[name], **product} for name, product in products.items()}
    measured["seconds"] = time.monotonic() - started
    return measured


def _runs(
    part: Benchmark, seeds: int, before: Mapping[str, Any] | None, progress: Progress
) -> dict[str, list[dict[str, Any]]]:
    """Recipe → its runs, one process each."""
    plan = part.runs(seeds)
    expected = [_expected_seconds(recipe, before) for recipe, _ in plan]
    runs: dict[str, list[dict[str, Any]]] = {recipe.name: [] for recipe in part.recipes}
    spent = 0.0
    with progress.step(f"bench {part.name}", len(plan)) as step:
        for number, (recipe, seed) in enumerate(plan):
            _announce(step, f"{recipe.name}, seed {seed}", expected, number, spent)
            started = time.monotonic()
            (run,) = measure([Measurement(recipe, seed)])
            _demand_real_data(run, recipe)
            runs[recipe.name].append({"seed": seed, **run})
            seconds = time.monotonic() - started
            spent += seconds
            left = "" if number + 1 == len(plan) else f"; {_duration(_remaining(expected, number + 1, spent))} left"
            step.done(
                f"{recipe.name}, seed {seed}: trained in {run['train_seconds']:.2f} s, "
                f"accuracy {run['test_accuracy']:.4f}{left}", seconds,
            )  # fmt: skip
    return runs


def _quick_runs(part: Benchmark, seeds: int, progress: Progress) -> dict[str, list[dict[str, Any]]]:
    plan = [(replace(recipe, epochs=1, environment=()), seed) for recipe, seed in part.runs(seeds)]
    runs: dict[str, list[dict[str, Any]]] = {recipe.name: [] for recipe in part.recipes}
    with progress.step(f"bench {part.name}, quick", len(plan)):
        measured = measure([Measurement(recipe, seed, QUICK_EXAMPLES) for recipe, seed in plan])
    for (recipe, seed), run in zip(plan, measured, strict=True):
        runs[recipe.name].append({"seed": seed, **run})
    return runs


def _demand_real_data(run: Mapping[str, Any], recipe: Recipe) -> None:
    if run["source"] == "sample":
        message = f"{recipe.data}: the data set was not found, and figures on the sample would be worth nothing"
        remedy = "Set POLYNEURON_DATA to the folder that holds the files, or let the loader download them."
        raise ProblemsFound([Problem("POLYNEURON_DATA", 0, message, remedy)])


def _expected_seconds(recipe: Recipe, before: Mapping[str, Any] | None) -> float:
    """How long a run may take: as last time, or guessed from its operations and steps."""
    stored = (before or {}).get("recipes", {}).get(recipe.name)
    if stored and stored["recipe"]["epochs"] == recipe.epochs:
        keys = ("import_seconds", "load_seconds", "encode_seconds", "train_seconds", "encode_test_seconds")
        return 2 + sum(stored["summary"][key]["median"] for key in keys)
    examples = 60_000 if recipe.data == "mnist" else 25_000
    step = 0.0003 if recipe.steps_per_execution > 1 else 0.0008
    return START_SECONDS + recipe.gflop(examples) / 120 + recipe.epochs * examples / recipe.batch * step


def _remaining(expected: Sequence[float], done: int, spent: float) -> float:
    """Seconds still to go: what is expected of the rest, corrected by how the runs so far took."""
    rest = sum(expected[done:])
    so_far = sum(expected[:done])
    return rest * (spent / so_far) if so_far else rest


def _announce(step: Step, name: str, expected: Sequence[float], done: int, spent: float) -> None:
    step.describe(f"{name}, {_duration(_remaining(expected, done, spent))} left")


def _duration(seconds: float) -> str:
    return f"about {seconds / 60:.0f} min" if seconds >= 90 else f"about {seconds:.0f} s"


def in_order(names: Iterable[str]) -> list[str]:
    """Parts in the order in which they run; all of them when none is named."""
    chosen = set(names) or set(BENCHMARKS)
    return [name for name in BENCHMARKS if name in chosen]
