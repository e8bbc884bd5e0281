"""Numbers that fill a cell of a table in prose, in the digits of the edition: nothing is to translate in them."""

from __future__ import annotations

import re
from dataclasses import replace

from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson

_ROW = re.compile(r"\s*\|.*\|\s*")
_CELL = re.compile(r"(?<=\|)(?P<before>\s*)(?P<number>[−-]?\d+(?:\.\d+)?)(?=\s*\|)")
_FENCE = re.compile(r"\s*(?P<fence>```+|~~~+)(?P<name>[^`]*)")


def with_table_numbers(lesson: Lesson, language: Language) -> Lesson:
    """A localised lesson whose tables have their numbers as its prose writes them."""
    cells = (
        replace(cell, source=_localized(cell.source, language)) if cell.kind == "markdown" else cell
        for cell in lesson.cells
    )
    return replace(lesson, cells=tuple(cells))


def _localized(source: str, language: Language) -> str:
    lines = source.splitlines()
    code = ""
    """The fence of the block of code that a line stands in."""
    for place, line in enumerate(lines):
        fence = _FENCE.fullmatch(line)
        if fence and not code and not fence["name"].startswith("{"):
            code = fence["fence"]
        elif fence and code and fence["fence"].startswith(code):
            code = ""
        elif not code and _ROW.fullmatch(line):
            lines[place] = _CELL.sub(lambda cell: cell["before"] + _written(cell["number"], language), line)
    return "\n".join(lines)


def _written(number: str, language: Language) -> str:
    """A number with all of its decimals, also where these are zeros."""
    return language.in_digits(number.replace(".", language.decimal).replace("-", "−"))
