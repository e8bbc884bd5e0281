"""The steps of a build in their order: notebooks, execution, site. Files are read and written here and at the ends."""

from __future__ import annotations

import functools
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from polyneuron.book.book import LocalizedBook, catalog_status, localize_books, translated_languages
from polyneuron.book.model.configuration import CONFIG_FILE, SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import USUAL_SEED
from polyneuron.book.model.launching import repository
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.notebooks.course import write_course
from polyneuron.book.notebooks.dependencies import (
    BINDER_SECTION,
    LESSONS_SECTION,
    REQUIREMENTS_FILE,
    Dependencies,
    lesson_requirements,
)
from polyneuron.book.notebooks.execution import execute
from polyneuron.book.notebooks.forms import (
    complete_notebook,
    launched_notebook,
    quick_notebook,
    site_notebook,
    write_notebook,
)
from polyneuron.book.notebooks.own_computer import write_packages
from polyneuron.book.notebooks.proof import proof_notebook, proof_problems
from polyneuron.book.notebooks.quiz_notebooks import write_quizzes
from polyneuron.book.notebooks.quiz_outputs import printed_answers
from polyneuron.book.notebooks.sizes import answers_notebook, shown_answers, size_problems, typed_notebook
from polyneuron.book.notebooks.task import Result, Task
from polyneuron.book.notebooks.wheel import WHEEL_FOLDER, Wheel, build_wheel, copy_wheels
from polyneuron.book.pages.assign_part import titles_of_editions
from polyneuron.book.pages.offline import write_offline_list
from polyneuron.book.pages.page_content import PageContent
from polyneuron.book.pages.parts import page_markdown
from polyneuron.book.pages.pictures import copy_pictures
from polyneuron.book.pages.shared_files import SHARED_FOLDER, write_shared_files
from polyneuron.book.pages.site import build_books
from polyneuron.book.publish.branch import Published, keep_wheels, make_branch
from polyneuron.book.publish.reading import reading_notebook
from polyneuron.book.publish.stills import take_stills
from polyneuron.book.publish.tables import write_readmes
from polyneuron.book.source.measurements import check_measurements
from polyneuron.book.teaching.decks import write_decks
from polyneuron.book.teaching.question_bank import write_question_bank
from polyneuron.book.texts.catalogs import CatalogStatus, shares
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.tools.files import write_if_changed
from polyneuron.book.tools.progress import Progress

NOTEBOOKS, EXECUTED, QUICK, COURSE, PROOF = "notebooks", "executed", "quick", "course", "proof"
CACHE, RESULTS = "cache", "results"


BINDER_PYTHON = "3.11"
"""What Binder runs; repo2docker takes 3.10 when a branch says nothing, and pandas 3 and Matplotlib 3.11 need more."""


def workers() -> int:
    """How many kernels or book builds run side by side: one for each core, and four at the most."""
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


def prepare(
    configuration: Configuration, languages: Sequence[str], chapters: Collection[str] = ()
) -> tuple[list[LocalizedBook], Wheel]:
    """Localise all lessons, write all quizzes into the learner's package, and build its wheel.

    The wheel serves every edition, so it holds the quizzes of all languages, however few are asked for; of `chapters`
    that are not asked for it holds those that were written last.
    """
    check_measurements(configuration.root)
    others = [code for code in configuration.languages if code not in languages]
    books = localize_books(configuration, languages, "", quizzes_of=others, chapters=chapters)
    quizzes = [(book.edition, book.lessons) for book in books]
    kept = [name for name in configuration.chapter_names if chapters and name not in chapters]
    write_quizzes(configuration.root, quizzes, configuration.languages, kept)
    wheel = build_wheel(configuration.root, configuration.build / WHEEL_FOLDER)
    address = wheel.address(configuration.site_url)
    wanted = books[: len(languages)]
    return [replace(book, edition=replace(book.edition, wheel_address=address)) for book in wanted], wheel


def make_notebooks(
    configuration: Configuration,
    languages: Sequence[str],
    progress: Progress,
    chapters: Collection[str] = (),
    seeds: Collection[int] = (),
) -> list[LocalizedBook]:
    """Write `_build/notebooks/<language>/*.ipynb`, with what the branch `notebooks` holds beside them.

    That is all wheels that a notebook may name, and what Binder reads: the requirements and the version of Python. With
    `chapters` only those are made, and the notebooks of the others stay as they lie. For each of `seeds` there is a
    course folder more, `_build/course-<seed>`, whose exercises have other numbers.
    """
    return _notebooks_and_wheel(configuration, languages, progress, chapters, seeds)[0]


