"""How long the making of the editions takes after each kind of edit, in a copy of the project with all its caches.

Every run is a command in a fresh process, as a person starts it. Times are wall-clock time, and the processor time of
the command and of all that it waited for. Blind to the first build of all: that one is training.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from polyneuron.book.model.configuration import BUILD_FOLDER
from polyneuron.book.model.problems import Problem, ProblemsFound

_LINKED = ("node_modules", ".venv")
"""What is large and never written to."""
_LEFT_OUT = (".git", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache")


@dataclass(frozen=True)
class Work:
    """Something that a person does, and the command that follows."""

    name: str
    command: tuple[str, ...]
    """Arguments of `python -m polyneuron.book`."""
    edit: Callable[[Path], None] | None = None
    """Changes the project in this folder."""


@dataclass(frozen=True)
class Duration:
    """How long a command took, in seconds."""

    work: Work
    wall: float
    processor: float
    """User and system time of the command and of the programs that it waited for."""


def usual_work(language: str, chapter: str) -> tuple[Work, ...]:
    """What translators and authors do every day, with one chapter and one language as the example."""
    catalog = f"locales/{language}/LC_MESSAGES/{chapter}.po"

    def message(root: Path) -> None:
        edit_message(root / catalog)

    def cell(root: Path) -> None:
        edit_cell(root / "chapters" / f"{chapter}.md")

    return (
        Work("nothing changed", ("site",)),
        Work(f"one prose message ({language}, {chapter})", ("site",), message),
        Work(
            f"one prose message, its chapter alone ({language}, {chapter})",
            ("site", "--language", language, "--chapter", chapter),
            message,
        ),
        Work(f"one code cell ({chapter}, all languages)", ("site",), cell),
        Work("all notebooks of all languages", ("notebooks",)),
    )


def edit_message(catalog: Path) -> None:
    """Write one word more in the first translated paragraph of a catalogue."""
    entries = polib.pofile(str(catalog), wrapwidth=100)
    for entry in entries:
        if entry.msgctxt == "paragraph" and entry.msgstr and not entry.fuzzy and not entry.obsolete:
            entry.msgstr += f" {entry.msgstr.split()[0]}."
            entries.save()
            return
    what = "Not one paragraph is translated here, so none can be edited"
    raise ProblemsFound([Problem(catalog.name, 0, what, "Choose another --chapter or --language.")])


def edit_cell(lesson: Path) -> None:
    """Write one line more, which prints nothing, at the end of the last code cell of a lesson."""
    before, fence, after = lesson.read_text(encoding="utf-8").rpartition("\n```{code-cell}")
    if not fence:
        raise ProblemsFound([Problem(lesson.name, 0, "There is no code cell here", "Choose another --chapter.")])
    body, end, rest = after.partition("\n```")
    lesson.write_text(f"{before}{fence}{body}\nmeasured = {time.time_ns()}{end}{rest}", encoding="utf-8")


def bench_building(
    root: Path, folder: Path, works: Sequence[Work], report: Callable[[Duration], None]
) -> list[Duration]:
    """Copy a project that has been built to `folder`, bring the copy up to date, and time one work after the other.

    Raises `ProblemsFound` where the project has no site yet, or where a command fails.
    """
    if not (root / BUILD_FOLDER / "site").is_dir():
        raise ProblemsFound([Problem(f"{BUILD_FOLDER}/site", 0, "There is no site to begin with", "Run: make site")])

    def left_out(path: str, names: list[str]) -> set[str]:
        return {name for name in names if name in _LEFT_OUT or (Path(path) == root and name in _LINKED)}

    copy = folder / "project"
    shutil.copytree(root, copy, symlinks=True, ignore=left_out)
    for name in _LINKED:
        if (root / name).exists():
            (copy / name).symlink_to((root / name).resolve())
    for command in dict.fromkeys(work.command for work in works):
        timed(copy, Work("making ready", command))  # pages name the folder of the project
    durations = []
    for work in works:
        if work.edit is not None:
            work.edit(copy)
        durations.append(timed(copy, work))
        report(durations[-1])
    return durations


def timed(root: Path, work: Work) -> Duration:
    """Run a work's command in the project in `root`; raises `ProblemsFound` with its last lines when it fails."""
    command = [sys.executable, "-m", "polyneuron.book", "--root", str(root), *work.command]
    started = time.monotonic()
    with (root / "command.log").open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - started
        output.seek(0)
        if process.returncode:
            words = "\n".join(output.read().splitlines()[-12:])
            what = f"`{' '.join(work.command)}` failed with exit status {process.returncode}:\n{words}"
            raise ProblemsFound([Problem(str(root), 0, what, "Mend what the last lines name.")])
    return Duration(work, wall, used.ru_utime + used.ru_stime)
