"""The translations of the package's own messages, which learners' notebooks show: checked by builds and for wheels.

Guards against a message that fails in front of a learner: `gettext("Hello {name}").format(name=…)` raises an error
where a translation lost a placeholder or has one more. Needs nothing but polib and linkify-it, so that the package's
build can use it.
"""

from __future__ import annotations

from polyneuron.book.model.problems import Problem
from polyneuron.book.texts.entries import line_of
from polyneuron.book.texts.plain_invariants import broken_message
from polyneuron.book.texts.po_writer import Catalog


def check_package_catalog(catalog: Catalog, file: str, language: str) -> list[Problem]:
    """What is wrong with the translations that would be shown, each with its line."""
    problems = [
        Problem(file, line_of(entry), f"{what} (message {entry.msgid[:50]!r})", remedy, language)
        for entry in catalog
        if entry.msgstr and not entry.fuzzy and not entry.obsolete
        for what, remedy in broken_message(entry.msgid, entry.msgstr)
    ]
    remedy = "Write its translation as msgstr, and take msgid_plural and msgstr[…] out."
    problems += [
        Problem(
            file, line_of(entry), f"plural forms, which no message has (message {entry.msgid[:50]!r})", remedy, language
        )
        for entry in catalog
        if entry.msgid_plural and not entry.obsolete
    ]
    return problems
