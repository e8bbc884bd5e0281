"""The unit of translation, shared by prose and code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """A piece of a lesson that a person reads."""

    role: str
    """What it is: heading, paragraph, list item, table cell, a title, quiz answer, alt text, code comment, plot text,
    printed text, displayed name, feedback of a check. Written to the catalogue as gettext's context."""
    text: str
    """The English text: MyST Markdown for prose, plain text for comments, Python's f-string syntax in f-strings."""
    line: int
    """Line in the lesson's file, counted from 1."""
    cell: str
    """Identifier of the notebook cell that holds it."""
    formatted: bool = False
    """True for an f-string: the text in braces is code and stays as it is."""
    note: str = ""
    """What translators should know."""
    file: str = ""
    """File, where the messages of one catalogue come from several."""


CODE_COMMENT = "code comment"
PLOT_TEXT = "plot text"
PRINTED_TEXT = "printed text"
DISPLAYED_NAME = "displayed name"
ALT_TEXT = "alt text"
FEEDBACK = "feedback of a check"
DEFINITION = "definition"
"""What a term means, one plain sentence; see `polyneuron.book.source.glossary`."""
IDEA = "idea"
"""A line of the course map, plain text; see `polyneuron.book.source.course_map`."""

CODE_ROLES = frozenset({CODE_COMMENT, PLOT_TEXT, PRINTED_TEXT, DISPLAYED_NAME, FEEDBACK})
"""Roles whose text stands in code cells."""
PLAIN_ROLES = CODE_ROLES | {ALT_TEXT, DEFINITION, IDEA}
"""Roles whose text is plain; all others are MyST Markdown."""

Translate = Callable[[str, str], str | None]
"""(role, English text) → translation, or None when there is none that may be shown."""
