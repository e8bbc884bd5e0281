"""Lessons × languages → localised lessons: read everything, and report everything that is wrong in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from polyneuron.book import myst, package_messages
from polyneuron.book.catalogs import Status as CatalogStatus
from polyneuron.book.catalogs import catalog_path, merge, read_catalog, status, template, write_catalog
from polyneuron.book.configuration import CONFIG_FILE, SOURCE_LANGUAGE, Configuration
from polyneuron.book.edition import Edition
from polyneuron.book.extraction import lesson_messages
from polyneuron.book.interface import read_interface
from polyneuron.book.interface_messages import DOMAIN, FILE, interface_messages
from polyneuron.book.lesson import QUIZ, Lesson
from polyneuron.book.lesson_reader import read_lesson
from polyneuron.book.localization import localize
from polyneuron.book.messages import Message
from polyneuron.book.problems import Problem, ProblemsFound, relative
from polyneuron.book.questions import read_quiz


@dataclass(frozen=True)
class LocalizedBook:
    """All lessons of one language, in the order of the book."""

    edition: Edition
    lessons: tuple[Lesson, ...]


def read_lessons(configuration: Configuration) -> tuple[list[Lesson], list[Problem]]:
    """Read every lesson of the book; labels must be unique in the whole book."""
    lessons, problems = [], []
    owners: dict[str, Lesson] = {}
    for name in configuration.chapter_names:
        lesson, found = read_lesson(configuration.chapter_path(name), configuration.root)
        problems += found
        for label in lesson_labels(lesson):
            other = owners.setdefault(label, lesson)
            if other is not lesson:
                file = relative(lesson.path, configuration.root)
                what = f"The label {label!r} stands in {other.name} too"
                problems.append(Problem(file, 0, what, "Give one of the two another label."))
        lessons.append(lesson)
    return lessons, problems


def _readable(lessons: list[Lesson], problems: list[Problem], configuration: Configuration) -> list[Lesson]:
    """The lessons without problems of form, which the later steps can work on."""
    broken = {problem.file for problem in problems}
    return [lesson for lesson in lessons if relative(lesson.path, configuration.root) not in broken]


def lesson_labels(lesson: Lesson) -> list[str]:
    """The labels that a lesson defines, and the names of its questions."""
    tokens = (token for cell in lesson.cells if cell.kind == "markdown" for token in myst.parser().parse(cell.source))
    quizzes = (cell for cell in lesson.cells if cell.kind == QUIZ)
    names = [question.name for cell in quizzes for question in read_quiz(cell.source, cell.line, "")[0]]
    return [token.content for token in tokens if token.type == "myst_target"] + names


def localize_books(configuration: Configuration, languages: Sequence[str], wheel_address: str) -> list[LocalizedBook]:
    """Localise every lesson into every language; raises `ProblemsFound` with all that is wrong.

    Parameters
    ----------
    wheel_address
        Where a launched notebook that lacks the package installs it from.
    """
    lessons, problems = read_lessons(configuration)
    labels = {label: lesson.name for lesson in lessons for label in lesson_labels(lesson)}
    lessons = _readable(lessons, problems, configuration)
    books = []
    for code in languages:
        language = configuration.language(code)
        localized = []
        for lesson in lessons:
            other, found = localize(lesson, code, configuration)
            problems += found
            localized.append(other)
        try:
            interface = read_interface(code, configuration)
        except ProblemsFound as found:
            problems += found.problems
            continue
        books.append(LocalizedBook(Edition(language, interface, labels, wheel_address), tuple(localized)))
    problems = problems or _behind(configuration, languages)
    if problems:
        raise ProblemsFound(problems)
    return books


def _behind(configuration: Configuration, languages: Iterable[str]) -> list[Problem]:
    """A problem for each catalogue of a released edition in which something is empty or fuzzy."""
    codes = [code for code in languages if code in configuration.released and code != SOURCE_LANGUAGE]
    remedy = f"Translate them, or take the language out of released: in {CONFIG_FILE}."
    return [
        Problem(
            relative(catalog_path(configuration.locales, status.language, status.domain), configuration.root),
            0,
            f"This edition is released, but messages are missing or fuzzy: {status.missing + status.fuzzy}",
            remedy,
            status.language,
        )
        for status in catalog_status(configuration, codes)
        if not status.complete
    ]


def catalog_templates(configuration: Configuration) -> tuple[dict[str, tuple[str, list[Message]]], list[Problem]]:
    """The messages of every catalogue: domain → (file, messages)."""
    lessons, problems = read_lessons(configuration)
    templates: dict[str, tuple[str, list[Message]]] = {}
    for lesson in _readable(lessons, problems, configuration):
        file = relative(lesson.path, configuration.root)
        messages, found = lesson_messages(lesson, file)
        problems += found
        templates[lesson.name] = (file, messages)
    templates[DOMAIN] = (FILE, interface_messages())
    templates[package_messages.DOMAIN] = (
        package_messages.FOLDER,
        package_messages.package_messages(configuration.root),
    )
    return templates, problems


def translated_languages(configuration: Configuration) -> list[str]:
    """The codes of all languages but the source."""
    return [code for code in configuration.languages if code != SOURCE_LANGUAGE]


def update_catalogs(configuration: Configuration, languages: Iterable[str]) -> list[str]:
    """Merge the lessons' messages into the catalogues; return the files that changed.

    Nothing is written unless every lesson and every catalogue could be read.
    """
    templates, problems = catalog_templates(configuration)
    merged = []
    for code in languages:
        language = configuration.language(code)
        for domain, (file, messages) in templates.items():
            path = catalog_path(configuration.locales, code, domain)
            catalog, found = read_catalog(path, code, configuration.root) if path.exists() else (None, [])
            problems += found
            fresh = template(file, messages)
            if not found:
                merged.append((path, merge(catalog, fresh, domain, language.locale, language.plural_forms)))
    if problems:
        raise ProblemsFound(problems)
    return [relative(path, configuration.root) for path, catalog in merged if write_catalog(path, catalog)]


def catalog_status(configuration: Configuration, languages: Iterable[str]) -> list[CatalogStatus]:
    """How far every catalogue of every language is; raises `ProblemsFound` where one cannot be read."""
    templates, problems = catalog_templates(configuration)
    found = []
    for code in languages:
        configuration.language(code)
        for domain, (file, messages) in templates.items():
            path = catalog_path(configuration.locales, code, domain)
            catalog, broken = read_catalog(path, code, configuration.root) if path.exists() else (None, [])
            problems += broken
            if not broken:
                found.append(status(catalog, template(file, messages), code, domain))
    if problems:
        raise ProblemsFound(problems)
    return found
