"""The forms of a word: which word of the dictionary a word of a Russian or Polish text may be.

pymorphy3 knows Russian, Morfeusz 2 Polish; both bring their dictionaries. A form may belong to several words
(*весами*: *вес* or *весы*), and without its sentence nobody can tell them apart: two words are taken for the same
when they may be.
"""

from __future__ import annotations

import re
from functools import cache

from polyneuron.book.lint.findings import CannotRun

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters: the parts of *кросс-энтропия* are two."""

_LONGEST_ENDING = 3
"""Letters by which the forms of a word that is in no dictionary differ at the end: *батч*, *батчами*."""
_SHORTEST_STEM = 3


@cache
def lemmas(word: str, language: str) -> frozenset[str]:
    """The words of the dictionary, in lower case, that `word` may be a form of; none where no dictionary knows it.

    Raises `CannotRun` where the dictionary is not installed.
    """
    return _DICTIONARIES[language](word)


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary has the word."""
    return bool(lemmas(word, language))


@cache
def same_word(one: str, other: str, language: str) -> bool:
    """Whether two words may be forms of one word."""
    first, second = one.lower(), other.lower()
    if first == second:
        return True
    known, known_too = lemmas(first, language), lemmas(second, language)
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


@cache
def russian_forms(word: str) -> frozenset[str]:
    """The forms of a Russian word, guessed by its ending where no dictionary has it."""
    return frozenset(form.word for parse in _pymorphy().parse(word) for form in parse.lexeme)


def _russian(word: str) -> frozenset[str]:
    return frozenset(form.normal_form for form in _pymorphy().parse(word) if form.is_known)


@cache
def _pymorphy():
    try:
        from pymorphy3 import MorphAnalyzer
    except ImportError:
        raise CannotRun("pymorphy3, the dictionary of Russian forms, is not installed", "make environment") from None
    return MorphAnalyzer(lang="ru")


def _polish(word: str) -> frozenset[str]:
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


_DICTIONARIES = {"ru": _russian, "pl": _polish}
