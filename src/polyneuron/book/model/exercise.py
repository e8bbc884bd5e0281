"""An exercise as data; `polyneuron.book.source.exercises` reads it from its lesson."""

from __future__ import annotations

from dataclasses import dataclass

EXERCISE_KINDS = ("predict", "change", "write", "explain")
"""Kinds of exercises in the order in which they climb."""

STATEMENT, SCAFFOLD, SOLUTION, CHECK = "statement", "scaffold", "solution", "check"
HIDDEN_CHECK, WRONG, MODEL_ANSWER = "hidden-check", "wrong", "model-answer"
VARIANTS = "variants"
"""The part that says which numbers an exercise may have; see `polyneuron.book.source.variants`."""
USUAL_SEED = 0
"""The seed of pages and of learners' notebooks."""
PROVED_SEEDS = (1, 2, 3, 4, 5, 6)
"""Further seeds for which an exercise with variants is proved with each build."""
COURSE_SEEDS = range(1, 60)
"""Seeds that courses and students get their numbers from: a test proves exercises with variants for all of them."""
ANSWER, EXPLANATION = "answer", "explanation"
"""What the cells of solution (or scaffold) and model answer are called in notebooks."""
NAME_START = "exercise-"
"""What labels of exercises begin with; where instructors read or type a name, it is left out."""
_CALLED = {SOLUTION: ANSWER, MODEL_ANSWER: EXPLANATION}


@dataclass(frozen=True)
class Exercise:
    """What an exercise says of itself."""

    name: str
    """Stable and unique in the book: the beginning of cell identifiers and of nbgrader's ids."""
    kind: str
    """One of `EXERCISE_KINDS`."""
    minutes: int
    points: int
    objectives: tuple[int, ...] = ()
    """Which of the chapter's objectives ("You will …") it practises, counted from 1."""
    number: int = 0
    """Its place in the lesson, counted from 1."""

    @property
    def explanation_points(self) -> int:
        """The points of the written explanation, given by hand: half of the points of an `explain` exercise."""
        return self.points // 2 if self.kind == "explain" else 0

    @property
    def check_points(self) -> int:
        """The points that the check gives."""
        return self.points - self.explanation_points


def short_name(name: str) -> str:
    """The name of an exercise as instructors read and type it: `blind-spot`."""
    return name.removeprefix(NAME_START)


def cell_identifier(name: str, part: str) -> str:
    """The identifier of an exercise's cell: that of the notebook's cell that it becomes."""
    return name if part == STATEMENT else f"{name}-{_CALLED.get(part, part)}"
