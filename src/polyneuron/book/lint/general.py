"""What goes wrong in every language: a doubled word, a bracket without its partner, a lost escape, two translations.

The filters are the translate-toolkit's (https://docs.translatehouse.org/projects/translate-toolkit), those of its
`pofilter` that give few false alarms on prose. They see texts without code and formulas, and brackets that have their
partner are taken out before, for editions add English terms in brackets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from translate.filters import checks
from translate.storage import pypo

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.masking import MARK, UNFORMATTED_ROLES
from polyneuron.book.lint.names import is_reference
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from polyneuron.book.texts.interface_messages import INTERFACE_ROLE

_PLACEHOLDER_FILTERS = ("printf", "pythonbraceformat")
_PLAIN_FILTERS = ("xmltags", "urls", "functions", "escapes")
_PROSE_FILTERS = ("doublewords", "brackets")

_PAIRS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_DOUBLED = re.compile(r"The word '(.+)' is repeated")
_REMEDIES = {
    "printf": "Copy every placeholder from the English text, once.",
    "pythonbraceformat": "Copy every placeholder from the English text, once.",
    "xmltags": "Copy the tags from the English text.",
    "urls": "Copy the address from the English text.",
    "functions": "Copy the name of the function from the English text.",
    "escapes": "Write \\n and other escapes as often as the English text does.",
    "doublewords": "Take one of the two words out.",
    "brackets": "Close every bracket that is opened, and open every one that is closed.",
}


def _filters(names: Sequence[str]) -> checks.StandardChecker:
    return checks.StandardChecker(checkerconfig=checks.CheckerConfig(), limitfilters=list(names))


def _failures(checker: checks.StandardChecker, source: str, translation: str) -> dict[str, str]:
    unit = pypo.pounit(source)
    unit.target = translation
    found = checker.run_filters(unit)
    return {name: what if isinstance(what, str) else what["message"] for name, what in found.items()}


def _pofilter(context: Context) -> Iterator[Finding]:
    placeholder_checker, plain_checker, prose_checker = map(
        _filters, (_PLACEHOLDER_FILTERS, _PLAIN_FILTERS, _PROSE_FILTERS)
    )
    for text in context.texts:
        if text.role == GLOSSARY_TERM:
            continue
        found = {}
        if not is_reference(text.source):  # "A. A. Radul" is no doubled word
            found |= _failures(prose_checker, _without_pairs(text.plain_source), _without_pairs(text.plain))
        if text.role in UNFORMATTED_ROLES:
            found |= _failures(plain_checker, text.source, text.translation)
        if text.role in ("", INTERFACE_ROLE):
            found |= _failures(placeholder_checker, text.source, text.translation)
        for name, what in found.items():
            doubled = _DOUBLED.search(what)
            word = doubled[1] if doubled else ""
            what = f"{name}: {what}"
            yield finding_in(text, "pofilter", what, _REMEDIES[name], word=word)


def _without_pairs(plain: str) -> str:
    """A masked text without brackets that have their partner; parts that are no language, and numbers, all differ."""
    inner, plain = None, plain.replace("（", "(").replace("）", ")")
    while inner != plain:
        inner, plain = plain, _PAIRS.sub(lambda match: match[0][1:-1], plain)
    pieces = re.split(rf"{MARK}|[0-9۰-۹][0-9۰-۹.,٫]*", plain)
    return pieces[0] + "".join(f"part{number}{piece}" for number, piece in enumerate(pieces[1:]))


def _inconsistent(context: Context) -> Iterator[Finding]:
    places: dict[tuple[str, str], dict[str, Text]] = defaultdict(dict)
    for text in context.texts:
        places[text.role, text.source].setdefault(text.translation, text)
    for translations in places.values():
        if len(translations) > 1:
            for text in translations.values():
                others = [other for other in translations.values() if other is not text]
                elsewhere = "; ".join(f"{other.translation} ({other.file}:{other.line})" for other in others)
                what = f"the same English text has another translation elsewhere: {elsewhere}"
                remedy = "Use one of them in all places, unless the places differ in meaning."
                yield finding_in(text, "inconsistent", what, remedy)


GATES = (
    Gate("pofilter", Level.ERROR, (), "doubled words, brackets, escapes, tags, placeholders (pofilter)", _pofilter),
    Gate("inconsistent", Level.WARNING, (), "one English text, one translation", _inconsistent),
)
