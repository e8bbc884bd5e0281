"""The texts of an edition, as every gate sees them: chapters, interface, the package's own messages, the term base.

Fuzzy, obsolete and missing translations are left out: editions show English in their place, and `catalogs --status`
counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from polyneuron.book.lint.masking import mask, readable, restore
from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.domains import GLOSSARY_FILE, Domain
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.messages import Message
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.texts.catalogs import FORMATTED_NOTE, read_catalog, translations
from polyneuron.book.texts.entries import key, line_of
from polyneuron.book.texts.extraction import lesson_messages
from polyneuron.book.texts.package_messages import package_messages

GLOSSARY_TERM = "glossary term"
"""Role of the texts that the term base gives."""


@dataclass(frozen=True)
class Text:
    """A translated message of an edition."""

    language: str
    file: str
    """Catalogue, or the term base; relative to the project's root."""
    line: int
    """Line in `file`, counted from 1."""
    role: str
    """See `polyneuron.book.model.messages.Message`; `GLOSSARY_TERM` for a line of the term base."""
    source: str
    """The English text."""
    translation: str
    formatted: bool = False
    """True where text in braces is code."""

    @cached_property
    def plain(self) -> str:
        """The translation without code, formulas, placeholders, addresses and tags (see `masking`)."""
        return mask(self.translation, self.role, self.formatted)

    @cached_property
    def readable(self) -> str:
        """The same, with nothing around the words of roles and links: as readers see it."""
        return readable(self.translation, self.role, self.formatted)

    @cached_property
    def plain_source(self) -> str:
        """The English text without them."""
        return mask(self.source, self.role, self.formatted)

    def restored(self, plain: str) -> str | None:
        """The whole translation with a corrected `plain`; none where a tool has lost a part of it."""
        try:
            return restore(plain, self.translation, self.role, self.formatted)
        except ValueError:
            return None


def read_texts(configuration: Configuration, language: str) -> tuple[list[Text], frozenset[str]]:
    """Read every text of an edition; raises `ProblemsFound` where a file cannot be read.

    Returns
    -------
    The translated texts, and the English messages that wait for a translation: missing, or fuzzy since their English
    changed.
    """
    texts: list[Text] = []
    waiting: set[str] = set()
    problems: list[Problem] = []
    for path in catalogs_of(configuration, language):
        catalog, found = read_catalog(path, language, configuration.root)
        problems += found
        file = relative(path, configuration.root)
        done = translations(catalog)
        waiting |= {entry.msgid for entry in catalog if not entry.obsolete and key(entry) not in done}
        for (role, source), entry in done.items():
            formatted = FORMATTED_NOTE in entry.comment or (path.stem == Domain.PACKAGE and "{" in source)
            texts.append(Text(language, file, line_of(entry), role or "", source, entry.msgstr, formatted))
    if problems:
        raise ProblemsFound(problems)
    return texts + list(_terms(configuration, language)), frozenset(waiting)


def read_lessons(configuration: Configuration) -> list[Lesson]:
    """The chapters in English, as far as they can be read; the build names what cannot."""
    paths = map(configuration.chapter_path, configuration.chapter_names)
    return [read_lesson(path, configuration.root)[0] for path in paths]


def source_texts(configuration: Configuration, lessons: Iterable[Lesson]) -> list[Text]:
    """The English texts of the chapters and of the package."""
    found: list[Message] = []
    for lesson in lessons:
        file = relative(lesson.path, configuration.root)
        messages, _ = lesson_messages(lesson, file)
        found += [replace(message, file=file) for message in messages]
    return [
        Text(SOURCE_LANGUAGE, message.file, message.line, message.role, message.text, message.text, message.formatted)
        for message in [*found, *package_messages(configuration.root)]
    ]


def catalogs_of(configuration: Configuration, language: str) -> list[Path]:
    """The catalogues of an edition."""
    return sorted((configuration.locales / language / "LC_MESSAGES").glob("*.po"))


def _terms(configuration: Configuration, language: str) -> Iterator[Text]:
    terms, problems = read_glossary(configuration)
    if problems:
        raise ProblemsFound(problems)
    for term in terms.values():
        if term.has(language):
            yield Text(language, GLOSSARY_FILE, term.line, GLOSSARY_TERM, term.english, term.name(language))
