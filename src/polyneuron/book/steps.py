"""The steps of a build in their order: notebooks, execution, site. Files are read and written here and at the ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from polyneuron.book.book import LocalizedBook, catalog_status, localize_books, translated_languages
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import ProblemsFound, relative
from polyneuron.book.notebooks.course import write_course
from polyneuron.book.notebooks.execution import Result, Task, environment_digest, execute
from polyneuron.book.notebooks.forms import (
    complete_notebook,
    launched_notebook,
    quick_notebook,
    site_notebook,
    write_notebook,
)
from polyneuron.book.notebooks.proof import proof_notebook, proof_problems
from polyneuron.book.notebooks.quiz_notebooks import write_quizzes
from polyneuron.book.notebooks.wheel import Wheel, build_wheel
from polyneuron.book.pages.parts import PageContent, page_markdown
from polyneuron.book.pages.site import build_books
from polyneuron.book.source.measurements import check_measurements
from polyneuron.book.tools.files import write_if_changed
from polyneuron.book.tools.progress import Progress

NOTEBOOKS, EXECUTED, QUICK, COURSE = "notebooks", "executed", "quick", "course"


def workers() -> int:
    """How many kernels or book builds run side by side: one for each core, and four at the most."""
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


def prepare(configuration: Configuration, languages: Sequence[str]) -> tuple[list[LocalizedBook], Wheel]:
    """Localise all lessons, write their quizzes into the learner's package, and build its wheel."""
    check_measurements(configuration.root)
    books = localize_books(configuration, languages, "")
    quizzes = [(book.edition, book.lessons) for book in books]
    write_quizzes(configuration.root, quizzes, configuration.languages)
    wheel = build_wheel(configuration.root, configuration.build / "wheel")
    address = wheel.address(configuration.site_url)
    return [replace(book, edition=replace(book.edition, wheel_address=address)) for book in books], wheel


def make_notebooks(configuration: Configuration, languages: Sequence[str], progress: Progress) -> list[LocalizedBook]:
    """Write `_build/notebooks/<language>/*.ipynb`, the wheel and the requirements beside them."""
    with progress.step("notebooks"):
        books, wheel = prepare(configuration, languages)
        folder = configuration.build / NOTEBOOKS
        for book in books:
            target = folder / book.edition.language.code
            for lesson in book.lessons:
                write_notebook(launched_notebook(lesson, book.edition), target / f"{lesson.name}.ipynb")
            _remove_others(target, [lesson.name for lesson in book.lessons])
            write_course(book.edition, book.lessons, configuration.build / COURSE)
        shutil.copy(wheel.path, folder / wheel.path.name)
        (folder / "requirements.txt").write_text(_launch_requirements(configuration.root, wheel), encoding="utf-8")
    return books


def _launch_requirements(root: Path, wheel: Wheel) -> str:
    """What Binder and a learner's own machine install: the lessons' part of requirements.txt, and the wheel."""
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# What the lessons import"))
    needed = lines[start + 1 : lines.index("", start)]
    return "\n".join(["# Made by `make notebooks`.", *needed, "jupyterlab", f"./{wheel.path.name}", ""])


def _remove_others(folder: Path, names: Iterable[str], extension: str = "ipynb") -> None:
    for path in folder.glob(f"*.{extension}"):
        if path.stem not in names:
            path.unlink()


def execute_books(
    configuration: Configuration, books: list[LocalizedBook], progress: Progress, *, quick: bool
) -> dict[tuple[str, str], nbformat.NotebookNode]:
    """Run every notebook (or its quick copy) and write the results; raises `ProblemsFound` after running all.

    Returns
    -------
    (language, lesson) → executed notebook.
    """
    kind = QUICK if quick else EXECUTED
    make = quick_notebook if quick else complete_notebook
    tasks = [_task(configuration, book.edition, lesson, make) for book in books for lesson in book.lessons]
    results = _run(configuration, tasks, f"{kind} notebooks", progress)
    if problems := [problem for result in results for problem in result.problems]:
        raise ProblemsFound(problems)
    executed = {}
    for result in results:
        folder = configuration.build / kind / result.task.language
        write_notebook(result.notebook, folder / f"{result.task.name}.ipynb")
        executed[result.task.language, result.task.name] = result.notebook
    for book in books:
        _remove_others(
            configuration.build / kind / book.edition.language.code, [lesson.name for lesson in book.lessons]
        )
    return executed


def _task(configuration: Configuration, edition: Edition, lesson: Lesson, make: Callable) -> Task:
    """What `execution` needs to know of a lesson; `make` gives its notebook."""
    file = relative(lesson.path, configuration.root)
    lines = {cell.identifier: cell.line for cell in lesson.cells}
    return Task(lesson.name, edition.language.code, make(lesson, edition), file, lines)


def _run(configuration: Configuration, tasks: list[Task], name: str, progress: Progress) -> list[Result]:
    """Run tasks side by side and show how they go."""
    cache = configuration.build / "cache" / environment_digest(configuration.root)
    with progress.step(name, len(tasks)) as step:

        def report(result: Result) -> None:
            note = "failed" if result.problems else "unchanged" if result.cached else ""
            step.done(f"{result.task.language}/{result.task.name}", result.seconds, note)
            for warning in result.warnings:
                step.warn(warning)

        package = configuration.root / "src"
        return execute(tasks, cache, configuration.cell_timeout, workers(), report, package)


def prove_exercises(configuration: Configuration, languages: Sequence[str], progress: Progress) -> int:
    """Prove every exercise in a real kernel; returns how many, and raises `ProblemsFound` with what does not hold."""
    books = make_notebooks(configuration, languages, progress)
    lessons = {(book.edition.language.code, lesson.name): lesson for book in books for lesson in book.lessons}
    tasks = [
        _task(configuration, book.edition, lesson, proof_notebook)
        for book in books
        for lesson in book.lessons
        if lesson.exercises
    ]
    results = _run(configuration, tasks, "proof of the exercises", progress)
    problems = [problem for result in results for problem in result.problems]
    for result in results:
        problems += proof_problems(lessons[result.task.language, result.task.name], result)
    if problems:
        raise ProblemsFound(problems)
    return sum(len(lesson.exercises) for lesson in lessons.values())


def build_site(configuration: Configuration, languages: Sequence[str], progress: Progress) -> Path:
    """Everything: notebooks, execution in full, and the site in `_build/site`, put in place when it is whole."""
    books = make_notebooks(configuration, languages, progress)
    executed = execute_books(configuration, books, progress, quick=False)
    states = catalog_status(configuration, translated_languages(configuration)) if configuration.pages else []
    for book in books:
        source = configuration.build / "books" / book.edition.language.code
        for lesson in book.lessons:
            notebook = executed[book.edition.language.code, lesson.name]
            write_notebook(site_notebook(lesson, book.edition, notebook), source / f"{lesson.name}.ipynb")
        _remove_others(source, [lesson.name for lesson in book.lessons])
        content = PageContent(configuration, book.edition, book.lessons, book.pages, book.stops, book.ideas, states)
        for page in book.pages:
            write_if_changed(source / f"{page.name}.md", page_markdown(page, content))
        _remove_others(source, [page.name for page in book.pages], "md")
    return build_books(configuration, [book.edition for book in books], progress, workers())
