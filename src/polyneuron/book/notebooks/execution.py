"""Run notebooks with nbclient, side by side, and keep what they print in jupyter-cache.

A result is kept under a digest of what it depends on besides its own code: the lock file, the learner's package and
the data. Prose does not count: a changed sentence runs nothing again.
"""

from __future__ import annotations

import copy
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from polyneuron.book.model.problems import Problem
from polyneuron.book.tools.files import folder_digest

_MISSING_GLYPH = re.compile(r"Glyph \d+ \(.*?\) missing from font\(s\) [^\n]*")
_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]+>")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LIBRARY_NOISE = re.compile(r"^(WARNING|[IWE]\d{4}).*$", re.MULTILINE)
_TENSORFLOW_NOISE = re.compile(
    r"^(WARNING: All log messages before absl::InitializeLog|[IWEF]\d{4} |\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+: [IWE] "
    r"|To enable the following instructions|Skipping registering GPU devices|\s*$)"
)


@dataclass(frozen=True)
class Task:
    """A notebook to run."""

    name: str
    """The chapter, and `quick` for a quick copy."""
    language: str
    notebook: nbformat.NotebookNode
    file: str
    """The lesson's file, for problems."""
    lines: dict[str, int]
    """Cell identifier → line of its code in the lesson."""


@dataclass
class Result:
    """What became of a task."""

    task: Task
    notebook: nbformat.NotebookNode | None
    problems: list[Problem]
    seconds: float
    cached: bool = False
    warnings: tuple[str, ...] = ()


