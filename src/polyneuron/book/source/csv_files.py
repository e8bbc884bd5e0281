"""Tables in CSV with lines: commas, one header, one row a line.

Guards against what spreadsheets and editors make of a table: semicolons or tabs instead of commas, a quotation mark
without its partner that swallows the rows below, cells too many or too few. The cause is named alone, as everything
behind it would be false.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.tools.reading import read_text

LONGEST_CELL = 2_000
"""Letters; a longer one is a table gone wrong."""
_QUOTES = "Quote cells that hold a comma, and double the quotation marks inside of quoted cells."


@dataclass(frozen=True)
class TableRow:
    """A row of a table."""

    line: int
    """Counted from 1."""
    cells: dict[str, str]
    """Column → cell, without spaces around it."""


def read_csv(path: Path, root: Path, check_columns: Callable[[list[str]], list[Problem]]) -> list[TableRow]:
    """Read the rows of a table; raises `ProblemsFound` with everything that is wrong with its form.

    Parameters
    ----------
    check_columns
        Says what is wrong with the names of the columns; rows are looked at only where nothing is.
    """
    file = relative(path, root)
    text = read_text(path, root)
    if not text.strip():
        raise ProblemsFound([Problem(file, 1, "This table is empty", "Bring it back from the repository's history.")])
    rows = _rows(text, file)
    line, columns = next(rows, (1, []))
    columns = [column.strip() for column in columns]
    _check_header(columns, line, file)
    if problems := check_columns(columns):
        raise ProblemsFound(problems)
    problems, found = [], []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            problems.append(Problem(file, line, "This row is empty", "Take it out."))
        elif len(cells) != len(columns):
            what = f"This row has more or fewer cells than the first one: {len(cells)} instead of {len(columns)}"
            problems.append(Problem(file, line, what, "Quote cells that hold a comma."))
        else:
            found.append(TableRow(line, {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}))
    if problems:
        raise ProblemsFound(problems)
    return found


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells); raises `ProblemsFound` at the first row that is none."""
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"This row cannot be read: {error}"
            if "field larger" in str(error) and lines[line - 1].count('"') % 2 == 0:
                raise ProblemsFound([_too_long(file, line)]) from None
            if "unexpected end" in str(error) or "field larger" in str(error):
                what = "A quotation mark is opened in this row and never closed"
            raise ProblemsFound([Problem(file, line, what, _QUOTES)]) from None
        if reader.line_num > line:
            what = f"A cell of this row ends in line {reader.line_num} only: a quotation mark is missing, or too many"
            raise ProblemsFound([Problem(file, line, what, f"Write each row in one line. {_QUOTES}")])
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise ProblemsFound([_too_long(file, line)])
        if cells:
            yield line, cells


def _too_long(file: str, line: int) -> Problem:
    return Problem(file, line, f"A cell of this row has more than {LONGEST_CELL} letters", "Shorten it.")


def _check_header(columns: list[str], line: int, file: str) -> None:
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(columns) == 1 and sign in columns[0]:
            what = f"The columns are separated by {name}, not by commas"
            raise ProblemsFound([Problem(file, line, what, "Save the table with commas.")])
    if twice := {column for column in columns if columns.count(column) > 1}:
        what = f"Two columns have the same name: {', '.join(map(repr, sorted(twice)))}"
        raise ProblemsFound([Problem(file, line, what, "Rename or remove one of them.")])
