"""Forms of Polish words, or what to do where their dictionary is not installed."""

from __future__ import annotations

from polyneuron.book.lint.findings import CannotRun
from polyneuron.book.tools.word_forms import polish_lemmas


def lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of; see `polyneuron.book.lint.lemmas.Dictionary`."""
    try:
        return polish_lemmas(word)
    except ModuleNotFoundError:
        remedy = "make environment; on Linux without x86_64 it has no wheel: leave the gate to CI there."
        raise CannotRun("Morfeusz 2, the dictionary of Polish forms, is not installed", remedy) from None
