"""Lessons × languages → localised lessons: read everything, and report everything that is wrong in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polib

from polyneuron.book.model.configuration import CONFIG_FILE, SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.course_map import Stop, present, with_times
from polyneuron.book.model.domains import GLOSSARY_FILE, INTERFACE_FILE, PACKAGE_FOLDER, Domain
from polyneuron.book.model.edition import Edition, Links
from polyneuron.book.model.lesson import QUIZ, Lesson
from polyneuron.book.model.messages import DEFINITION, IDEA, Message
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.model.term import Term
from polyneuron.book.notebooks.pictures import data_address
from polyneuron.book.pages.parts import PARTS, unknown_parts
from polyneuron.book.source.citation import CITATION_FILE, read_citation
from polyneuron.book.source.course_map import read_course_map
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.package_metadata import read_package
from polyneuron.book.source.pictures import picture_file, picture_problems
from polyneuron.book.source.references import Labels
from polyneuron.book.source.table_texts import table_problems
from polyneuron.book.source.times import times_of
from polyneuron.book.texts.catalogs import (
    DOUBT_REMEDY,
    CatalogStatus,
    catalog_path,
    exists,
    read_catalog,
    status,
    template,
    write_catalogs,
)
from polyneuron.book.texts.chapter_mentions import mention_problems
from polyneuron.book.texts.chapter_numbers import with_number
from polyneuron.book.texts.entries import key
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
from polyneuron.book.texts.table_numbers import with_table_numbers
from polyneuron.book.texts.term_tables import with_term_tables
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
    listed: tuple[Lesson, ...] = ()
    """All lessons, where pages are made that list them: the lessons above may be chosen ones."""
    source: SourceBook | None = None
    """What it was made from, read once for all editions."""


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
    pictures: frozenset[str] = frozenset()
    """Names of the pictures that lessons and pages show."""


def read_book(configuration: Configuration) -> tuple[SourceBook, list[Problem]]:
    """Read lessons, pages, terms and the course map; labels must be unique in the whole book.

    Raises `ProblemsFound` where a table is not right: much that a lesson says would look wrong for that reason only.
    Lessons and pages with problems of form are left out, so that the later steps can work on the others.
    """
    terms, stops = _read_tables(configuration)
    kinds = [(configuration.chapter_path(name), False) for name in configuration.chapter_names]
    kinds += [(configuration.page_path(name), True) for name in configuration.page_names]
    documents = (*configuration.chapter_names, *configuration.page_names)
    book_labels = Labels()
    labels: dict[str, str] = {}
    read: list[tuple[Lesson, bool, list[Problem]]] = []
    for path, is_page in kinds:
        document, found = read_lesson(path, configuration.root, is_page)
        found += book_labels.add(document, relative(path, configuration.root))
        for label in document.labels:
            labels.setdefault(label.name, f"{document.name}.{'html' if is_page else 'ipynb'}")
        read.append((document, is_page, found))
    owners = {label: owner.name for label, (owner, _) in book_labels.owners.items()}
    lessons: list[Lesson] = []
    pages: list[Lesson] = []
    problems: list[Problem] = []
    for document, is_page, found in read:
        file = relative(document.path, configuration.root)
        if not found:
            document, found = with_messages(document, file)
        if not found:
            (pages if is_page else lessons).append(document)
            found += unknown_terms(document, terms, configuration.page_names, file)
            found += book_labels.broken_references(document, file, documents)
            found += mention_problems(document, configuration.chapter_numbers, owners, file)
            found += [
                Problem(file, line, f"Nobody makes the part {name!r}", f"Use one of {', '.join(PARTS)}.")
                for line, name in unknown_parts(document)
            ]
        problems += found
    # Of all documents: a picture of one that has another mistake is no stray.
    pictures = frozenset(name for document, _, _ in read for name in document.pictures)
    problems += picture_problems(configuration.root, pictures, configuration.languages)
    stops = with_times(stops, {lesson.name: times_of(lesson.cells) for lesson in lessons} if stops else {})
    return SourceBook(lessons, pages, terms, stops, labels, pictures), problems


def _read_tables(configuration: Configuration) -> tuple[dict[str, Term], list[Stop]]:
    """The term base, the course map, and the citation (looked at only); raises `ProblemsFound`."""
    problems: list[Problem] = []
    terms: dict[str, Term] = {}
    stops: list[Stop] = []
    try:
        terms, found = read_glossary(configuration)
        problems += found
    except ProblemsFound as refused:
        problems += refused.problems
    try:
        stops, found = read_course_map(configuration)
        problems += found
    except ProblemsFound as refused:
        problems += refused.problems
    if (configuration.root / CITATION_FILE).exists():
        try:
            read_citation(configuration.root)
        except ProblemsFound as refused:
            problems += refused.problems
    # What cells may not hold is looked at in tables that are tables: the cause comes first, and once.
    problems = problems or table_problems(configuration)
    if problems:
        raise ProblemsFound(problems)
    return terms, stops


def localize_books(
    configuration: Configuration,
    languages: Sequence[str],
    wheel_address: str,
    quizzes_of: Sequence[str] = (),
    chapters: Collection[str] = (),
) -> list[LocalizedBook]:
    """Localise every lesson into every language; raises `ProblemsFound` with all that is wrong.

    Parameters
    ----------
    wheel_address
        Where a launched notebook that lacks the package installs it from.
    quizzes_of
        Further languages, of which only the quizzes are wanted. Their books come last; the lessons in them hold
        nothing else, and they have no pages.
    chapters
        Names of lessons and pages; only these are localised. Empty for all. The whole book is read all the same: for
        its labels, its terms and its mistakes.
    """
    source, problems = read_book(configuration)
    chosen = _chosen(source, chapters)
    package = read_package(configuration.root)
    books = []
    for code in (*languages, *quizzes_of):
        language = configuration.language(code)
        lessons, pages = chosen
        listed = source.lessons if pages else lessons
        if code in quizzes_of:
            lessons, pages, listed = [_only_quiz(lesson) for lesson in lessons], [], []
        localized: dict[str, Lesson] = {}
        for document in (*lessons, *(lesson for lesson in listed if lesson not in lessons), *pages):
            translated, found = localize(document, code, configuration)
            number = configuration.chapter_numbers.get(document.name, 0)
            localized[document.name] = with_table_numbers(with_number(translated, number, language), language)
            problems += found
        try:
            interface = read_interface(code, configuration)
            definitions = plain_translations(configuration, code, Domain.GLOSSARY, DEFINITION)
            ideas = plain_translations(configuration, code, Domain.COURSE_MAP, IDEA)
        except ProblemsFound as found:
            problems += found.problems
            continue
        links = _links(configuration, code, source, definitions)
        if not problems:  # a picture may be missing
            links = replace(links, pictures=_picture_addresses(configuration.root, code, source))
        edition = Edition(
            language, interface, links, wheel_address, tuple(one.site_url for one in configuration.mirrors), package
        )
        if not problems:  # a list may name a term that there is not
            localized = {name: with_term_tables(document, edition) for name, document in localized.items()}
        books.append(
            LocalizedBook(
                edition,
                tuple(localized[lesson.name] for lesson in lessons),
                tuple(localized[page.name] for page in pages),
                tuple(present(source.stops, configuration.chapter_names)),
                ideas,
                tuple(localized[lesson.name] for lesson in listed),
                source,
            )
        )
    domains = [*(document.name for documents in chosen for document in documents), Domain.INTERFACE, Domain.PACKAGE]
    problems += _catalog_problems(configuration, languages, domains)
    problems = problems or _behind(configuration, languages, source, domains)
    if problems:
        raise ProblemsFound(problems)
    return books


def _chosen(source: SourceBook, names: Collection[str]) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons and the pages with these names; all of them where no name is given."""
    lessons, pages = (
        [document for document in documents if not names or document.name in names]
        for documents in (source.lessons, source.pages)
    )
    return lessons, pages


