"""The words of an edition → families: the forms of one word, which a search takes for the same.

Snowball's stemmers do most of it (https://snowballstem.org). They leave *błąd* and *błędu* apart, *ошибка* and
*ошибок*; dictionaries bring these together where the texts have both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import snowballstemmer

from polyneuron.book.tools.word_forms import polish_lemmas, russian_lemmas

_STEMMERS = {"en": "english", "fa": "persian", "pl": "polish", "ru": "russian"}
_OTHERS = "english"
"""For words in Latin letters within the texts of a language that has another script."""
_LEMMAS: Mapping[str, Callable[[str], frozenset[str]]] = {"pl": polish_lemmas, "ru": russian_lemmas}
_MOST_READINGS = 2
"""A form that may belong to more words than so brings none of them together: *mam* is *mieć*, *mama* and *mamić*."""


def families(words: Iterable[str], language: str, script: str) -> dict[str, tuple[str, str]]:
    """Word in lower case → its stem, and the stem of the family that it belongs to.

    Parameters
    ----------
    language, script
        Code of the edition and the script that it is written in (ISO 15924).
    """
    stems = {word: _stem(word, language, script) for word in sorted(set(words))}
    leaders = _leaders(stems, language)
    return {word: (stem, leaders.get(stem, stem)) for word, stem in stems.items()}


def _stem(word: str, language: str, script: str) -> str:
    if script != "Latn" and word.isascii():
        return _stemmer(_OTHERS).stemWord(word)
    if language not in _STEMMERS:
        return word
    stem = _stemmer(_STEMMERS[language]).stemWord(word.replace("ё", "е"))
    if language == "fa":
        stem = stem.replace("\u0654", "").replace("\u200c", "")
    return stem if len(stem) > 1 else word


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def _leaders(stems: Mapping[str, str], language: str) -> dict[str, str]:
    """Stem → the one of its family by which all are known, where it has others."""
    by_lemma: dict[str, set[str]] = defaultdict(set)
    for word, stem in stems.items():
        for lemma in _lemmas(word, stems, language):
            by_lemma[lemma].add(stem)
    leaders: dict[str, str] = {}

    def leader(stem: str) -> str:
        while leaders.get(stem, stem) != stem:
            stem = leaders[stem]
        return stem

    for lemma, members in sorted(by_lemma.items()):
        first, *others = sorted({leader(stem) for stem in members}, key=lambda stem: (stem != stems.get(lemma), stem))
        for other in others:
            leaders[other] = first
    return {stem: leader(stem) for stem in leaders}


def _lemmas(word: str, words: Mapping[str, str], language: str) -> Iterable[str]:
    if language == "fa":  # the joining ی after a long vowel, which the stemmer leaves: خطای
        return [word[:-1]] if word.endswith(("ای", "وی")) and word[:-1] in words else [word]
    if language not in _LEMMAS:
        return []
    try:
        found = _LEMMAS[language](word)
    except ModuleNotFoundError:  # no wheel for this processor: stems alone
        return []
    return found if len(found) <= _MOST_READINGS else []