def _notebooks_and_wheel(
    configuration: Configuration,
    languages: Sequence[str],
    progress: Progress,
    chapters: Collection[str],
    seeds: Collection[int] = (),
) -> tuple[list[LocalizedBook], Wheel]:
    """Write what `make_notebooks` tells of; returns the wheel that the notebooks name, too."""
    with progress.step("notebooks"):
        books, wheel = prepare(configuration, languages, chapters)
        folder = configuration.build / NOTEBOOKS
        copy_wheels(
            configuration.build / WHEEL_FOLDER, folder / WHEEL_FOLDER
        )  # first, so that no notebook names a missing one
        for book in books:
            target = folder / book.edition.language.code
            for lesson in book.lessons:
                write_notebook(launched_notebook(lesson, book.edition), target / f"{lesson.name}.ipynb")
            _remove_others(target, configuration.chapter_names)
            for seed in (USUAL_SEED, *seeds):
                course = configuration.build / (f"{COURSE}-{seed}" if seed else COURSE)
                write_course(replace(book.edition, seed=seed), book.lessons, course, configuration.cell_timeout)
        write_if_changed(folder / "requirements.txt", _launch_requirements(configuration.root, wheel))
        write_if_changed(folder / "runtime.txt", f"python-{BINDER_PYTHON}\n")
    return books, wheel


def _launch_requirements(root: Path, wheel: Wheel) -> str:
    """What Binder and a learner's own machine install: the lessons' part of requirements.txt, and the wheel."""
    lines = ["# Made by `make notebooks`."]
    for section in (LESSONS_SECTION, BINDER_SECTION):
        needed = lesson_requirements(root, section)
        if needed is None:
            what = f"The part that launched notebooks need is missing: no line begins with {section!r}"
            remedy = "Bring the file back from the repository's history."
            raise ProblemsFound([Problem(REQUIREMENTS_FILE, 1, what, remedy)])
        lines += needed
    return "\n".join([*lines, f"./{WHEEL_FOLDER}/{wheel.path.name}", ""])


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
    depends = Dependencies(configuration.root)
    tasks = [
        _task(configuration, book.edition, lesson, make, kind, depends) for book in books for lesson in book.lessons
    ]
    results = _run(configuration, tasks, f"{kind} notebooks", progress)
    problems = [problem for result in results for problem in result.problems]
    sources = {lesson.name: lesson for book in books if book.source is not None for lesson in book.source.lessons}
    for result in results:
        if result.notebook is not None and result.task.language == SOURCE_LANGUAGE:
            problems += printed_answers(sources[result.task.name], result.task.file, result.notebook)
    if problems:
        raise ProblemsFound(problems)
    executed = {}
    for result in results:
        assert result.notebook is not None, "a task without problems has a notebook"
        folder = configuration.build / kind / result.task.language
        write_notebook(result.notebook, folder / f"{result.task.name}.ipynb")
        executed[result.task.language, result.task.name] = result.notebook
    for book in books:
        _remove_others(configuration.build / kind / book.edition.language.code, configuration.chapter_names)
    return executed


def _task(
    configuration: Configuration, edition: Edition, lesson: Lesson, make: Callable, kind: str, depends: Dependencies
) -> Task:
    """What `execution` needs to know of a lesson; `make` gives its notebook."""
    file = relative(lesson.path, configuration.root)
    lines = {cell.identifier: cell.line for cell in lesson.cells}
    code, notebook = edition.language.code, make(lesson, edition)
    return Task(lesson.name, code, notebook, file, lines, kind, depends.of(notebook, code))


def _run(configuration: Configuration, tasks: list[Task], name: str, progress: Progress) -> list[Result]:
    """Run tasks side by side and show how they go."""
    cache = configuration.build / CACHE
    _remove_old_caches(cache)
    with progress.step(name, len(tasks)) as step:

        def report(result: Result) -> None:
            note = "failed" if result.problems else "unchanged" if result.cached else ""
            part = f"{result.task.language}/{result.task.name}"
            step.done(part, result.seconds, note)
            step.explain(part, result.reasons)
            for warning in result.warnings:
                step.warn(warning)

        package, build = configuration.root / "src", configuration.build
        return execute(tasks, cache / RESULTS, configuration.cell_timeout, workers(), report, package, build)


