"""Words → the words that they may be forms of: Morfeusz 2 for Polish (http://morfeusz.sgjp.pl, it brings SGJP's
dictionary), pymorphy3 for Russian (https://github.com/no-plagiarism/pymorphy3, it brings OpenCorpora's).

Each raises `ModuleNotFoundError` where it is not installed: Morfeusz has no wheel for Linux on other processors than
x86_64.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz
    from pymorphy3 import MorphAnalyzer


@cache
def polish_lemmas(word: str) -> frozenset[str]:
    """The words, in lower case, that a word may be a form of; none where the dictionary does not know it.

    What is joined to a verb (*by* in *uczyłaby*, *śmy* in *liczyliśmy*) brings no word of its own.
    """
    forms = [(start, lemma, tag) for start, _, (_, lemma, tag, _, _) in _morfeusz().analyse(word)]
    if any(tag == "ign" for _, _, tag in forms):
        return frozenset()
    return frozenset(lemma.partition(":")[0].lower() for start, lemma, _ in forms if start == 0)


@cache
def russian_lemmas(word: str) -> frozenset[str]:
    """The words that a word may be a form of; none where the dictionary does not know it."""
    return frozenset(form.normal_form for form in _pymorphy().parse(word) if form.is_known)


@cache
def russian_forms(word: str) -> frozenset[str]:
    """The forms of a word, guessed by its ending where no dictionary has it."""
    return frozenset(form.word for parse in _pymorphy().parse(word) for form in parse.lexeme)


@cache
def _morfeusz() -> Morfeusz:
    from morfeusz2 import Morfeusz

    return Morfeusz(generate=False)


@cache
def _pymorphy() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")
