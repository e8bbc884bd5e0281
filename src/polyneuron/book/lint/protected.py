"""What is the same in every language: code, formulas, links, placeholders, the kind of block, and numbers; and what
no translation may bring: markup, addresses and invisible characters of its own.

Builds fail on all but the numbers too (`polyneuron.book.texts.invariants`); here they stand in the same report as the
rest. Blind on purpose to *where* a number stands and how often: languages repeat and join.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.languages import KNOWN
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.language import Language
from polyneuron.book.source.plain_texts import unsafe_parts
from polyneuron.book.source.table_texts import table_problems
from polyneuron.book.texts.invariants import lost_parts, unsafe_translation

_GROUPED = "[1-9][0-9]{0,2}(?:[%s][0-9]{3})+(?![0-9])"
_SPACES = " \u00a0\u202f\u2009'٬"
_LATIN_OR_GREEK = "A-Za-zÀ-ɏͰ-Ͽ_"
_SMALL_NUMBERS = frozenset("01")
"""What every language also says in words that no list here may have."""

_NUMBER_WORDS = {
    word: value
    for value, words in {
        "0": "zero zeros no none nothing",
        "1": "one ones once single first",
        "2": "two twice second pair both half halves",
        "3": "three third",
        "4": "four fourth quarter",
        "5": "five fifth",
        "6": "six sixth",
        "7": "seven seventh",
        "8": "eight eighth",
        "9": "nine ninth",
        "10": "ten tenth",
        "12": "twelve dozen",
        "20": "twenty",
        "100": "hundred percent",
        "1000": "thousand",
        "1000000": "million",
    }.items()
    for word in words.split()
}
"""English words in whose place a translation may have digits."""


@cache
def _number(comma: bool, point_groups: bool) -> re.Pattern[str]:
    """Sign, integer with or without groups of three digits, decimals. A digit behind a letter belongs to a name (N2).

    Parameters
    ----------
    comma
        The language has a decimal comma; in others a comma stands between thousands.
    point_groups
        A point stands between thousands; decimals may have one too, as in code.
    """
    groups = _SPACES + ("" if comma else ",") + ("." if point_groups else "")
    decimals = ".٫" + ("," if comma else "")
    return re.compile(
        rf"(?<![{_LATIN_OR_GREEK}0-9])((?<![\w)\]])[-−])?({_GROUPED % groups}|[0-9]+)((?:[{decimals}][0-9]+)?)"
    )


def numbers(text: str, language: Language) -> set[str]:
    """The numbers of a text as Python would write them, whatever digits, groups and decimal signs it has."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    found = set()
    for sign, whole, decimals in _number(language.decimal == ",", language.group == ".").findall(digits):
        found.add(f"{'-' if sign else ''}{re.sub('[^0-9]', '', whole)}{decimals.replace(',', '.').replace('٫', '.')}")
    return found


def _numbers(context: Context) -> Iterator[Finding]:
    english = context.configuration.language(SOURCE_LANGUAGE)
    for text in context.texts:
        if text.role == GLOSSARY_TERM:
            continue
        words = {_NUMBER_WORDS.get(word, "") for word in re.findall("[a-z]+", text.source.lower())}
        lost = numbers(text.plain_source, english) - numbers(text.translation, context.language) - _written(text)
        added = numbers(text.plain, context.language) - numbers(text.source, english) - words
        for what, found in (("lost", lost), ("has, and the English has not", added)):
            for number in sorted(found):
                remedy = (
                    "Copy the number from the English text, in the digits and with the decimal sign of the edition."
                )
                what_found = f"the translation {what}: {number}"
                yield finding_in(text, "numbers", what_found, remedy, None, number)


def _written(text: Text) -> frozenset[str]:
    """The numbers that the translation says in words; 0 and 1 where nobody has told how the language says them."""
    if text.language not in KNOWN:
        return _SMALL_NUMBERS
    plain = text.plain.lower()
    return frozenset(digit for digit, words in KNOWN[text.language].number_words.items() if re.search(words, plain))


def _protected(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        if text.role == GLOSSARY_TERM:
            continue
        for what, remedy in lost_parts(text.role, text.source, text.translation, text.formatted):
            yield finding_in(text, "protected", what, remedy)


def _unsafe(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        found = (
            unsafe_parts(text.translation)
            if text.role == GLOSSARY_TERM
            else unsafe_translation(text.role, text.source, text.translation, text.formatted)
        )
        for what, remedy in found:
            yield finding_in(text, "safe", what, remedy)


def _tables(context: Context) -> Iterator[Finding]:
    """The same for what stands in tables and settings, which every edition shows."""
    for problem in table_problems(context.configuration):
        if problem.language in ("", context.language.code):
            yield Finding(
                context.language.code, problem.file, problem.line, "tables", "", problem.message, problem.remedy
            )


GATES = (
    Gate("protected", Level.ERROR, (), "code, formulas, links, placeholders, kind of block are kept", _protected),
    Gate("safe", Level.ERROR, (), "no markup, address or invisible character that the English has not", _unsafe),
    Gate("tables", Level.ERROR, (), "tables and settings hold nothing invisible or foreign", _tables),
    Gate("numbers", Level.ERROR, (), "the numbers are those of the English text, in any digits", _numbers),
)
