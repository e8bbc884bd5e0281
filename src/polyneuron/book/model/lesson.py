"""A lesson as data: cells with their lines and stable identifiers. `polyneuron.book.source.lessons` reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from polyneuron.book.model.exercise import VARIANTS, WRONG, Exercise

SET_UP = "set-up"
"""Tag of the one cell that installs the package where it is missing and chooses the language."""
PARAMETERS = "parameters"
"""Tag (papermill's convention) of the cell with epochs and sizes; its option `quick` holds those of quick copies."""
BUILD_CHECK = "build-check"
"""Tag of cells that builds run and nobody sees: they assert what the prose says about a training run."""
CHECK_OUTPUT = "nbval-check-output"
"""Tag of cells whose output does not depend on parameters: nbval compares it."""
GRADING, QUICK_GRADING = "grading", "quick"
"""Option of the cell of parameters, and its one value: submissions are graded with the parameters of quick copies."""
HIDE_INPUT = "hide-input"
"""Tag of cells that only draw: pages fold their code."""
TAGS = (SET_UP, PARAMETERS, CHECK_OUTPUT, BUILD_CHECK, HIDE_INPUT)
"""All tags that cells of lessons have."""

QUIZ = "quiz"
"""Kind of the one cell that holds a lesson's questions, one after the other."""


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson."""

    kind: str
    """`markdown`, `code` or `quiz`: Markdown that holds nothing but questions."""
    source: str
    line: int
    """Line of the file where `source` begins, counted from 1."""
    identifier: str
    """Stable from edit to edit and the same in all languages: the section's label and a number."""
    options: dict = field(default_factory=dict)
    """Options of a code cell: `tags`, `alt` (the text for those who do not see its picture), `quick`, `grading`."""
    part: str = ""
    """What the cell is of an exercise (see `polyneuron.book.model.exercise`), or `quiz`; empty for all other cells."""
    exercise: Exercise | None = None
    """The exercise that the cell belongs to."""
    words: str = ""
    """For a wrong answer: words of the one message of the exercise's checks that it must get, in English."""
    message: int | None = None
    """For a wrong answer: which message that is, counted from 0; see `polyneuron.book.texts.feedback`."""

    @property
    def for_readers(self) -> bool:
        """False for what only builds and tests run: their checks, the variants and the wrong answers of exercises."""
        return BUILD_CHECK not in self.tags and self.part not in (VARIANTS, WRONG)

    @property
    def tags(self) -> list[str]:
        """Tags of a code cell."""
        return list(self.options.get("tags", []))


@dataclass(frozen=True)
class Label:
    """A name that a lesson gives to a place of it: an address, the same in all languages."""

    name: str
    kind: str
    """One of the kinds below."""
    line: int
    """Line of the file, counted from 1."""


HEADING, FIGURE, EQUATION, PLACE = "heading", "figure", "equation", "place"
EXERCISE_NAME, QUESTION_NAME = "exercise", "question"


@dataclass(frozen=True)
class Reference:
    """A role or a link that leads to another place of the book."""

    role: str
    """`ref`, `numref`, `eq`, `doc`, or `link` for a link of Markdown."""
    target: str
    """Label or name of a document."""
    line: int
    """Line of the file, counted from 1."""
    has_words: bool = True
    """Whether it brings the words that a reader sees."""


@dataclass(frozen=True)
class Lesson:
    """A chapter: once, in English, or localised into another language."""

    name: str
    """File name without extension, such as `01-neurons`."""
    path: Path
    cells: tuple[Cell, ...]
    language: str = "en"
    translated: int = 0
    """Number of messages shown in `language`."""
    total: int = 0
    """Number of messages."""
    labels: tuple[Label, ...] = ()
    references: tuple[Reference, ...] = ()
    pictures: tuple[str, ...] = ()
    """Names of the pictures that it shows, below the folder of pictures."""

    @property
    def exercises(self) -> list[Exercise]:
        """The exercises in their order."""
        return list(dict.fromkeys(cell.exercise for cell in self.cells if cell.exercise is not None))

    @property
    def graded_quickly(self) -> bool:
        """Whether submissions may be graded with small parameters: a test proves that right answers pass with both."""
        return any(cell.options.get(GRADING) == QUICK_GRADING for cell in self.cells)
