"""Run launched notebooks as a learner of another place does: each alone in an empty folder, from top to bottom.

    python -m tests.places.alone --python INTERPRETER [--language CODE …] [--chapter NAME …] [--jobs N]

The interpreter has ipykernel and what the place ships, but not the course's package: the set-up cell brings it from a
local server in the place of the site. No data set is at hand, so the lessons use their samples, and they train with
the small parameters of quick copies. An exercise that nobody has answered says so; every other error fails, and so
does a library's warning in an output.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal

from polyneuron.book.book import LocalizedBook
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.notebooks.forms import launched_notebook, with_small_parameters
from polyneuron.book.notebooks.wheel import WHEEL_FOLDER, Wheel
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.steps import prepare

ROOT = Path(__file__).parents[2]
KERNEL = "alone"
TIMEOUT = 600
"""Seconds for a cell."""
UNANSWERED = {"AnswerError", "NameError"}
"""What the cells of an exercise raise whose gaps are still there."""
_WARNING = re.compile(r"\w*Warning: .*|^WARNING.*|^[WE]\d{4}.*", re.MULTILINE)
_DROPPED = ("PYTHON", "POLYNEURON", "TF_", "KERAS", "VIRTUAL_ENV", "MPL", "LC_", "LANG")


@dataclass(frozen=True)
class Outcome:
    """What became of a notebook."""

    language: str
    chapter: str
    seconds: float
    unanswered: int
    """Cells of exercises that asked for an answer."""
    problems: list[str]


def quick_launched_notebook(lesson: Lesson, book: LocalizedBook, wheel_address: str) -> nbformat.NotebookNode:
    """The notebook that learners launch, with small parameters, which finds the wheel at this address."""
    edition = replace(book.edition, wheel_address=wheel_address, mirrors=())
    return with_small_parameters(launched_notebook(lesson, edition), lesson)


def write_kernel(folder: Path, python: Path) -> None:
    """Write the kernel of an interpreter below a folder that is named in JUPYTER_PATH."""
    place = folder / "kernels" / KERNEL
    place.mkdir(parents=True)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (place / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": KERNEL, "language": "python"}))


def learners_environment(cache: Path) -> dict[str, str]:
    """Nothing of this project, no data set, no mirror, and nothing from an earlier run in any cache."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_DROPPED)}
    caches = {name: str(cache / name.lower()) for name in ("KERAS_HOME", "MPLCONFIGDIR", "IPYTHONDIR")}
    course = {"POLYNEURON_DATA": "", "POLYNEURON_MIRRORS": "", "POLYNEURON_CACHE": str(cache / "course")}
    return kept | caches | course | {"LC_ALL": "C.UTF-8", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def run_alone(notebook: nbformat.NotebookNode, folder: Path, cache: Path, kernel: str = KERNEL) -> None:
    """Run a notebook from top to bottom in an empty folder; its outputs stay in it, errors too."""
    nbformat.write(notebook, folder / "notebook.ipynb")
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=TIMEOUT, kernel_name=kernel, resources=resources, allow_errors=True)
    client.coalesce_streams = True
    client.extra_arguments = ["--IPKernelApp.log_level=ERROR"]
    client.execute(env=learners_environment(cache))


def wrong_outputs(notebook: nbformat.NotebookNode) -> tuple[int, list[str]]:
    """How many exercises asked for an answer, and every other error and every warning of a library."""
    unanswered, problems = 0, []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                if cell.id.startswith("exercise-") and output.ename in UNANSWERED:
                    unanswered += 1
                else:
                    problems.append(f"cell {cell.id}: {output.ename}: {output.evalue}")
            elif output.output_type == "stream":
                problems += [f"cell {cell.id}: {found.strip()}" for found in _WARNING.findall(output.text)]
    return unanswered, problems


@contextmanager
def site_with(wheel: Wheel) -> Iterator[str]:
    """The wheel's address on a server of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    site = wheel.path.parent.parent
    assert wheel.path.parent.name == WHEEL_FOLDER
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield wheel.address(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


def try_one(lesson: Lesson, book: LocalizedBook, wheel_address: str) -> Outcome:
    """Run one chapter of one language."""
    notebook = quick_launched_notebook(lesson, book, wheel_address)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        try:
            run_alone(notebook, Path(folder), Path(cache))
            unanswered, problems = wrong_outputs(notebook)
        except (CellControlSignal, RuntimeError) as error:  # too slow, or a dead kernel
            unanswered, problems = 0, [str(error).strip() or type(error).__name__]
    return Outcome(book.edition.language.code, lesson.name, time.monotonic() - began, unanswered, problems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for, print a table; 1 where something failed."""
    configuration = read_configuration(ROOT)
    parser = argparse.ArgumentParser(prog="python -m tests.places.alone", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--python", type=Path, required=True, help="interpreter with ipykernel and what a place ships")
    parser.add_argument("--language", action="append", choices=list(configuration.languages), help="default: all")
    parser.add_argument("--right-to-left", action="store_true", help="the first language from right to left too")
    parser.add_argument("--chapter", action="append", choices=list(configuration.chapter_names), help="default: all")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks side by side")
    chosen = parser.parse_args(arguments)
    languages = list(dict.fromkeys(chosen.language or ([] if chosen.right_to_left else configuration.languages)))
    if chosen.right_to_left:
        rtl = [code for code in configuration.languages if configuration.language(code).direction == "rtl"]
        languages += [code for code in rtl[:1] if code not in languages]
    try:
        books, wheel = prepare(configuration, languages)
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as kernels, site_with(wheel) as address:
        write_kernel(Path(kernels), Path(os.path.abspath(chosen.python)))  # a link of an environment must stay one
        os.environ["JUPYTER_PATH"] = kernels
        chapters = [
            (lesson, book, address)
            for book in books
            for lesson in book.lessons
            if lesson.name in (chosen.chapter or configuration.chapter_names)
        ]
        failed = 0
        with ThreadPoolExecutor(max(1, chosen.jobs)) as pool:
            for outcome in pool.map(lambda one: try_one(*one), chapters):
                state = "failed" if outcome.problems else "ok"
                row = f"{outcome.language:6} {outcome.chapter:16} {state:7} {outcome.seconds:6.0f} s"
                print(f"{row}  {outcome.unanswered} unanswered", flush=True)
                for problem in outcome.problems[:5]:
                    print("\n".join(f"         {line}" for line in problem.splitlines()[:12]), flush=True)
                failed += bool(outcome.problems)
    print(f"{len(chapters) - failed} of {len(chapters)} notebooks ran to the end.")
    return 1 if failed or not chapters else 0


if __name__ == "__main__":
    sys.exit(main())
