"""How long a chapter takes: two numbers of minutes, and the one rule that gives them."""

from __future__ import annotations

from dataclasses import dataclass

WORDS_A_MINUTE = 105
"""What a student reads who learns in a second language."""
MINUTES_A_CELL = 1
"""To read a code cell, run it, and look at its output."""
MINUTES_A_QUESTION = 2
"""To answer a question of the quiz, and to read the explanations."""
STEP = 5
"""Minutes are told as a multiple of this."""


@dataclass(frozen=True)
class Times:
    """The minutes of a chapter; 0 where there is nothing to do."""

    reading: int = 0
    practice: int = 0
    """For the exercises and the quiz."""


def times(words: int, cells: int, exercise_minutes: int, questions: int) -> Times:
    """The rule.

    Parameters
    ----------
    words, cells
        The words of the prose and the code cells that readers see, outside of the exercises and the quiz.
    exercise_minutes
        The `:minutes:` of all exercises together.
    """
    return Times(
        _rounded(words / WORDS_A_MINUTE + cells * MINUTES_A_CELL),
        _rounded(exercise_minutes + questions * MINUTES_A_QUESTION),
    )


def _rounded(minutes: float) -> int:
    """To the nearest step, half steps up; what takes any time at all takes one step."""
    return max(STEP, STEP * int(minutes / STEP + 0.5)) if minutes else 0
