"""Run notebooks with nbclient, side by side, each in a kernel of its own; what has run already is not run again."""

from __future__ import annotations

import copy
import re
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from polyneuron.book.model.problems import Problem
from polyneuron.book.notebooks.result_cache import ResultCache
from polyneuron.book.notebooks.stable_outputs import with_stable_outputs
from polyneuron.book.notebooks.task import Result, Task
from polyneuron.book.tools.kernels import PLOT_CHECK, PLOT_FAULT, Kernel, kernel_environment
from polyneuron.book.tools.processes import side_by_side

_MISSING_GLYPH = re.compile(r"Glyph \d+ \(.*?\) missing from font\(s\) [^\n]*")
_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]+>")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LIBRARY_NOISE = re.compile(r"^(WARNING|[IWE]\d{4}).*$", re.MULTILINE)
_TENSORFLOW_NOISE = re.compile(
    r"^(WARNING: All log messages before absl::InitializeLog|[IWEF]\d{4} |\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+: [IWE] "
    r"|To enable the following instructions|Skipping registering GPU devices|\s*$)"
)

_LOST = {
    "surrogates not allowed": (
        "an output holds half of a character (a lone surrogate), and is lost",
        "Print whole characters: decode bytes before they are joined.",
    ),
    "not JSON compliant": (
        "an output holds NaN or infinity where JSON has no word for it",
        "Replace such values before they are shown, for example by None.",
    ),
}
"""Part of what a kernel says when it cannot send an output → what was lost, and the remedy."""


def execute(
    tasks: Iterable[Task],
    cache_folder: Path,
    timeout: int,
    workers: int,
    report: Callable[[Result], None],
    package: Path | None = None,
    build: Path | None = None,
) -> list[Result]:
    """Run tasks, `workers` at a time; `report` is called in the order in which they end.

    When this thread is interrupted, no further notebook begins and the kernels are ended.

    Parameters
    ----------
    cache_folder
        Where results are kept.
    timeout
        Seconds that one cell may run.
    package
        Folder from which the kernels import the learner's package; without it, the installed one.
    build
        The build's folder, by which its kernels are known; by default `cache_folder`.
    """
    build = build or cache_folder
    cache = ResultCache(cache_folder)
    results, waiting = [], []
    for task in tasks:
        kept = cache.find(task)
        if kept is None:
            waiting.append(task)
            continue
        results.append(_checked(Result(task, kept, [], 0.0, cached=True)))
        report(results[-1])

    def keep(result: Result) -> None:
        result.reasons = tuple(cache.reasons(result.task))
        if result.notebook is not None and not result.problems:
            cache.keep(result.task, result.notebook)
        report(result)

    def run_one(task: Task) -> Result:
        return run(task, timeout, package, build)

    return results + side_by_side(run_one, waiting, workers, build, keep)


def run(task: Task, timeout: int, package: Path | None = None, build: Path = Path()) -> Result:
    """Run one notebook in a kernel of its own, in an empty folder.

    `build` is the folder by which the kernel is found when it has to be ended; for the rest see `execute`.
    """
    notebook = copy.deepcopy(task.notebook)
    started = time.monotonic()
    problems: list[Problem] = []
    running = ""

    def begun(cell: nbformat.NotebookNode, cell_index: int) -> None:  # nbclient calls it with these names
        nonlocal running
        running = cell.id

    with (
        tempfile.TemporaryDirectory() as folder,
        # What the process itself says, beside its cells, is worth reading only where it dies.
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
    ):
        try:
            resources = {"metadata": {"path": folder}}
            client = NotebookClient(
                notebook, timeout=timeout, kernel_name="python3", kernel_manager_class=Kernel, resources=resources
            )
            client.on_cell_start = begun
            client.extra_arguments = ["--IPKernelApp.log_level=ERROR", f"--IPKernelApp.extensions={PLOT_CHECK}"]
            client.coalesce_streams = True
            client.execute(env=kernel_environment(build, package), stderr=said)
        except CellExecutionError as error:
            cell = next(
                cell for cell in notebook.cells if any(o.output_type == "error" for o in cell.get("outputs", []))
            )
            problems.append(
                _problem(task, cell.id, f"{error.ename}: {error.evalue}\n{_short(error.traceback)}", "Mend it.")
            )
        except CellTimeoutError:
            what = f"this cell ran longer than {timeout} seconds"
            problems.append(_problem(task, running, what, "Make it faster, or raise cell_timeout in _config.yml."))
        except DeadKernelError:
            remedy = "Look for code that ends Python or makes it crash, and for too little memory."
            problems.append(_problem(task, running, f"the kernel died in this cell{_last_words(said)}", remedy))
        except RuntimeError as error:  # nbclient's word for a kernel that does not answer
            remedy = "Look for too little memory, or try `python -m ipykernel --version`."
            problems.append(_problem(task, "", f"the kernel did not start: {error}{_last_words(said)}", remedy))
    seconds = time.monotonic() - started
    return _checked(Result(task, None if problems else with_stable_outputs(notebook), problems, seconds))


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


def _problem(task: Task, cell: str, message: str, remedy: str) -> Problem:
    return Problem(task.file, task.lines.get(cell, 0), f"{task.name}: {message}", remedy, task.language, cell)


def _last_words(said: IO[str]) -> str:
    """The last lines that a kernel's process wrote to standard error, each on a line of its own."""
    said.seek(0)
    return "".join(f"\n        {line}" for line in said.read().strip().splitlines()[-5:])


def _short(traceback: str) -> str:
    lines = _COLOURS.sub("", traceback).strip().splitlines()
    return "\n".join(f"        {line}" for line in lines[-25:])


def _output_problems(task: Task, cell: nbformat.NotebookNode) -> list[Problem]:
    problems = []
    for output in cell.outputs:
        for found in set(_MISSING_GLYPH.findall(output.get("text", "") or "")):
            remedy = "Use other characters, or add them to the plot font: python -m polyneuron.book plot-font."
            problems.append(_problem(task, cell.id, f"a plot lacks letters: {found}", remedy))
        if output.get("name") == "stderr":
            problems += [_problem(task, cell.id, *lost) for sign, lost in _LOST.items() if sign in output.text]
            faults = [line.removeprefix(PLOT_FAULT) for line in output.text.splitlines() if line.startswith(PLOT_FAULT)]
            remedy = "Give the words more room: another size, place or order of the parts of the plot."
            problems += [_problem(task, cell.id, f"a plot: {fault}", remedy) for fault in faults]
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
    """What a cell wrote to standard error, without TensorFlow's notices at start-up and what is a problem anyway."""
    text = "".join(output.text for output in cell.outputs if output.get("name") == "stderr")
    return [line for line in text.splitlines() if not (_TENSORFLOW_NOISE.match(line) or line.startswith(PLOT_FAULT))]
