"""The times of a chapter: counted in its cells, and compared with the line **Time** of its box.

Guards against times that nobody has looked at since the chapter was shorter. `model.times` holds the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polyneuron.book.model.exercise import STATEMENT
from polyneuron.book.model.lesson import Cell
from polyneuron.book.model.times import Times, times
from polyneuron.book.source import myst
from polyneuron.book.source.objectives import BOX, box_of
from polyneuron.book.source.questions import questions_in

_LINE = re.compile(r"^\s*[-*+]\s+\*\*Time:?\*\*")
_IN_ANY_LANGUAGE = re.compile(r"^(\s*[-*+]\s+\*\*[^*\n]+\*\*[^\d\n]*\d+[^\d\n]+)(\d+)", re.MULTILINE)
"""That line of a translated box, up to its second number."""
_WORD = re.compile(r"\S*\w\S*")


def times_of(cells: Sequence[Cell]) -> Times:
    """The minutes that a lesson takes."""
    prose = [cell for cell in cells if cell.kind == "markdown" and not cell.part]
    seen = [cell for cell in cells if cell.kind == "code" and not cell.part and cell.for_readers]
    return times(
        sum(len(_WORD.findall(cell.source)) for cell in prose),
        len(seen),
        sum(cell.exercise.minutes for cell in cells if cell.part == STATEMENT and cell.exercise is not None),
        len(questions_in(cells)),
    )


def time_problems(cells: Sequence[Cell]) -> Iterator[tuple[int, str, str]]:
    """Line, problem and remedy where the box of a chapter tells other times than the rule gives.

    The line's first two numbers are meant: for reading, and for the exercises and the quiz.
    """
    found = box_of(cells)
    if found is None:
        return
    directive, line = found
    expected = times_of(cells)
    minutes = [number for number in (expected.reading, expected.practice) if number]
    about = f"about {minutes[0]} minutes" if minutes else "about 5 minutes"
    more = f", and {expected.practice} more for the exercises and the quiz" if expected.practice else ""
    remedy = f"Write: - **Time:** {about}{more}."
    for number, text in enumerate(myst.lines_of(directive.body)):
        if begin := _LINE.match(text):
            told = [int(digits) for digits in re.findall(r"\d+", text[begin.end() :])[: len(minutes)]]
            if told != minutes:
                what = (
                    f"The times are told as {_list(told)}; words, cells, exercises and questions give {_list(minutes)}"
                )
                yield line + directive.body_line + number, what, remedy
            return
    yield line, f"The box {BOX!r} tells no time", remedy


def with_practice_time(text: str, before: int, now: int) -> str:
    """The text of a cell, in any language, whose line of times tells `before` minutes of practice, with `now`."""

    def changed(found: re.Match[str]) -> str:
        told = found[2]
        zero = ord(told[0]) - int(told[0])
        return found[1] + ("".join(chr(zero + int(digit)) for digit in str(now)) if int(told) == before else told)

    return _IN_ANY_LANGUAGE.sub(changed, text)


def _list(minutes: Sequence[int]) -> str:
    return " and ".join(map(str, minutes)) or "none"
