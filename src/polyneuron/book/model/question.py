"""A question of a quiz as data; `polyneuron.book.source.questions` reads it from its lesson."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION_KINDS = ("single", "multiple", "numeric", "ordering")
ORDERING_ITEMS = (3, 6)
"""The fewest and the most items that a learner can keep in mind."""


@dataclass(frozen=True)
class Answer:
    """One answer of a question."""

    text: str
    """Markdown in one line; empty in a numeric question."""
    explanation: str
    """Markdown: why it is right, or wrong, or stands at its place."""
    right: bool
    line: int
    """Line of the lesson, counted from 1."""
    value: float | None = None
    """In a numeric question: the number that gets this explanation; None for all other numbers."""


@dataclass(frozen=True)
class Question:
    """A question of a quiz."""

    name: str
    """Unique in the whole book and the same in all languages: what the learner answered is kept under it."""
    kind: str
    """One of `QUESTION_KINDS`."""
    text: str
    """Markdown."""
    answers: tuple[Answer, ...]
    """As the lesson lists them; the items of an ordering question in their right order."""
    line: int
    """Line of the lesson, counted from 1."""
    tolerance: float = 0.0
    """In a numeric question: how far from the right number an answer may be."""
