"""Lessons × languages → localised lessons: read everything, and report everything that is wrong in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

from polyneuron.book.model.configuration import CONFIG_FILE, SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.course_map import Stop, present
from polyneuron.book.model.domains import INTERFACE_FILE, PACKAGE_FOLDER, Domain
from polyneuron.book.model.edition import Edition, Links
from polyneuron.book.model.lesson import QUIZ, Lesson
from polyneuron.book.model.messages import DEFINITION, IDEA, Message
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.model.term import Term
from polyneuron.book.pages.parts import PARTS, unknown_parts
from polyneuron.book.source import myst
from polyneuron.book.source.course_map import read_course_map
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.questions import read_quiz
from polyneuron.book.texts.catalogs import (
    CatalogStatus,
    catalog_path,
    exists,
    key,
    read_catalog,
    status,
    template,
    write_catalogs,
)
from polyneuron.book.texts.extraction import lesson_messages
from polyneuron.book.texts.feedback import with_messages
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.interface_messages import interface_messages
from polyneuron.book.texts.localization import localize, plain_translations
from polyneuron.book.texts.lost_translations import History, history
from polyneuron.book.texts.map_messages import map_messages
from polyneuron.book.texts.merging import Correction, merge, unneeded
from polyneuron.book.texts.package_catalog import check_package_catalog
from polyneuron.book.texts.package_messages import package_messages
from polyneuron.book.texts.po_writer import Catalog
from polyneuron.book.texts.terms import definition_messages, unknown_terms


@dataclass(frozen=True)
class LocalizedBook:
    """All lessons of one language, in the order of the book."""

    edition: Edition
    lessons: tuple[Lesson, ...]
    pages: tuple[Lesson, ...] = ()
    """What stands beside the lessons: prose with generated parts."""
    stops: tuple[Stop, ...] = ()
    """The course map, with the chapters that the book has."""
    ideas: dict[str, str] = field(default_factory=dict)
    """English words of the map → those of this edition."""


@dataclass(frozen=True)
class SourceBook:
    """Everything that is written once, in English, and could be read."""

    lessons: list[Lesson]
    pages: list[Lesson]
    terms: dict[str, Term]
    stops: list[Stop]
    """The course map."""
    labels: dict[str, str]
    """Label → the file beside the pages of an edition that holds it."""


def read_book(configuration: Configuration) -> tuple[SourceBook, list[Problem]]:
    """Read lessons, pages, terms and the course map; labels must be unique in the whole book.

    Lessons and pages with problems of form are left out, so that the later steps can work on the others.
    """
    terms, problems = read_glossary(configuration)
    stops, found = read_course_map(configuration)
    problems += found
    kinds = [(configuration.chapter_path(name), False) for name in configuration.chapter_names]
    kinds += [(configuration.page_path(name), True) for name in configuration.page_names]
    owners: dict[str, Lesson] = {}
    labels: dict[str, str] = {}
    lessons: list[Lesson] = []
    pages: list[Lesson] = []
    for path, is_page in kinds:
        document, found = read_lesson(path, configuration.root, is_page)
        file = relative(path, configuration.root)
        for label in lesson_labels(document):
            labels.setdefault(label, f"{document.name}.{'html' if is_page else 'ipynb'}")
            other = owners.setdefault(label, document)
            if other is not document:
                what = f"The label {label!r} stands in {other.name} too"
                found.append(Problem(file, 0, what, "Give one of the two another label."))
        if not found:
            document, found = with_messages(document, file)
        if not found:
            (pages if is_page else lessons).append(document)
            found += unknown_terms(document, terms, configuration.page_names, file)
            found += [
                Problem(file, line, f"Nobody makes the part {name!r}", f"Use one of {', '.join(PARTS)}.")
                for line, name in unknown_parts(document)
            ]
        problems += found
    return SourceBook(lessons, pages, terms, stops, labels), problems


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
    source, problems = read_book(configuration)
    books = []
    for code in languages:
        language = configuration.language(code)
        localized: dict[str, Lesson] = {}
        for document in (*source.lessons, *source.pages):
            localized[document.name], found = localize(document, code, configuration)
            problems += found
        try:
            interface = read_interface(code, configuration)
            definitions = plain_translations(configuration, code, Domain.GLOSSARY, DEFINITION)
            ideas = plain_translations(configuration, code, Domain.COURSE_MAP, IDEA)
        except ProblemsFound as found:
            problems += found.problems
            continue
        links = _links(configuration, code, source, definitions)
        books.append(
            LocalizedBook(
                Edition(language, interface, links, wheel_address),
                tuple(localized[lesson.name] for lesson in source.lessons),
                tuple(localized[page.name] for page in source.pages),
                tuple(present(source.stops, configuration.chapter_names)),
                ideas,
            )
        )
    domains = [*(document.name for document in (*source.lessons, *source.pages)), Domain.INTERFACE, Domain.PACKAGE]
    problems += _catalog_problems(configuration, languages, domains)
    problems = problems or _behind(configuration, languages)
    if problems:
        raise ProblemsFound(problems)
    return books


def _links(configuration: Configuration, code: str, source: SourceBook, definitions: dict[str, str]) -> Links:
    """Where references lead in a notebook: to the notebook beside it, or to a page of the published site."""
    site = f"{configuration.site_url}/{code}"
    labels = {label: f"{site}/{file}" if file.endswith(".html") else file for label, file in source.labels.items()}
    return Links(labels, f"{site}/{Domain.GLOSSARY}.html", source.terms, definitions)


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
    source, problems = read_book(configuration)
    templates: dict[str, tuple[str, list[Message]]] = {}
    for document in (*source.lessons, *source.pages):
        file = relative(document.path, configuration.root)
        messages, found = lesson_messages(document, file)
        problems += found
        templates[document.name] = (file, messages)
    for domain, messages in (
        (Domain.GLOSSARY, definition_messages(source.terms.values())),
        (Domain.COURSE_MAP, map_messages(source.stops)),
    ):
        if domain in templates:
            templates[domain][1].extend(messages)
    templates[Domain.INTERFACE] = (INTERFACE_FILE, interface_messages())
    templates[Domain.PACKAGE] = (PACKAGE_FOLDER, package_messages(configuration.root))
    return templates, problems


def translated_languages(configuration: Configuration) -> list[str]:
    """The codes of all languages but the source."""
    return [code for code in configuration.languages if code != SOURCE_LANGUAGE]


@dataclass(frozen=True)
class CatalogUpdate:
    """What a run of `catalogs` did."""

    changed: list[str]
    """Files that were written."""
    corrections: dict[str, list[Correction]]
    """File → English texts that changed while `typo` was asked for, and whether their translations were kept."""


@dataclass
class _CatalogOfDomain:
    """A catalogue with the messages that it should hold."""

    domain: str
    path: Path
    fresh: list[polib.POEntry]
    catalog: Catalog | None
    """None where there is no file yet, or a broken one."""


def update_catalogs(configuration: Configuration, languages: Iterable[str], typo: bool = False) -> CatalogUpdate:
    """Merge the lessons' messages into the catalogues; return what changed.

    Nothing is written unless every lesson and every catalogue could be read; raises `ProblemsFound` with all that is
    wrong, catalogues that have lost much since they were last committed among it.
    """
    languages = list(languages)
    past = history(configuration)
    merged: dict[Path, Catalog] = {}
    corrections: dict[str, list[Correction]] = {}
    read, problems = _read_catalogs(configuration, languages, past)
    for code, catalogs in read.items():
        language = configuration.language(code)
        moved = {
            place: entry
            for catalog in [*catalogs, *_abandoned(configuration, code, [catalog.domain for catalog in catalogs])]
            if catalog.catalog is not None
            for place, entry in unneeded(catalog.catalog, catalog.fresh).items()
            if entry.msgctxt
        }
        for catalog in catalogs:
            done = merge(
                catalog.catalog, catalog.fresh, catalog.domain, language.locale, language.plural_forms, moved, typo
            )
            merged[catalog.path] = done.catalog
            if done.corrections:
                corrections[relative(catalog.path, configuration.root)] = done.corrections
    if problems:
        raise ProblemsFound(problems)
    changed = write_catalogs(merged, configuration.root)
    for path, catalog in merged.items():
        past.keep(path, catalog)
    return CatalogUpdate(changed, corrections)


def _read_catalogs(
    configuration: Configuration, languages: Iterable[str], past: History
) -> tuple[dict[str, list[_CatalogOfDomain]], list[Problem]]:
    """Every catalogue of every language, read once, with the messages of today."""
    languages = list(languages)
    if not languages:
        return {}, []
    templates, problems = catalog_templates(configuration)
    read: dict[str, list[_CatalogOfDomain]] = {}
    for code in languages:
        configuration.language(code)
        for domain, (file, messages) in templates.items():
            path = catalog_path(configuration.locales, code, domain)
            fresh = template(file, messages)
            catalog, found = read_catalog(path, code, configuration.root) if exists(path) else (None, [])
            if not found:
                lost = past.lost(code, domain, catalog, {key(entry) for entry in fresh})
                found = [lost] if lost else []
            problems += found
            read.setdefault(code, []).append(_CatalogOfDomain(domain, path, fresh, None if found else catalog))
    return read, problems


def _abandoned(configuration: Configuration, code: str, domains: Collection[str]) -> Iterator[_CatalogOfDomain]:
    """Catalogues that no lesson or page has any more, because it was renamed or taken out."""
    for path in sorted((configuration.locales / code / "LC_MESSAGES").glob("*.po")):
        if path.stem not in domains:
            catalog, problems = read_catalog(path, code, configuration.root)
            yield _CatalogOfDomain(path.stem, path, [], None if problems else catalog)


def catalog_status(configuration: Configuration, languages: Iterable[str]) -> list[CatalogStatus]:
    """How far every catalogue of every language is.

    Raises `ProblemsFound` where one cannot be read or has lost much since it was last committed.
    """
    read, problems = _read_catalogs(configuration, languages, history(configuration))
    if problems:
        raise ProblemsFound(problems)
    return [
        status(catalog.catalog, catalog.fresh, code, catalog.domain)
        for code, catalogs in read.items()
        for catalog in catalogs
    ]


def _catalog_problems(
    configuration: Configuration, languages: Collection[str], domains: Collection[str]
) -> Iterator[Problem]:
    """What no lesson shows: links to nothing, catalogues that have lost much, and the package's own messages.

    Those are looked at in every language, because a wheel holds them all, whichever editions are built.
    """
    past = history(configuration)
    for code in translated_languages(configuration):
        for domain in domains:
            path = catalog_path(configuration.locales, code, domain)
            suspect = path in past.changed or (exists(path) and not path.is_file())
            if domain != Domain.PACKAGE and not (suspect and code in languages):
                continue
            catalog, found = read_catalog(path, code, configuration.root) if exists(path) else (None, [])
            if domain == Domain.PACKAGE and catalog is not None and not found:
                found = check_package_catalog(catalog, relative(path, configuration.root), code)
            lost = None if found else past.lost(code, domain, catalog)
            yield from [*found, *([lost] if lost else [])]
