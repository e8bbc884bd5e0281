"""The forms of a word, in languages that inflect: two words are taken for the same when they may be forms of one.

A form may belong to several words (*весами*: *вес* or *весы*), and without its sentence nobody can tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

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