def environment_digest(root: Path) -> str:
    """A digest of everything that a notebook's output depends on besides its own code.

    The words of quizzes do not count: pages show the questions themselves, not what this cell printed. Nor do the
    scripts and style sheets of figures: pages load them as files.
    """
    parts = [
        folder_digest(root, "requirements.lock", "locales/*/LC_MESSAGES/polyneuron.po"),
        folder_digest(
            root / "src" / "polyneuron",
            *("*.py", "datasets/**/*", "figures/*.py", "font_files/*", "benchmarks.json"),
        ),
    ]
    if data := os.environ.get("POLYNEURON_DATA"):
        parts += sorted(f"{path.name} {path.stat().st_size}" for path in Path(data).glob("*"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def execute(
    tasks: Iterable[Task],
    cache_folder: Path,
    timeout: int,
    workers: int,
    report: Callable[[Result], None],
    package: Path | None = None,
) -> list[Result]:
    """Run tasks, `workers` at a time; `report` is called in the order in which they end.

    Parameters
    ----------
    cache_folder
        Where results of this environment are kept; see `environment_digest`.
    timeout
        Seconds that one cell may run.
    package
        Folder from which the kernels import the learner's package; without it, the installed one.
    """
    cache_folder.mkdir(parents=True, exist_ok=True)
    cache = get_cache(cache_folder)
    results, waiting = [], []
    for task in tasks:
        try:
            _, kept = cache.merge_match_into_notebook(_code_only(task.notebook))
        except KeyError:
            waiting.append(task)
            continue
        notebook = copy.deepcopy(task.notebook)
        for cell, done in zip(notebook.cells, kept.cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = done.outputs, done.execution_count
        results.append(_checked(Result(task, notebook, [], 0.0, cached=True)))
        report(results[-1])
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(run, task, timeout, package) for task in waiting]
        for future in as_completed(futures):
            result = future.result()
            if not result.problems:
                bundle = CacheBundleIn(_code_only(result.notebook), f"{result.task.language}/{result.task.name}")
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
            results.append(result)
            report(result)
    return results


def _code_only(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy without the cells' metadata, which jupyter-cache would count as code: tags, alternative texts, times."""
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        cell.metadata = nbformat.NotebookNode()
    return bare


def run(task: Task, timeout: int, package: Path | None = None) -> Result:
    """Run one notebook in a kernel of its own, in an empty folder."""
    notebook = copy.deepcopy(task.notebook)
    started = time.monotonic()
    problems: list[Problem] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            resources = {"metadata": {"path": folder}}
            client = NotebookClient(notebook, timeout=timeout, kernel_name="python3", resources=resources)
            client.extra_arguments = ["--IPKernelApp.log_level=ERROR"]
            client.coalesce_streams = True
            client.execute(env=_environment(package))
    except CellExecutionError as error:
        cell = next(cell for cell in notebook.cells if any(o.output_type == "error" for o in cell.get("outputs", [])))
        problems.append(
            _problem(task, cell.id, f"{error.ename}: {error.evalue}\n{_short(error.traceback)}", "Mend it.")
        )
    except CellTimeoutError:
        cell = _running_cell(notebook)
        what = f"this cell ran longer than {timeout} seconds"
        problems.append(_problem(task, cell, what, "Make it faster, or raise cell_timeout in _config.yml."))
    except DeadKernelError:
        problems.append(_problem(task, _running_cell(notebook), "the kernel died", "Look for too little memory."))
    seconds = time.monotonic() - started
    return _checked(Result(task, None if problems else notebook, problems, seconds))


def _environment(package: Path | None) -> dict[str, str]:
    """The kernels' environment; a relative data folder is meant from here, not from the folder that they run in."""
    environment = {**os.environ, **QUIET}
    if package is not None:
        others = environment.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join([str(package.resolve()), *([others] if others else [])])
    if data := environment.get("POLYNEURON_DATA"):
        environment["POLYNEURON_DATA"] = str(Path(data).resolve())
    return environment


def _checked(result: Result) -> Result:
    """Look through a notebook's outputs for what must not reach a page."""
    if result.notebook is not None:
        cells = [cell for cell in result.notebook.cells if cell.cell_type == "code"]
        result.problems = [problem for cell in cells for problem in _output_problems(result.task, cell)]
        result.warnings = tuple(
            f"{result.task.name} ({result.task.language}), cell {cell.id}: {line}"
            for cell in cells
            for line in _stderr_lines(cell)
        )
    return result


QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "PYTHONHASHSEED": "0"}
"""Environment of the kernels: less noise from TensorFlow, and sums in the same order on every processor."""


def _problem(task: Task, cell: str, message: str, remedy: str) -> Problem:
    return Problem(task.file, task.lines.get(cell, 0), f"{task.name}: {message}", remedy, task.language, cell)


def _running_cell(notebook: nbformat.NotebookNode) -> str:
    """The identifier of the cell at which execution stopped."""
    started = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.metadata.get("execution")]
    return started[-1].id if started else ""


def _short(traceback: str) -> str:
    lines = _COLOURS.sub("", traceback).strip().splitlines()
    return "\n".join(f"        {line}" for line in lines[-25:])


def _output_problems(task: Task, cell: nbformat.NotebookNode) -> list[Problem]:
    problems = []
    for output in cell.outputs:
        for found in set(_MISSING_GLYPH.findall(output.get("text", "") or "")):
            remedy = "Use other characters, or add them to the plot font: python -m polyneuron.book plot-font."
            problems.append(_problem(task, cell.id, f"a plot lacks letters: {found}", remedy))
        if output.get("name") == "stdout" and (noise := _LIBRARY_NOISE.search(output.text)):
            remedy = "Mend its cause, or silence it in src/polyneuron/quiet.py."
            problems.append(_problem(task, cell.id, f"a library's notice would reach the page: {noise[0]}", remedy))
        if any(kind.startswith("image/") for kind in output.get("data", {})) and "mystnb" not in cell.metadata:
            remedy = "Add the option :alt: to the cell: what somebody who does not see it should know."
            problems.append(_problem(task, cell.id, "a picture without alternative text", remedy))
        shown = output.get("data", {})
        if set(shown) == {"text/plain"} and _ADDRESS.fullmatch(shown["text/plain"]):
            remedy = "Give the value a name, or show what a reader can use of it."
            problems.append(_problem(task, cell.id, f"an output that says nothing: {shown['text/plain']}", remedy))
    return problems


def _stderr_lines(cell: nbformat.NotebookNode) -> list[str]:
    """What a cell wrote to standard error, without TensorFlow's notices at start-up."""
    text = "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
    return [line for line in text.splitlines() if not _TENSORFLOW_NOISE.match(line)]
