"""What is the same in every language: code, formulas, links, placeholders, the kind of block, and numbers; and what
no translation may bring: markup, addresses and invisible characters of its own.

Builds fail on all but the numbers too (`polyneuron.book.texts.invariants`); here they stand in the same report as the
rest. Blind on purpose to *where* a number stands and how often: languages repeat and join.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.source.plain_texts import unsafe_parts
from polyneuron.book.source.table_texts import table_problems
from polyneuron.book.texts.invariants import lost_parts, unsafe_translation

_DECIMAL_COMMA = frozenset({"ru", "pl"})
_GROUPED = "[1-9][0-9]{0,2}(?:[%s][0-9]{3})+(?![0-9])"
_SPACES = " \u00a0\u202f\u2009'٬"
_LATIN_OR_GREEK = "A-Za-zÀ-ɏͰ-Ͽ_"
_NUMBER = {
    comma: re.compile(
        rf"(?<![{_LATIN_OR_GREEK}0-9])((?<![\w)\]])[-−])?"
        rf"({_GROUPED % (_SPACES + groups)}|[0-9]+)((?:[{decimals}][0-9]+)?)"
    )
    for comma, groups, decimals in ((True, "", ".,٫"), (False, ",", ".٫"))
}
"""Sign, integer with or without groups of three digits, decimals; for languages with a decimal comma and others. A
digit behind a letter belongs to a name (x1, N2)."""

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


_WRITTEN = {
    "yo": {"0": "òdo|ódo", "1": "kan|ení"},
    "zh": {"0": "零", "1": "一"},
    "fa": {"0": "صفر", "1": "یک"},
    "ru": {"0": "нул|нол", "1": "един|одн|один"},
    "pl": {"0": "zer", "1": "jedn|jeden|jedyn"},
}
"""Words (or their beginnings) that a translation may have in the place of the digits 0 and 1."""


def numbers(text: str, language: str) -> set[str]:
    """The numbers of a text as Python would write them, whatever digits, groups and decimal signs it has."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    found = set()
    for sign, whole, decimals in _NUMBER[language in _DECIMAL_COMMA].findall(digits):
        found.add(f"{'-' if sign else ''}{re.sub('[^0-9]', '', whole)}{decimals.replace(',', '.').replace('٫', '.')}")
    return found


def _numbers(texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        if text.role == GLOSSARY_TERM:
            continue
        words = {_NUMBER_WORDS.get(word, "") for word in re.findall("[a-z]+", text.source.lower())}
        lost = numbers(text.plain_source, "en") - numbers(text.translation, text.language) - _written(text)
        added = numbers(text.plain, text.language) - numbers(text.source, "en") - words
        for what, found in (("lost", lost), ("has, and the English has not", added)):
            for number in sorted(found):
                remedy = (
                    "Copy the number from the English text, in the digits and with the decimal sign of the edition."
                )
                what_found = f"the translation {what}: {number}"
                yield finding_in(text, "numbers", what_found, remedy, None, number)


def _written(text: Text) -> set[str]:
    plain = text.plain.lower()
    return {digit for digit, words in _WRITTEN.get(text.language, {}).items() if re.search(words, plain)}


def _protected(texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        if text.role == GLOSSARY_TERM:
            continue
        for what, remedy in lost_parts(text.role, text.source, text.translation, text.formatted):
            yield finding_in(text, "protected", what, remedy)


def _unsafe(texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        found = (
            unsafe_parts(text.translation)
            if text.role == GLOSSARY_TERM
            else unsafe_translation(text.role, text.source, text.translation, text.formatted)
        )
        for what, remedy in found:
            yield finding_in(text, "safe", what, remedy)


def check_tables(configuration: Configuration, language: str) -> Iterator[Finding]:
    """The same for what stands in tables and settings, which every edition shows."""
    for problem in table_problems(configuration):
        if problem.language in ("", language):
            yield Finding(language, problem.file, problem.line, TABLES.name, "", problem.message, problem.remedy)


TABLES = Gate("tables", Level.ERROR, (), lambda texts: (), "tables and settings hold nothing invisible or foreign")
CHECKS = {TABLES: check_tables}
"""Gates that look at files and not at texts."""
GATES = (
    Gate("protected", Level.ERROR, (), _protected, "code, formulas, links, placeholders, kind of block are kept"),
    Gate("safe", Level.ERROR, (), _unsafe, "no markup, address or invisible character that the English has not"),
    Gate("numbers", Level.ERROR, (), _numbers, "the numbers are those of the English text, in any digits"),
)
