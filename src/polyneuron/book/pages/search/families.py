"""The words of an edition → families: the forms of one word, which a search takes for the same.

Snowball's stemmers do most of it (https://snowballstem.org). They leave *błąd* and *błędu* apart, *ошибка* and
*ошибок*; dictionaries bring these together where the texts have both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any

import snowballstemmer

from polyneuron.book.tools.word_forms import polish_lemmas, russian_lemmas

_STEMMERS = {"en": "english", "fa": "persian", "pl": "polish", "ru": "russian"}
_OTHERS = "english"
"""For words in Latin letters within the texts of a language that has another script."""
_LEMMAS: Mapping[str, Callable[[str], frozenset[str]]] = {"pl": polish_lemmas, "ru": russian_lemmas}
_SHORTEST = 2
"""A single letter is no form of a word: *h* is not *godzina*."""
_MADE_SO = re.compile(r"(\w{2,}al)i[sz](?:e|es|ed|ing|er|ers|ations?)$")
"""*normalize*, which the stemmer takes for *normal*."""


def families(words: Iterable[str], language: str, script: str) -> dict[str, tuple[str, str]]:
    """Word in lower case → its stem, and the name of the family that it belongs to.

    A family is named by the dictionary's word, or by the stem where there is none, so that none grows by another's
    members. The dictionary's words are there themselves, first, even where no text has them.

    Parameters
    ----------
    language, script
        Code of the edition and the script that it is written in (ISO 15924).
    """
    stems = {word: _stem(word, language, script) for word in sorted(set(words))}
    readings = {word: _lemmas(word, stems, language) for word in stems}
    names = _names(stems, readings, language, script)
    lemmas = sorted({lemma for found in readings.values() for lemma in found if lemma not in stems})
    used = set(names.values())
    return {
        **{lemma: (_stem(lemma, language, script), lemma) for lemma in lemmas if lemma in used},
        **{word: (stem, names[word]) for word, stem in stems.items()},
    }


def _stem(word: str, language: str, script: str) -> str:
    if script != "Latn" and word.isascii():
        return _stemmer(_OTHERS).stemWord(word)
    if language not in _STEMMERS:
        return word
    if language == "en" and (found := _MADE_SO.match(word)):
        return f"{found[1]}iz"
    stem = _stemmer(_STEMMERS[language]).stemWord(word.replace("ё", "е"))
    if language == "fa":
        stem = stem.replace("\u0654", "").replace("\u200c", "")
    return stem if len(stem) > 1 else word


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def _names(
    stems: Mapping[str, str], readings: Mapping[str, Collection[str]], language: str, script: str
) -> dict[str, str]:
    """Word → the name of its family: of the words that it may be a form of, itself, or one with the same stem, or the
    one that most words are forms of. A word that no dictionary knows goes with most of those that have its stem."""
    counts = Counter(lemma for found in readings.values() for lemma in found)
    names: dict[str, str] = {}
    by_stem: dict[str, Counter[str]] = defaultdict(Counter)
    for word, found in readings.items():
        if not found:
            continue
        names[word] = min(
            found,
            key=lambda lemma: (
                lemma != word,
                _stem(lemma, language, script) != stems[word],
                -counts[lemma],
                lemma,
            ),
        )
        by_stem[stems[word]][names[word]] += 1
    for word, stem in stems.items():
        if word not in names:
            names[word] = min(by_stem[stem], key=lambda name: (-by_stem[stem][name], name), default=stem)
    return names


def _lemmas(word: str, words: Mapping[str, str], language: str) -> Collection[str]:
    if language == "fa":  # the joining ی after a long vowel, which the stemmer leaves: خطای
        return [words[word[:-1]]] if word.endswith(("ای", "وی")) and word[:-1] in words else []
    if language not in _LEMMAS or len(word) < _SHORTEST or not word.isalpha():
        return []
    try:
        return _LEMMAS[language](word)
    except ModuleNotFoundError:  # no wheel for this processor: stems alone
        return []
