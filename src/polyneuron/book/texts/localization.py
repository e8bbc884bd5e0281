"""Lesson and catalogue → the lesson in another language.

What has no translation, or only a stale one, stays English and is marked as such; what would break the lesson stops
the build.
"""

from __future__ import annotations

from dataclasses import replace

import polib

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.lesson import SET_UP, Cell, Lesson
from polyneuron.book.model.messages import ALT_TEXT
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.texts.catalogs import Key, catalog_path, read_catalog, translations
from polyneuron.book.texts.code_messages import localize_code
from polyneuron.book.texts.extraction import lesson_messages
from polyneuron.book.texts.invariants import broken_parts, compare_lessons
from polyneuron.book.texts.language_choice import choose_language
from polyneuron.book.texts.package_catalog import plural_problems
from polyneuron.book.texts.po_writer import Catalog
from polyneuron.book.texts.prose_messages import localize_prose


def localize(lesson: Lesson, language: str, configuration: Configuration) -> tuple[Lesson, list[Problem]]:
    """The lesson in `language`, with the problems of its catalogue and of the result.

    The result equals the source in everything but words: see `polyneuron.book.texts.invariants`.
    """
    file = relative(lesson.path, configuration.root)
    messages, problems = lesson_messages(lesson, file)
    if problems or language == SOURCE_LANGUAGE:
        return replace(lesson, translated=len(messages), total=len(messages)), problems
    path = catalog_path(configuration.locales, language, lesson.name)
    known: dict[Key, str] = {}
    # A text that stands in a lesson twice, in one role, is one message.
    formatted = {(message.role, message.text): message.formatted for message in messages}
    if path.exists():
        catalog, problems = read_catalog(path, language, configuration.root)
        for (role, text), entry in translations(catalog).items():
            if (role, text) not in formatted:
                continue
            problems += broken_entry(entry, relative(path, configuration.root), language, role, formatted[role, text])
            known[role, text] = entry.msgstr
    if problems:
        return replace(lesson, language=language), problems
    cells = tuple(_localize_cell(cell, language, known) for cell in lesson.cells)
    localized = replace(
        lesson, cells=cells, language=language, translated=sum(key in known for key in formatted), total=len(formatted)
    )
    return localized, compare_lessons(lesson, localized, file)


def broken_entry(entry: polib.POEntry, file: str, language: str, role: str, formatted: bool = False) -> list[Problem]:
    """What a translation lost of its English text, or has and may not have, with its line in the catalogue."""
    return [
        Problem(file, entry.linenum, f"{what} (message {entry.msgid[:50]!r})", remedy, language)
        for what, remedy in broken_parts(role, entry.msgid, entry.msgstr, formatted)
    ]


def package_problems(catalog: Catalog, file: str, language: str) -> list[Problem]:
    """What is wrong with the translations of the package's own messages, which learners' notebooks show."""
    problems = plural_problems(catalog, file, language)
    for (role, text), entry in translations(catalog).items():
        problems += broken_entry(entry, file, language, role or "", "{" in text)
    return problems


def plain_translations(configuration: Configuration, language: str, domain: str, role: str) -> dict[str, str]:
    """The translations that an edition may show of one role's texts, outside of lessons: English → translation.

    Raises `ProblemsFound` where the catalogue or one of them is broken.
    """
    path = catalog_path(configuration.locales, language, domain)
    if language == SOURCE_LANGUAGE or not path.exists():
        return {}
    catalog, problems = read_catalog(path, language, configuration.root)
    found = {text: entry for (place, text), entry in translations(catalog).items() if place == role}
    for entry in found.values():
        problems += broken_entry(entry, relative(path, configuration.root), language, role)
    if problems:
        raise ProblemsFound(problems)
    return {text: entry.msgstr for text, entry in found.items()}


def _localize_cell(cell: Cell, language: str, known: dict[Key, str]) -> Cell:
    def translate(role: str, text: str) -> str | None:
        return known.get((role, text))

    if cell.kind != "code":
        return replace(cell, source=localize_prose(cell.source, translate))
    if not cell.for_readers:
        return cell
    source = localize_code(cell.source, translate)
    if SET_UP in cell.tags:
        source = choose_language(source, language)
    options = dict(cell.options)
    if "alt" in options:
        options["alt"] = translate(ALT_TEXT, str(options["alt"])) or options["alt"]
    return replace(cell, source=source, options=options)
