"""The rule of the times, with numbers computed by hand."""

import pytest

from polyneuron.book.model.lesson import Cell
from polyneuron.book.model.times import Times, times
from polyneuron.book.source.times import times_of


@pytest.mark.parametrize(
    ("words", "cells", "minutes", "questions", "expected"),
    [
        (4961, 57, 59, 7, Times(105, 75)),  # 47.2 + 57 = 104.2; 59 + 14 = 73
        (0, 0, 0, 0, Times(0, 0)),
        (1, 0, 1, 0, Times(5, 5)),
        (0, 12, 12, 0, Times(10, 10)),
        (0, 13, 0, 6, Times(15, 10)),
        (262, 0, 2, 0, Times(5, 5)),
        (788, 0, 0, 4, Times(10, 10)),  # 7.505 minutes
    ],
)
def test_minutes_follow_from_words_cells_exercises_and_questions(words, cells, minutes, questions, expected):
    assert times(words, cells, minutes, questions) == expected


def test_what_readers_do_not_see_takes_no_time():
    seen = [Cell("code", "1", 1, f"a-{number}") for number in range(20)]
    checks = [Cell("code", "1", 1, f"b-{number}", {"tags": ["build-check"]}) for number in range(20)]
    prose = Cell("markdown", "one two – three " * 350, 1, "c")
    assert times_of([*seen, *checks]) == Times(20, 0)
    assert times_of([*seen, *checks, prose]) == Times(30, 0)
