"""Decimal points in the prose of editions that write a comma.

Code, plots and what programs print keep the point in every edition; so do versions behind a name (Python 3.11,
Creative Commons Attribution 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polyneuron.book.lint.findings import Finding, finding_in
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.messages import CODE_ROLES

_NUMBER = re.compile(r"(?<![\w.,])(?<!\ufffc)\d+\.\d+(?![\w.]*[\w])")
_VERSION = re.compile(r"[A-Z][\w-]*,? $")


def decimal_points(text: Text) -> list[str]:
    """The numbers of a translation that have a decimal point and should have a comma; none in texts of a program."""
    if text.role in CODE_ROLES or not text.role:
        return []
    plain = text.plain
    return [match[0] for match in _NUMBER.finditer(plain) if not _VERSION.search(plain[: match.start()])]


def find_decimal_points(texts: Sequence[Text], rule: str) -> Iterator[Finding]:
    """A finding for each of them."""
    for text in texts:
        for number in decimal_points(text):
            remedy = f"Write {number.replace('.', ',')}."
            what = f"{number} has a decimal point"
            yield finding_in(text, rule, what, remedy, word=number)
