"""Emphasis that would come out as asterisks.

Guards against `**` that Markdown does not take for the beginning or the end of bold text: in Chinese, where a mark of
punctuation stands inside it and a character right behind it; in Persian, where it touches a zero-width non-joiner; in
every language, where a space slipped in. MyST's own parser decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.masking import UNFORMATTED_ROLES
from polyneuron.book.lint.texts import GLOSSARY_TERM
from polyneuron.book.source import myst

_PLAIN = UNFORMATTED_ROLES | {GLOSSARY_TERM}
"""Roles whose text is no Markdown."""


def literal_asterisks(text: str) -> int:
    """How many asterisks of a Markdown text the reader would see."""
    tokens = myst.parser().parseInline(text)[0].children or []
    return sum(token.content.count("*") for token in tokens if token.type == "text")


def _asterisks(context: Context) -> Iterator[Finding]:
    for text in context.texts:
        if text.role in _PLAIN or "*" not in text.translation:
            continue
        if literal_asterisks(text.translation) > literal_asterisks(text.source):
            what = "asterisks of an emphasis would be shown to the reader"
            remedy = "Put punctuation outside of ** … **, and no space or zero-width non-joiner inside beside them."
            yield finding_in(text, "emphasis", what, remedy)


GATES = (Gate("emphasis", Level.ERROR, (), "emphasis is emphasis for MyST's parser", _asterisks),)
