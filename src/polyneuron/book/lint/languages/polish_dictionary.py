"""Forms of Polish words, as Morfeusz 2 knows them (http://morfeusz.sgjp.pl); it brings SGJP's dictionary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from polyneuron.book.lint.findings import CannotRun

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz


@cache
def lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of; see `polyneuron.book.lint.lemmas.Dictionary`."""
    forms = [(lemma, tag) for _, _, (_, lemma, tag, _, _) in _morfeusz().analyse(word)]
    if any(tag == "ign" for _, tag in forms):
        return frozenset()
    return frozenset(lemma.partition(":")[0].lower() for lemma, _ in forms)


@cache
def _morfeusz() -> Morfeusz:
    try:
        from morfeusz2 import Morfeusz
    except ImportError:
        remedy = "make environment; on Linux without x86_64 it has no wheel: leave the gate to CI there."
        raise CannotRun("Morfeusz 2, the dictionary of Polish forms, is not installed", remedy) from None
    return Morfeusz(generate=False)