def _only_quiz(lesson: Lesson) -> Lesson:
    """The lesson with its quiz and nothing else."""
    return replace(lesson, cells=tuple(cell for cell in lesson.cells if cell.kind == QUIZ))


def _links(configuration: Configuration, code: str, source: SourceBook, definitions: dict[str, str]) -> Links:
    """Where references lead in a notebook: to the notebook beside it, or to a page of the published site."""
    site = f"{configuration.site_url}/{code}"
    labels = {label: f"{site}/{file}" if file.endswith(".html") else file for label, file in source.labels.items()}
    documents = {name: f"{name}.ipynb" for name in configuration.chapter_names}
    documents |= {name: f"{site}/{name}.html" for name in configuration.page_names}
    return Links(labels, f"{site}/{Domain.GLOSSARY}.html", source.terms, definitions, documents, site)


def _picture_addresses(root: Path, code: str, source: SourceBook) -> dict[str, str]:
    """How notebooks of an edition show the pictures."""
    return {name: data_address(picture_file(root, name, code)) for name in sorted(source.pictures)}


def _behind(
    configuration: Configuration, languages: Iterable[str], source: SourceBook, domains: Collection[str]
) -> list[Problem]:
    """A problem for each of these catalogues of a released edition in which something is empty or fuzzy."""
    codes = [code for code in languages if code in configuration.released and code != SOURCE_LANGUAGE]
    return [
        Problem(
            relative(catalog_path(configuration.locales, status.language, status.domain), configuration.root),
            status.first_line,
            f"This edition is released, but messages are missing or fuzzy: {status.waiting}",
            DOUBT_REMEDY,
            status.language,
        )
        for status in catalog_status(configuration, codes, domains, source)
        if not status.complete
    ] + [
        Problem(
            GLOSSARY_FILE,
            0,
            f"This edition is released, but terms have no word in its language: {status.missing}",
            f"Write them in the column {status.language}, or take the language out of released: in {CONFIG_FILE}.",
            status.language,
        )
        for status in term_status(configuration, codes)
        if not status.complete
    ]


