"""Numbers that fill a cell of a table in prose, in the digits of the edition: nothing is to translate in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.source import myst

_ROW = re.compile(r"\s*\|.*\|\s*")
_CELL = re.compile(r"(?<=\|)(?P<before>\s*)(?P<number>[−-]?\d+(?:\.\d+)?)(?=\s*\|)")
_DIRECTIVE = re.compile(r"\{(?P<name>[\w-]+)\}")
_FORMULA = "$$"
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
    for place in prose_lines(lines):
        if is_table_row(lines[place]):
            lines[place] = _CELL.sub(lambda cell: cell["before"] + _written(cell["number"], language), lines[place])
    return "\n".join(lines)


def prose_lines(lines: Sequence[str]) -> Iterator[int]:
    """The places of the lines that stand in no block of code or of mathematics."""
    block = ""
    """What closes the block that a line stands in."""
    for place, line in enumerate(lines):
        fence = _FENCE.fullmatch(line)
        if block:
            closes = fence["fence"] if fence and not fence["name"].strip() else line.strip()
            if closes.startswith(block) or (block == _FORMULA and closes.endswith(block)):
                block = ""
        elif fence:
            name = fence["name"].strip()
            directive = _DIRECTIVE.match(name)
            has_prose = directive and directive["name"] in myst.DIRECTIVES_WITH_PROSE
            block = "" if has_prose else fence["fence"]
        elif line.strip().startswith(_FORMULA):
            block = "" if line.strip().endswith(_FORMULA) and line.strip() != _FORMULA else _FORMULA
        else:
            yield place


def is_table_row(line: str) -> bool:
    """Whether a line of prose is a row of a table."""
    return bool(_ROW.fullmatch(line))


def _written(number: str, language: Language) -> str:
    """A number with all of its decimals, also where these are zeros."""
    return language.in_digits(number.replace(".", language.decimal).replace("-", "−"))
