"""What a gate is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.configuration import SOURCE_LANGUAGE


class Level(StrEnum):
    """What a finding does."""

    ERROR = "error"
    """Stops the build."""
    WARNING = "warning"
    """Is printed: worth a look."""


class CannotRun(Exception):
    """Raised by a gate whose tool is missing here; the report says so loudly, at the level of the gate."""

    def __init__(self, what: str, remedy: str):
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class NotKnown(Exception):
    """Raised by a gate that does not know the edition's language, behind what it found without; the report notes it."""


@dataclass(frozen=True)
class Finding:
    """One place where a gate shut."""

    language: str
    file: str
    """Path relative to the project's root."""
    line: int
    """Line in `file`, counted from 1; 0 where the finding is about the whole file."""
    rule: str
    """Name of the gate."""
    message: str
    """The translation that it is about; empty where it is about no single one."""
    what: str
    """What was found."""
    remedy: str
    """How to mend it."""
    replacement: str | None = None
    """The whole corrected translation, where `--fix` may write it without anybody reading it first."""
    word: str = ""
    """The one word or term that it is about, where there is one: an exception may name it, or the English message."""


def finding_in(
    text: Text, rule: str, what: str, remedy: str, replacement: str | None = None, word: str = ""
) -> Finding:
    """A finding about one text; see `Finding` for the rest."""
    return Finding(text.language, text.file, text.line, rule, text.translation, what, remedy, replacement, word)


def first_difference(one: str, other: str) -> str:
    """Where two texts begin to differ, with some words around."""
    pairs = enumerate(zip(one, other, strict=False))
    first = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, first - 12)
    return f"{one[start : first + 12]} → {other[start : first + 12]}"


@dataclass(frozen=True)
class Rule:
    """What every edition in `languages` keeps."""

    name: str
    level: Level
    languages: tuple[str, ...]
    """Codes of the editions; empty for all translations."""
    about: str
    """The rule in one line, for the table of the report."""

    def is_for(self, language: str) -> bool:
        """Whether the rule holds for this edition; the English texts have rules of their own."""
        return language in self.languages if self.languages else language != SOURCE_LANGUAGE


@dataclass(frozen=True)
class Gate(Rule):
    """A rule, and what finds where an edition breaks it."""

    find: Callable[[Context], Iterable[Finding]]