def _remove_old_caches(folder: Path) -> None:
    """Remove results in a form that no version reads any more: formerly a folder for each state of the package."""
    for path in folder.glob("*"):
        if path.name != RESULTS:
            shutil.rmtree(path)


def prove_exercises(
    configuration: Configuration,
    languages: Sequence[str],
    progress: Progress,
    chapters: Collection[str] = (),
    seeds: Collection[int] = (),
) -> int:
    """Prove every exercise in a real kernel; returns how many, and raises `ProblemsFound` with what does not hold.

    With `chapters` those of these alone; exercises with variants are proved for `seeds` too.
    """
    books = make_notebooks(configuration, languages, progress, chapters)
    lessons = {
        (book.edition.language.code, lesson.name): (lesson, book.edition) for book in books for lesson in book.lessons
    }
    make = functools.partial(proof_notebook, seeds=seeds)
    depends = Dependencies(configuration.root)
    tasks = [
        _task(configuration, book.edition, lesson, make, PROOF, depends)
        for book in books
        for lesson in book.lessons
        if lesson.exercises
    ]
    results = _run(configuration, tasks, "proof of the exercises", progress)
    problems = [problem for result in results for problem in result.problems]
    for result in results:
        problems += proof_problems(*lessons[result.task.language, result.task.name], result, seeds)
    if problems:
        raise ProblemsFound(problems)
    return sum(len(lesson.exercises) for lesson, _ in lessons.values())


def prove_sizes(configuration: Configuration, progress: Progress, chapters: Collection[str] = ()) -> list[str]:
    """Prove that what is right in full is right with small parameters, in chapters that may be graded so.

    Returns their names; raises `ProblemsFound` with what does not hold. The English chapters stand for all: code is
    the same in all languages.
    """
    (book,) = make_notebooks(configuration, [SOURCE_LANGUAGE], progress, chapters)
    lessons = [lesson for lesson in book.lessons if lesson.graded_quickly and lesson.exercises]
    depends = Dependencies(configuration.root)

    def run(kind: str, make: Callable, name: str) -> dict[str, Result]:
        tasks = [_task(configuration, book.edition, lesson, make, kind, depends) for lesson in lessons]
        results = _run(configuration, tasks, name, progress) if tasks else []
        if problems := [problem for result in results for problem in result.problems]:
            raise ProblemsFound(problems)
        return {result.task.name: result for result in results}

    full = run("answers", answers_notebook, "answers in full")
    answers = {
        lesson.name: shown_answers(lesson, result.notebook)
        for lesson in lessons
        if (result := full[lesson.name]).notebook is not None
    }
    small = run("typed", lambda one, edition: typed_notebook(one, edition, answers[one.name]), "small parameters")
    problems = [problem for one in lessons for problem in size_problems(one, answers[one.name], small[one.name])]
    if problems:
        raise ProblemsFound(problems)
    return [lesson.name for lesson in lessons]


def build_site(
    configuration: Configuration,
    languages: Sequence[str],
    progress: Progress,
    chapters: Collection[str] = (),
    *,
    quick: bool = False,
) -> Path:
    """Everything: notebooks, execution, and the site in `_build/site`, put in place when it is whole.

    With `chapters` only these lessons and pages are made; the other pages stay as the last build left them, and an
    edition that had none is a book of these alone. With `quick` the pages show the outputs of the quick copies.
    """
    books, wheel = _notebooks_and_wheel(configuration, languages, progress, chapters)
    write_packages(configuration, configuration.build / NOTEBOOKS, wheel)
    executed = execute_books(configuration, books, progress, quick=quick)
    states = _states(configuration, books)
    source_lessons = books[0].source.lessons if books[0].source and any(book.pages for book in books) else []
    titles = titles_of_editions(configuration, source_lessons)
    for book in books:
        source = configuration.build / "books" / book.edition.language.code
        for lesson in book.lessons:
            notebook = executed[book.edition.language.code, lesson.name]
            write_notebook(site_notebook(lesson, book.edition, notebook), source / f"{lesson.name}.ipynb")
        _remove_others(source, configuration.chapter_names)
        content = PageContent(
            configuration, book.edition, book.listed, book.pages, book.stops, book.ideas, states, titles
        )
        for page in book.pages:
            write_if_changed(source / f"{page.name}.md", page_markdown(page, content))
        _remove_others(source, configuration.page_names, "md")
        pictures = book.source.pictures if book.source else ()
        copy_pictures(configuration.root, pictures, book.edition.language.code, source)
    _write_question_banks(configuration, books, progress)
    editions = [book.edition for book in books]
    return build_books(
        configuration,
        editions,
        progress,
        workers(),
        shares(states),
        lambda edition, site: write_decks(configuration, edition.language, edition.interface, site),
    )


