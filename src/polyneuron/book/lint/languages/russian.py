"""Russian: letters of one alphabet, words that a dictionary knows, ё, and typography.

typograf knows far more rules than are used here: those that `locales/ru/STYLE.md` asks for and that are never wrong.
Spaces that do not break are not asked of translators, so that they may stand or not. Words from
`locales/ru/words.txt` are right in all their forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from polyneuron.book.lint.decimals import find_decimal_points
from polyneuron.book.lint.external import typograf, with_yo
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in, first_difference
from polyneuron.book.lint.lemmas import WORD, is_known, russian_forms
from polyneuron.book.lint.spelling import rejected
from polyneuron.book.lint.texts import Text
from polyneuron.book.lint.word_lists import read_words

CODE = "ru"

_LATIN = "ABCEHKMOPTXYaceopxyk"
_CYRILLIC = "АВСЕНКМОРТХУасеорхук"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
"""Letters that look alike."""

_LATIN_LETTER, _CYRILLIC_LETTER = re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]")
_CYRILLIC_WORD = re.compile("[А-Яа-яЁё]{2,}")

TYPOGRAF_RULES = (
    "common/punctuation/quote",
    "common/punctuation/hellip",
    "common/punctuation/delDoublePunctuation",
    "common/space/delRepeatSpace",
    "common/space/delBeforePunctuation",
    "common/space/delBeforeDot",
    "common/space/afterComma",
    "common/space/bracket",
    "common/space/beforeBracket",
    "common/other/repeatWord",
    "ru/punctuation/ano",
    "ru/punctuation/exclamation",
    "ru/punctuation/exclamationQuestion",
    "ru/dash/main",
    "ru/dash/izza",
    "ru/dash/izpod",
    "ru/dash/ka",
    "ru/dash/kakto",
    "ru/dash/koe",
    "ru/dash/taki",
    "ru/dash/to",
)
"""Named as in typograf's documentation (https://github.com/typograf/typograf)."""

_SIGNS = (
    (re.compile(r"(?<=\d)( ?)[xх]\1(?=\d)"), " × "),
    (re.compile(r"(?<![\w)\ufffc–—-])-(?=\d)"), "−"),
)
"""Signs as the style sheet wants them: typograf takes the spaces around × away, and knows no minus before a number."""


def _alphabet(texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        english = {word.lower() for word in WORD.findall(text.source)}
        for word in dict.fromkeys(WORD.findall(text.plain)):
            if not _LATIN_LETTER.search(word) or word.lower() in english:
                continue
            right = _right_letters(word, english)
            if _CYRILLIC_LETTER.search(word) or right:
                what = f"{word} mixes letters of two alphabets" if right is None else f"{word} looks like {right}"
                latin = "".join(dict.fromkeys(_LATIN_LETTER.findall(word)))
                remedy = f"Type it again in one alphabet. Latin here: {latin}"
                replacement = _replaced(text, word, right) if right else None
                yield finding_in(text, "ru-alphabet", what, remedy, replacement, word)


def _right_letters(word: str, english: set[str]) -> str | None:
    """The word in one alphabet, where that gives a word that is known."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN_LETTER.search(cyrillic) and is_known(cyrillic, CODE):
        return cyrillic
    return latin if latin.lower() in english else None


def _replaced(text: Text, word: str, right: str) -> str | None:
    return text.restored(re.sub(rf"(?<!\w){word}(?!\w)", right, text.plain))


def _spelling(texts: Sequence[Text]) -> Iterator[Finding]:
    words = {word for text in texts for word in _CYRILLIC_WORD.findall(text.plain)}
    unknown = {word for word in rejected(words, CODE) if not is_known(word, CODE)} - _listed_forms(words)
    for text in texts:
        for word in dict.fromkeys(_CYRILLIC_WORD.findall(text.plain)):
            if word in unknown:
                remedy = f"Mend it, or list the word in its first form in locales/{CODE}/words.txt."
                yield finding_in(text, "ru-spelling", f"no dictionary has {word}", remedy, word=word.lower())


def _listed_forms(words: Iterable[str]) -> set[str]:
    forms = _forms_of_listed_words()
    return {word for word in words if word.lower() in forms}


@cache
def _forms_of_listed_words() -> frozenset[str]:
    return frozenset(form for word in read_words(CODE) for form in russian_forms(word.lower()) | {word.lower()})


def _typography(texts: Sequence[Text]) -> Iterator[Finding]:
    def set_again(plain: Sequence[str]) -> list[str]:
        better = typograf(plain, [CODE], TYPOGRAF_RULES, ["*"])
        return [_with_signs(_usual_spaces(after, before)) for after, before in zip(better, plain, strict=True)]

    yield from _rewritten(texts, set_again, "ru-typography", "it should be written otherwise")


def _usual_spaces(better: str, before: str) -> str:
    """Without the spaces that do not break, where the translation has none."""
    return better if "\u00a0—" in before else better.replace("\u00a0—", " —")


def _with_signs(text: str) -> str:
    for wrong, right in _SIGNS:
        text = wrong.sub(right, text)
    return text


def _yo(texts: Sequence[Text]) -> Iterator[Finding]:
    yield from _rewritten(texts, with_yo, "ru-yo", "ё is missing")


def _decimal_comma(texts: Sequence[Text]) -> Iterator[Finding]:
    return find_decimal_points(texts, "ru-decimal-comma")


def _rewritten(
    texts: Sequence[Text], rewrite: Callable[[Sequence[str]], list[str]], rule: str, what: str
) -> Iterator[Finding]:
    for text, better in zip(texts, rewrite([text.plain for text in texts]), strict=True):
        if better != text.plain:
            difference = first_difference(text.plain, better)
            yield finding_in(text, rule, f"{what}: {difference}", "Write it like that.", text.restored(better))


GATES = (
    Gate("ru-alphabet", Level.ERROR, (CODE,), _alphabet, "no word has letters of two alphabets"),
    Gate("ru-spelling", Level.WARNING, (CODE,), _spelling, "Hunspell or pymorphy3 knows every word"),
    Gate("ru-typography", Level.WARNING, (CODE,), _typography, "quotes, dashes, signs, spaces as typograf sets them"),
    Gate("ru-decimal-comma", Level.WARNING, (CODE,), _decimal_comma, "prose has a decimal comma"),
    Gate("ru-yo", Level.WARNING, (CODE,), _yo, "ё stands wherever only ё can stand (eyo)"),
)
