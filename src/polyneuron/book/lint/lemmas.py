"""The forms of a word: which word of the dictionary a word of a Russian or Polish text may be.

pymorphy3 knows Russian, Morfeusz 2 Polish; both bring their dictionaries. A form may belong to several words
(*весами*: *вес* or *весы*), and without its sentence nobody can tell them apart: two words are taken for the same
when they may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from polyneuron.book.lint.findings import CannotRun

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters: the parts of *кросс-энтропия* are two."""

_LONGEST_ENDING = 3
"""Letters by which the forms of a word that is in no dictionary differ at the end: *батч*, *батчами*."""
_SHORTEST_STEM = 3


Dictionary = Callable[[str], frozenset[str]]
"""A word → the words, in lower case, that it may be a form of; none where the dictionary does not know it. Raises
`CannotRun` where the dictionary is not installed."""


@cache
def same_word(one: str, other: str, lemmas: Dictionary) -> bool:
    """Whether two words may be forms of one word."""
    first, second = one.lower(), other.lower()
    if first == second:
        return True
    known, known_too = lemmas(first), lemmas(second)
    if known and known_too:
        return not known.isdisjoint(known_too)
    return not known and not known_too and _same_stem(first, second)


def _same_stem(one: str, other: str) -> bool:
    shared = 0
    for letter, other_letter in zip(one, other, strict=False):
        if letter != other_letter:
            break
        shared += 1
    return shared >= _SHORTEST_STEM and max(len(one), len(other)) - shared <= _LONGEST_ENDING


def has_all_words(text: str, term: str, lemmas: Dictionary) -> bool:
    """Whether a text has every word of a term, in any order and any form."""
    words = _letters(text)
    return all(any(same_word(part, word, lemmas) for word in words) for part in WORD.findall(term))


@cache
def _letters(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in WORD.findall(text)))


@cache
def russian_forms(word: str) -> frozenset[str]:
    """The forms of a Russian word, guessed by its ending where no dictionary has it."""
    return frozenset(form.word for parse in _pymorphy().parse(word) for form in parse.lexeme)


@cache
def russian_lemmas(word: str) -> frozenset[str]:
    """What a Russian word may be a form of; see `Dictionary`."""
    return frozenset(form.normal_form for form in _pymorphy().parse(word) if form.is_known)


@cache
def _pymorphy():
    try:
        from pymorphy3 import MorphAnalyzer
    except ImportError:
        raise CannotRun("pymorphy3, the dictionary of Russian forms, is not installed", "make environment") from None
    return MorphAnalyzer(lang="ru")


@cache
def polish_lemmas(word: str) -> frozenset[str]:
    """What a Polish word may be a form of; see `Dictionary`."""
    forms = [(lemma, tag) for _, _, (_, lemma, tag, _, _) in _morfeusz().analyse(word)]
    if any(tag == "ign" for _, tag in forms):
        return frozenset()
    return frozenset(lemma.partition(":")[0].lower() for lemma, _ in forms)


@cache
def _morfeusz():
    try:
        from morfeusz2 import Morfeusz
    except ImportError:
        remedy = "make environment; on Linux without x86_64 it has no wheel: leave the gate to CI there."
        raise CannotRun("Morfeusz 2, the dictionary of Polish forms, is not installed", remedy) from None
    return Morfeusz(generate=False)
