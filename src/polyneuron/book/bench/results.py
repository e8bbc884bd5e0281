"""The stored figures: `docs/benchmarks.json`, from which the page beside it is generated and which the lessons read.

Each part keeps its own date, machine and versions, so that a part that ran alone replaces only itself. Raw runs are
stored with their summary: a reader can check a median, and a program need not compute one.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from polyneuron.book.bench.networks import Recipe
from polyneuron.book.bench.reproduction import peak, verdict
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import write_if_changed

FORMAT = 1
REGRESSION = 0.25
"""A time longer by more than this share is worth a warning."""
NOISE_SECONDS = 0.05
"""Differences below this are not told: they are the clock's and the scheduler's."""
DENSE_LAYOUTS = frozenset({"float32", "float64", "uint8", "tensor", "images", "dataset"})
"""Layouts whose first layer is a matrix product."""


def empty() -> dict[str, Any]:
    """Results before anything was measured."""
    return {"format": FORMAT, "parts": {}}


def read_results(path: Path) -> dict[str, Any]:
    """Read stored results; empty ones when there is no file. Raises `ProblemsFound` when the file is damaged."""
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
        if results["format"] == FORMAT and isinstance(results["parts"], dict):
            return results
        message = f"These results have another format; expected {FORMAT}"
    except FileNotFoundError:
        return empty()
    except (ValueError, KeyError, TypeError) as error:
        message = f"These results cannot be read: {error}"
    raise ProblemsFound([Problem(path.name, 0, message, "Restore the file from the history, or remove it.")])


def write_results(path: Path, results: Mapping[str, Any]) -> bool:
    """Write results as readable JSON, numbers with at most six digits; return False when the file held the same."""
    return write_if_changed(path, json.dumps(_rounded(results), indent=1, ensure_ascii=False, allow_nan=False) + "\n")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, Mapping):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_rounded(entry) for entry in value]
    return value


def with_part(results: Mapping[str, Any], part: str, measured: Mapping[str, Any]) -> dict[str, Any]:
    """Results in which one part is replaced; the others keep their figures and dates."""
    return {**results, "parts": {**results["parts"], part: measured}}


def entry(recipe: Recipe, runs: Sequence[Mapping[str, Any]], limit: float) -> dict[str, Any]:
    """What is stored of one recipe: its settings, its runs, their summary, and the verdict on a source's claim.

    Parameters
    ----------
    limit
        The machine's matrix products, in 10⁹ operations a second.
    """
    examples = runs[0]["examples"]
    stored = {
        "title": recipe.title,
        "settings": recipe.settings,
        "parameters": recipe.parameters,
        "recipe": _rounded({k: value for k, value in asdict(recipe).items() if k not in ("name", "title", "claim")}),
        "examples": examples,
        "runs": list(runs),
        "summary": _summary(runs),
    }
    if recipe.layout in DENSE_LAYOUTS:
        work = recipe.gflop(examples)
        rate = work / stored["summary"]["train_seconds"]["median"]
        stored["gflop"], stored["gflops"], stored["share_of_limit"] = work, rate, rate / limit
    if recipe.claim:
        stored["claim"] = asdict(recipe.claim)
        stored["verdict"] = verdict(recipe.claim, recipe.data, stored["summary"]["test_accuracy"])
    if all("validation_accuracy" in run for run in runs):
        peaks = [peak(run) for run in runs]
        stored["peak"] = {
            "epoch": statistics.median(epoch for epoch, _ in peaks),
            "validation_accuracy": statistics.median(value for _, value in peaks),
        }
    return stored


def _summary(runs: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Of each figure that a run has: median, mean, least, most, and standard deviation (0 for a single run)."""
    summary = {}
    for figure in runs[0]:
        if figure in ("seed", "examples", "parameters") or not isinstance(runs[0][figure], float):
            continue
        values = [run[figure] for run in runs]
        summary[figure] = {
            "median": statistics.median(values),
            "mean": statistics.fmean(values),
            "min": min(values),
            "max": max(values),
            "deviation": statistics.stdev(values) if len(values) > 1 else 0.0,
        }
    return summary


def regressions(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterable[str]:
    """Warnings, with the figures, about recipes whose training takes over 25 % longer than in the stored part."""
    if not before:
        return
    place = "" if before["machine"] == after["machine"] else "; the stored figure is from another machine or versions"
    for name, now in after.get("recipes", {}).items():
        old = before.get("recipes", {}).get(name)
        if old is None or old["recipe"] != now["recipe"]:
            continue
        then, took = (stored["summary"]["train_seconds"]["median"] for stored in (old, now))
        if took > (1 + REGRESSION) * then and took - then > NOISE_SECONDS:
            yield (
                f"{name}: training took {took:.2f} s, {100 * (took / then - 1):.0f} % more than the {then:.2f} s "
                f"of {before['date'][:10]}{place}"
            )
