"""What a gate judges: an edition's texts, and beside them its language and the project that it belongs to.

Word lists, the term base, `not-terms.txt` and the packages of Node are those below the root that is judged, wherever
the lint's own code lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from polyneuron.book.lint.texts import Text, read_lessons, read_texts, source_texts
from polyneuron.book.lint.word_lists import read_words
from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.model.term import Term
from polyneuron.book.source.glossary import read_glossary

NOT_TERMS = "locales/not-terms.txt"
"""English words, in the singular, that have a term in them and mean something else: *for example*."""


@dataclass(frozen=True)
class Context:
    """An edition as every gate sees it."""

    configuration: Configuration
    language: Language
    texts: tuple[Text, ...]
    waiting: frozenset[str] = frozenset()
    """English messages that the edition does not show: without a translation, or with a doubtful one."""
    lessons: tuple[Lesson, ...] = ()
    """The chapters, for the English texts alone."""

    @property
    def root(self) -> Path:
        """The project that is judged."""
        return self.configuration.root

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Right words that a gate would take for mistakes; raises `ProblemsFound` where the list is broken."""
        return read_words(self.root, self.language.code)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The term base; raises `ProblemsFound` where it is broken."""
        terms, problems = read_glossary(self.configuration)
        if problems:
            raise ProblemsFound(problems)
        return terms

    @cached_property
    def idioms(self) -> tuple[str, ...]:
        """English words that have a term in them and mean something else; none where the project has no list."""
        path = self.root / NOT_TERMS
        return tuple(path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()


def read_context(configuration: Configuration, code: str) -> Context:
    """Read an edition; raises `ProblemsFound` where one of its files cannot be read."""
    language = configuration.language(code)
    if code == SOURCE_LANGUAGE:
        lessons = read_lessons(configuration)
        return Context(configuration, language, tuple(source_texts(configuration, lessons)), lessons=tuple(lessons))
    texts, waiting = read_texts(configuration, code)
    return Context(configuration, language, tuple(texts), waiting)
