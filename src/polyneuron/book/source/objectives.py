"""The objectives of a chapter, and whether its exercises practise them.

They are the numbered list below `**You will**` in the box "Before you begin"; the exercises name them by their numbers
in `:objectives:`. Guards against chapters that promise what nobody is asked to do. A lesson without such a box, whose
exercises name no objectives, is no chapter of a course and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from polyneuron.book.model.exercise import STATEMENT
from polyneuron.book.model.lesson import Cell
from polyneuron.book.source import myst

BOX = "Before you begin"
"""Title of the box at the beginning of a chapter."""
LIST = "You will"
"""The words in bold below which the objectives stand."""

_WRITE = f"Write them in the box {BOX!r} below - **{LIST}**, one a line: two blanks, 1., a blank and the words."


@dataclass(frozen=True)
class Objective:
    """What learners will be able to do after the chapter."""

    text: str
    """Markdown, in English."""
    line: int
    """Line of the file, counted from 1."""


@dataclass
class BoxReading:
    """What was read of a chapter's box."""

    box: int = 0
    """Line of the box; 0 where there is none."""
    objectives: list[Objective] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, what is wrong, remedy."""


def box_of(cells: Iterable[Cell]) -> tuple[myst.Directive, int] | None:
    """The box of a chapter, and the line of its fence; None where there is none."""
    for cell in cells:
        if cell.kind != "markdown" or cell.part or BOX not in cell.source:
            continue
        for directive, first, _ in myst.directives(cell.source):
            if directive.argument == BOX:
                return directive, cell.line + first
    return None


def read_objectives(cells: Sequence[Cell]) -> BoxReading:
    """Read the objectives of a lesson, and say what is wrong with them and with what its exercises name."""
    reading = BoxReading()
    if found := box_of(cells):
        directive, reading.box = found
        _read_list(directive.body, reading.box + directive.body_line, reading)
    statements = [cell for cell in cells if cell.part == STATEMENT and cell.exercise is not None]
    if reading.problems or not any((reading.box, *(cell.exercise.objectives for cell in statements if cell.exercise))):
        return reading
    if reading.box and not reading.objectives:
        if statements:
            what = f"This chapter has exercises and no numbered list of objectives below **{LIST}**"
            reading.problems.append((reading.box, what, _WRITE))
        return reading
    reading.problems += _practice_problems(reading.objectives, statements)
    return reading


def _practice_problems(objectives: Sequence[Objective], statements: Sequence[Cell]) -> Iterator[tuple[int, str, str]]:
    """What exercises name and is not there, and what is there and no exercise names."""
    count = len(objectives)
    practised: set[int] = set()
    for cell in statements:
        assert cell.exercise is not None, "the statement of an exercise belongs to one"
        numbers = cell.exercise.objectives
        practised.update(numbers)
        line = _line_of_option(cell)
        if not numbers:
            what = f"The exercise {cell.exercise.name} names no objective of this chapter"
            yield line, what, f"Add a line such as :objectives: 1 with numbers from 1 to {count}."
        for number in numbers:
            if number > count:
                what = f"This exercise names the objective {number}, and the objectives of this chapter are: {count}"
                yield line, what, f"Name numbers from 1 to {count}." if count else _WRITE
    for number, objective in enumerate(objectives, 1):
        if number not in practised:
            what = f"No exercise practises the objective {number} of this chapter: {objective.text}"
            remedy = f"Name {number} in the :objectives: of an exercise that asks for it, write one, or take it out."
            yield objective.line, what, remedy


def _line_of_option(statement: Cell) -> int:
    """The line of `:objectives:` in an exercise, or that of the exercise."""
    lines = myst.lines_of(statement.source)
    directive = myst.directive_of(myst.parser().parse(statement.source)[0], lines)
    return statement.line + (directive.option_lines.get("objectives", 0) if directive else 0)


def _read_list(body: str, line: int, reading: BoxReading) -> None:
    """Read the numbered list of a box whose body begins in a line of the file."""
    tokens = myst.parser().parse(body)
    for place, token in enumerate(tokens):
        if not _begins(token):
            continue
        level = tokens[place - 1].level  # of the paragraph: what belongs to the same item follows on this level
        for number, follower in enumerate(tokens[place + 1 :], place + 1):
            if follower.level < level:
                break
            if follower.type == "ordered_list_open" and follower.level == level:
                _read_items(tokens[number + 1 :], follower.level + 1, line, reading)
                return
        first = line + myst.lines_of_token(token)[0]
        what = f"Below **{LIST}** stands no numbered list of objectives"
        reading.problems.append((first, what, _WRITE))
        return


def _begins(token: Token) -> bool:
    """Whether a paragraph begins with the words in bold."""
    children = token.children or []
    kinds = [child.type for child in children if child.type != "text" or child.content][:3]
    words = [child.content for child in children if child.content][:1]
    return kinds == ["strong_open", "text", "strong_close"] and words == [LIST]


def _read_items(tokens: Sequence[Token], level: int, line: int, reading: BoxReading) -> None:
    """Read the items of a list; `level` is theirs."""
    for place, token in enumerate(tokens):
        if token.level < level:
            return
        if token.type != "list_item_open" or token.level != level:
            continue
        first = line + myst.lines_of_token(token)[0]
        inline = tokens[place + 2] if tokens[place + 1].type == "paragraph_open" else None
        text = inline.content if inline is not None else ""
        reading.objectives.append(Objective(text, first))
        number = len(reading.objectives)
        if token.info != str(number):
            what = f"This objective has the number {token.info}, and is shown with the number {number}"
            reading.problems.append((first, what, "Number the objectives 1, 2, 3 … in their order."))
        if not text.strip():
            reading.problems.append((first, f"The objective {number} has no words", "Write them, or take it out."))
