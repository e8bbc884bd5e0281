"""Each measurement in a fresh process, so that none warms up another's caches, memory or compiled programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from polyneuron.book.bench.networks import Recipe
from polyneuron.book.model.problems import Problem, ProblemsFound

NOT_INHERITED = ("TF_ENABLE_ONEDNN_OPTS",)
"""Variables that builds of the editions set; what is measured is what a learner gets, TensorFlow's defaults."""


@dataclass(frozen=True)
class Measurement:
    """One training run."""

    recipe: Recipe
    seed: int
    examples: int | None = None
    """Use only so many examples; None for all."""


def measure(tasks: Sequence[Measurement]) -> list[dict[str, Any]]:
    """Train in one fresh process and return what `training.train` measured; a measurement gives it a single task.

    Several tasks share the variables of the first one's recipe. Raises `ProblemsFound` when the process fails.
    """
    payload = [{**asdict(task), "recipe": asdict(task.recipe)} for task in tasks]
    names = ", ".join(task.recipe.name for task in tasks)
    return run_module("polyneuron.book.bench.training", payload, names, dict(tasks[0].recipe.environment))


def run_module(module: str, payload: Any, name: str, environment: dict[str, str] | None = None) -> Any:
    """Run `python -m module` with JSON on its standard input; return the JSON that it prints."""
    inherited = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    ended = subprocess.run(
        [sys.executable, "-m", module],
        input=json.dumps(payload),
        env={**inherited, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode:
        last_words = "\n".join(ended.stderr.splitlines()[-12:])
        message = f"The measurement failed with exit status {ended.returncode}: {name}\n{last_words}"
        raise ProblemsFound([Problem(module, 0, message, "Mend what the last lines name, and run this part again.")])
    return json.loads(ended.stdout)
