"""Polish: words that a dictionary knows, „ ” for quotes, the decimal comma.

Words from `locales/pl/words.txt` are right in all their regular forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.decimals import find_decimal_points
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.knowledge import Knowledge
from polyneuron.book.lint.languages import polish_dictionary
from polyneuron.book.lint.lemmas import WORD, has_all_words
from polyneuron.book.lint.spelling import rejected
from polyneuron.book.lint.texts import Text

CODE = "pl"
DICTIONARY = "pl_PL"
"""Hunspell's name of its dictionary."""

_NOUN_ENDINGS = ("", "a", "u", "owi", "em", "ie", "y", "i", "ów", "om", "ami", "ach")
_FEMININE_ENDINGS = ("a", "y", "i", "e", "ę", "ą", "o", "om", "ami", "ach")
_ADJECTIVE_ENDINGS = ("y", "a", "e", "ego", "emu", "ym", "ą", "ej", "ych", "ymi")

_OPENING, _CLOSING = "„", "”"
_QUOTE = re.compile('["„”“‟‘‛‚]')
_FOREIGN_QUOTES = re.compile('["“‟‘‛‚]')
_PAIR = re.compile(r"\"([^\"\n]+)\"|“([^“”\n]+)”|„([^„“”\"\n]+)[“\"]")
"""Straight quotes, English ones, German ones."""


def regular_forms(word: str) -> tuple[str, ...]:
    """The forms that a noun or an adjective of the word list may have, told by its ending."""
    if word.endswith("y"):
        return tuple(word[:-1] + ending for ending in _ADJECTIVE_ENDINGS)
    if word.endswith("a"):
        return tuple(word[:-1] + ending for ending in _FEMININE_ENDINGS)
    return tuple(word + ending for ending in _NOUN_ENDINGS)


def _listed_forms(context: Context) -> frozenset[str]:
    return frozenset(form for word in context.words for form in regular_forms(word.lower()))


def _words(text: Text) -> list[str]:
    """The Polish words of a text: without English ones and names such as NumPy."""
    english = {word.lower() for word in WORD.findall(text.source)}
    return [
        word
        for word in dict.fromkeys(WORD.findall(text.plain))
        if len(word) > 1 and word.lower() not in english and word[1:] == word[1:].lower()
    ]


def _spelling(context: Context) -> Iterator[Finding]:
    found = {text: _words(text) for text in context.texts}
    words = {word for words in found.values() for word in words}
    listed = _listed_forms(context)
    unknown = {
        word
        for word in rejected(words, DICTIONARY)
        if not polish_dictionary.lemmas(word) and word.lower() not in listed
    }
    for text, its_words in found.items():
        for word in its_words:
            if word in unknown:
                remedy = f"Mend it, or list the word in its first form in locales/{CODE}/words.txt."
                yield finding_in(text, "pl-spelling", f"no dictionary has {word}", remedy, word=word.lower())


def _quotes(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        marks = _QUOTE.findall(text.plain)
        wrong = dict.fromkeys(_FOREIGN_QUOTES.findall(text.plain))
        if wrong:
            better = _PAIR.sub(lambda match: f"{_OPENING}{match[1] or match[2] or match[3]}{_CLOSING}", text.plain)
            replacement = None if _FOREIGN_QUOTES.search(better) else text.restored(better)
            what = f"quotes that are no Polish ones: {' '.join(wrong)}"
            yield finding_in(text, "pl-quotes", what, f"Write {_OPENING} {_CLOSING}.", replacement)
        elif marks != [_OPENING, _CLOSING] * (len(marks) // 2):
            what = f"quotes that do not match: {' '.join(marks)}"
            yield finding_in(text, "pl-quotes", what, f"Each {_OPENING} has its {_CLOSING}; inside them write » «.")


def _decimal_comma(context: Context) -> Iterator[Finding]:
    return find_decimal_points(context.texts, "pl-decimal-comma")


GATES = (
    Gate("pl-spelling", Level.WARNING, (CODE,), "Hunspell or Morfeusz 2 knows every word", _spelling),
    Gate("pl-quotes", Level.ERROR, (CODE,), "quotes are „ ”, and each has its pair", _quotes),
    Gate("pl-decimal-comma", Level.WARNING, (CODE,), "prose has a decimal comma", _decimal_comma),
)
KNOWLEDGE = Knowledge(
    CODE, GATES, partial(has_all_words, lemmas=polish_dictionary.lemmas), {"0": "zer", "1": "jedn|jeden|jedyn"}
)
