"""Runs prepared submissions side by side, on Dask: this machine's own workers, or a cluster by its address.

Guards against one submission that takes others with it: each has a wall, limits and a worker's whole attention; where
a worker is lost, Dask starts another, and what killed three of them is not graded.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import nbformat

from polyneuron.book.grading.confinement import Confinement
from polyneuron.book.grading.submissions import Prepared


@dataclass(frozen=True)
class Limits:
    """What a submission may take, and what students read where it took more."""

    cell: int
    """Seconds for a cell."""
    exercise: int
    """Seconds for an answer or a check."""
    memory: int
    """GiB."""
    too_long: str
    died: str
    not_passed: str


@dataclass(frozen=True)
class SubmissionTask:
    """One submission to run."""

    prepared: Prepared
    confinement: Confinement
    limits: Limits


@dataclass(frozen=True)
class Ran:
    """What became of it."""

    prepared: Prepared
    notebook: str
    """With outputs, as JSON."""
    tampered: dict[str, list[str]]
    """Check → what had been replaced before it."""
    seconds: float
    error: str = ""
    """Why it could not be run; then there is no notebook."""


def run_task(task: SubmissionTask) -> Ran:
    """Run one submission; whatever happens, an answer comes back."""
    from polyneuron.book.grading.confined_running import ExecuteConfined

    started = time.monotonic()
    limits = task.limits
    try:
        notebook = nbformat.reads(task.prepared.notebook, as_version=4)
        runner = ExecuteConfined(
            task.confinement,
            timeout=limits.cell,
            exercise_timeout=limits.exercise,
            too_long=limits.too_long,
            died=limits.died,
            not_passed=limits.not_passed,
        )
        runner.log.setLevel(logging.ERROR)
        done = runner.run(notebook, task.prepared.given)
    except Exception as error:  # an unusual end of one submission is no end of the others
        return Ran(task.prepared, "", {}, time.monotonic() - started, f"{type(error).__name__}: {error}")
    text = json.dumps(done, ensure_ascii=False)
    return Ran(task.prepared, text, runner.tampered, time.monotonic() - started)


def run_tasks(tasks: Sequence[SubmissionTask], workers: int, scheduler: str | None = None) -> Iterator[Ran]:
    """Run tasks; results come in the order in which they end.

    Parameters
    ----------
    workers
        How many run side by side on this machine.
    scheduler
        Address of a Dask cluster to use in its place, such as `tcp://host:8786`; its workers need this environment.
    """
    if not tasks:
        return
    from distributed import as_completed

    with _client(min(workers, len(tasks)), scheduler) as client:
        waiting = {}
        for task in tasks:
            future = client.submit(run_task, task, key=f"{task.prepared.digest}-{time.time_ns()}", retries=1)
            waiting[future.key] = (future, task)
        for future in as_completed([future for future, _ in waiting.values()]):
            _, task = waiting.pop(future.key)
            error = future.exception()
            yield future.result() if error is None else Ran(task.prepared, "", {}, 0.0, f"a worker was lost: {error}")
            future.release()


@contextmanager
def _client(workers: int, scheduler: str | None) -> Iterator:
    from distributed import Client, LocalCluster

    if scheduler is not None:
        with Client(scheduler) as client:
            yield client
        return
    # A worker's own memory is small; what a student's code takes is limited where it runs, and must not end the worker.
    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        memory_limit=0,
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
    )
    with cluster, Client(cluster) as client:
        yield client
