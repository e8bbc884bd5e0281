"""Forms of Russian words, or what to do where their dictionary is not installed."""

from __future__ import annotations

from collections.abc import Callable

from polyneuron.book.lint.findings import CannotRun
from polyneuron.book.tools.word_forms import russian_forms, russian_lemmas


def forms(word: str) -> frozenset[str]:
    """The forms of a word, guessed by its ending where no dictionary has it."""
    return _asked(russian_forms, word)


def lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of; see `polyneuron.book.lint.lemmas.Dictionary`."""
    return _asked(russian_lemmas, word)


def _asked(dictionary: Callable[[str], frozenset[str]], word: str) -> frozenset[str]:
    try:
        return dictionary(word)
    except ModuleNotFoundError:
        raise CannotRun("pymorphy3, the dictionary of Russian forms, is not installed", "make environment") from None