def catalog_templates(
    configuration: Configuration, source: SourceBook | None = None
) -> tuple[dict[str, tuple[str, list[Message]]], list[Problem]]:
    """The messages of every catalogue: domain → (file, messages); `source` is the book where it was read before."""
    source, problems = read_book(configuration) if source is None else (source, [])
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


def update_catalogs(
    configuration: Configuration, languages: Iterable[str], typo: bool = False, domains: Collection[str] = ()
) -> CatalogUpdate:
    """Merge the lessons' messages into the catalogues; return what changed.

    With `domains` only these are written; all are read even then, since a message may have come from another one.

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
            if domains and catalog.domain not in domains:
                continue
            done = merge(
                catalog.catalog, catalog.fresh, catalog.domain, language.locale, language.plural_forms, moved, typo
            )
            merged[catalog.path] = done.catalog
            if done.corrections:
                corrections[relative(catalog.path, configuration.root)] = done.corrections
    if problems:
        raise ProblemsFound(problems)
    changed = write_catalogs(merged, configuration.root)
    for path, written in merged.items():
        past.keep(path, written)
    return CatalogUpdate(changed, corrections)


def _read_catalogs(
    configuration: Configuration,
    languages: Iterable[str],
    past: History,
    domains: Collection[str] = (),
    source: SourceBook | None = None,
) -> tuple[dict[str, list[_CatalogOfDomain]], list[Problem]]:
    """Every catalogue of every language (or those of some `domains`), read once, with the messages of today."""
    languages = list(languages)
    if not languages:
        return {}, []
    templates, problems = catalog_templates(configuration, source)
    templates = {domain: found for domain, found in templates.items() if not domains or domain in domains}
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


def catalog_status(
    configuration: Configuration,
    languages: Iterable[str],
    domains: Collection[str] = (),
    source: SourceBook | None = None,
) -> list[CatalogStatus]:
    """How far every catalogue of every language is, or those of some `domains`.

    Raises `ProblemsFound` where one cannot be read or has lost much since it was last committed.

    Parameters
    ----------
    source
        The book, where it was read before.
    """
    languages = list(languages)
    if not languages:
        return []
    read, problems = _read_catalogs(configuration, languages, history(configuration), domains, source)
    if problems:
        raise ProblemsFound(problems)
    return [
        status(catalog.catalog, catalog.fresh, code, catalog.domain)
        for code, catalogs in read.items()
        for catalog in catalogs
    ]


def term_status(configuration: Configuration, languages: Iterable[str]) -> list[CatalogStatus]:
    """How many terms of the term base have a word in each language; nothing for a book without terms."""
    terms, _ = read_glossary(configuration)
    found = []
    for code in languages if terms else ():
        known = sum(term.has(code) for term in terms.values())
        found.append(CatalogStatus(code, Path(GLOSSARY_FILE).name, known, 0, len(terms) - known))
    return found


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