def make_slides(configuration: Configuration, languages: Sequence[str], progress: Progress) -> list[Path]:
    """Make the decks of slides of the built site anew."""
    site = configuration.build / "site"
    write_shared_files(configuration.root, configuration.build / SHARED_FOLDER)
    shutil.copytree(configuration.build / SHARED_FOLDER, site / SHARED_FOLDER, dirs_exist_ok=True)
    written = []
    with progress.step("slides", len(languages)) as step:
        for code in languages:
            started = time.monotonic()
            interface = read_interface(code, configuration)
            written += write_decks(configuration, configuration.language(code), interface, site)
            write_offline_list(site, code)
            step.done(code, time.monotonic() - started)
    return written


def make_question_banks(
    configuration: Configuration, languages: Sequence[str], progress: Progress, chapters: Collection[str] = ()
) -> list[Path]:
    """Write the questions of the quizzes for other programs; without `chapters` those of each chapter and of all."""
    return _write_question_banks(configuration, localize_books(configuration, languages, "", (), chapters), progress)


def _write_question_banks(
    configuration: Configuration, books: Sequence[LocalizedBook], progress: Progress
) -> list[Path]:
    written = []
    with progress.step("question banks", len(books)) as step:
        for book in books:
            started = time.monotonic()
            whole = len(book.lessons) == len(configuration.chapter_names)
            written += write_question_bank(configuration, book.edition, book.lessons, whole=whole)
            step.done(book.edition.language.code, time.monotonic() - started)
    return written


def publish_notebooks(
    configuration: Configuration, progress: Progress, remote: str | None, message: str, *, quick: bool = False
) -> Published:
    """Make the branch of notebooks in `_build/branch`, one commit further than it was published; needs a built site.

    Parameters
    ----------
    remote
        The published repository; that of the settings where it is None, none yet where it is empty.
    quick
        Whether copies to read show the outputs of the quick copies, for tests.
    """
    place = repository(configuration)
    if place is None:
        remedy = "Write url: and branch: there; notebooks are opened from that branch."
        raise ProblemsFound([Problem(CONFIG_FILE, 0, "repository: url: is missing", remedy)])
    books = make_notebooks(configuration, list(configuration.languages), progress)
    executed = execute_books(configuration, books, progress, quick=quick)
    content = configuration.build / "branch-content"
    with progress.step("copies to read", len(books)) as step:
        shutil.rmtree(content, ignore_errors=True)
        shutil.copytree(configuration.build / NOTEBOOKS, content)
        write_readmes(configuration, books, content)
        for book in books:
            code = book.edition.language.code
            stills = take_stills(configuration.build / "site", code, [lesson.name for lesson in book.lessons])
            for lesson in book.lessons:
                copy = reading_notebook(lesson, book.edition, executed[code, lesson.name], stills)
                write_notebook(copy, content / "read" / code / f"{lesson.name}.ipynb")
            step.done(code, 0.0)
    with progress.step("branch"):
        address = place.url if remote is None else remote
        published = make_branch(content, configuration.build / "branch", place.branch, address, message)
        keep_wheels(published.folder, configuration.build / "site")
    return published


def _states(configuration: Configuration, books: Sequence[LocalizedBook]) -> list[CatalogStatus]:
    """How far every catalogue is that a page may say so of; a released edition is complete, or there is no site."""
    languages = translated_languages(configuration)
    if not any(book.pages for book in books):
        languages = [code for code in languages if code not in configuration.released]
    return catalog_status(configuration, languages, source=books[0].source)
