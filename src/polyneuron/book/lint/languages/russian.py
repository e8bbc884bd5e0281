"""Russian: letters of one alphabet, words that a dictionary knows, ё, and typography.

typograf knows far more rules than are used here: those that `locales/ru/STYLE.md` asks for and that are never wrong.
Spaces that do not break are not asked of translators, so that they may stand or not. Words from
`locales/ru/words.txt` are right in all their forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.decimals import find_decimal_points
from polyneuron.book.lint.external import typograf, with_yo
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in, first_difference
from polyneuron.book.lint.knowledge import Knowledge
from polyneuron.book.lint.languages import russian_dictionary
from polyneuron.book.lint.lemmas import WORD, has_all_words
from polyneuron.book.lint.spelling import rejected
from polyneuron.book.lint.texts import Text

CODE = "ru"
DICTIONARY = "ru_RU"
"""Hunspell's name of its dictionary."""

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


def _alphabet(context: Context) -> Iterator[Finding]:
    for text in context.texts:
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
    if not _LATIN_LETTER.search(cyrillic) and russian_dictionary.lemmas(cyrillic):
        return cyrillic
    return latin if latin.lower() in english else None


def _replaced(text: Text, word: str, right: str) -> str | None:
    return text.restored(re.sub(rf"(?<!\w){word}(?!\w)", right, text.plain))


def _spelling(context: Context) -> Iterator[Finding]:
    words = {word for text in context.texts for word in _CYRILLIC_WORD.findall(text.plain)}
    unknown = {word for word in rejected(words, DICTIONARY) if not russian_dictionary.lemmas(word)}
    unknown -= _listed_forms(words, context)
    for text in context.texts:
        for word in dict.fromkeys(_CYRILLIC_WORD.findall(text.plain)):
            if word in unknown:
                remedy = f"Mend it, or list the word in its first form in locales/{CODE}/words.txt."
                yield finding_in(text, "ru-spelling", f"no dictionary has {word}", remedy, word=word.lower())


def _listed_forms(words: Iterable[str], context: Context) -> set[str]:
    forms = {form for word in context.words for form in russian_dictionary.forms(word.lower()) | {word.lower()}}
    return {word for word in words if word.lower() in forms}


def _typography(context: Context) -> Iterator[Finding]:
    def set_again(plain: Sequence[str]) -> list[str]:
        better = typograf(context.root, plain, [CODE], TYPOGRAF_RULES, ["*"])
        return [_with_signs(_usual_spaces(after, before)) for after, before in zip(better, plain, strict=True)]

    yield from _rewritten(context, set_again, "ru-typography", "it should be written otherwise")


def _usual_spaces(better: str, before: str) -> str:
    """Without the spaces that do not break, where the translation has none."""
    return better if "\u00a0—" in before else better.replace("\u00a0—", " —")


def _with_signs(text: str) -> str:
    for wrong, right in _SIGNS:
        text = wrong.sub(right, text)
    return text


def _yo(context: Context) -> Iterator[Finding]:
    yield from _rewritten(context, partial(with_yo, context.root), "ru-yo", "ё is missing")


def _decimal_comma(context: Context) -> Iterator[Finding]:
    return find_decimal_points(context.texts, "ru-decimal-comma")


def _rewritten(
    context: Context, rewrite: Callable[[Sequence[str]], list[str]], rule: str, what: str
) -> Iterator[Finding]:
    for text, better in zip(context.texts, rewrite([text.plain for text in context.texts]), strict=True):
        if better != text.plain:
            difference = first_difference(text.plain, better)
            yield finding_in(text, rule, f"{what}: {difference}", "Write it like that.", text.restored(better))


GATES = (
    Gate("ru-alphabet", Level.ERROR, (CODE,), "no word has letters of two alphabets", _alphabet),
    Gate("ru-spelling", Level.WARNING, (CODE,), "Hunspell or pymorphy3 knows every word", _spelling),
    Gate("ru-typography", Level.WARNING, (CODE,), "quotes, dashes, signs, spaces as typograf sets them", _typography),
    Gate("ru-decimal-comma", Level.WARNING, (CODE,), "prose has a decimal comma", _decimal_comma),
    Gate("ru-yo", Level.WARNING, (CODE,), "ё stands wherever only ё can stand (eyo)", _yo),
)
KNOWLEDGE = Knowledge(
    CODE, GATES, partial(has_all_words, lemmas=russian_dictionary.lemmas), {"0": "нул|нол", "1": "един|одн|один"}
)
