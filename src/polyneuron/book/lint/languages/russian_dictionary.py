"""Forms of Russian words, as pymorphy3 knows them (https://github.com/no-plagiarism/pymorphy3); it brings OpenCorpora's
dictionary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from polyneuron.book.lint.findings import CannotRun

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer


@cache
def forms(word: str) -> frozenset[str]:
    """The forms of a word, guessed by its ending where no dictionary has it."""
    return frozenset(form.word for parse in _pymorphy().parse(word) for form in parse.lexeme)


@cache
def lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of; see `polyneuron.book.lint.lemmas.Dictionary`."""
    return frozenset(form.normal_form for form in _pymorphy().parse(word) if form.is_known)


@cache
def _pymorphy() -> MorphAnalyzer:
    try:
        from pymorphy3 import MorphAnalyzer
    except ImportError:
        raise CannotRun("pymorphy3, the dictionary of Russian forms, is not installed", "make environment") from None
    return MorphAnalyzer(lang="ru")
