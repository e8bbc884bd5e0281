"""The rule of the times, with numbers computed by hand."""

import re

import polib
import pytest

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.lesson import Cell
from polyneuron.book.model.times import Times, times
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.source.times import times_of, with_practice_time
from tests.conftest import ROOT

CONFIGURATION = read_configuration(ROOT)


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


@pytest.mark.parametrize("code", [code for code in CONFIGURATION.released if code != SOURCE_LANGUAGE])
def test_the_time_of_exercises_is_found_in_every_translation(code):
    """An assignment without some of them tells another one, in the digits of the edition."""
    entries = [
        entry
        for name in CONFIGURATION.chapter_names
        for entry in polib.pofile(str(ROOT / "locales" / code / "LC_MESSAGES" / f"{name}.po"))
        if entry.msgid.startswith("**Time:**")
    ]
    assert len(entries) == len(CONFIGURATION.chapter_names)
    for entry in entries:
        reading, practice = map(int, re.findall(r"\d+", entry.msgid))
        line = f":::{{note}} 1\n- **2:** 3\n- {entry.msgstr}\n"
        changed = with_practice_time(line, practice, 15)
        assert list(map(int, re.findall(r"\d+", changed)))[3:5] == [reading, 15], entry.msgstr
        assert re.sub(r"\d+", "", changed) == re.sub(r"\d+", "", line)
        assert changed.isascii() == line.isascii() and with_practice_time(line, practice + 5, 15) == line
