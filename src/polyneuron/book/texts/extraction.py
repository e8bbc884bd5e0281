"""Lesson → messages: everything in a chapter that a person reads, in its order."""

from __future__ import annotations

from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.model.messages import ALT_TEXT, Message
from polyneuron.book.model.problems import Problem
from polyneuron.book.texts.code_messages import ConcatenatedTextError, code_messages
from polyneuron.book.texts.prose_messages import prose_messages


def cell_messages(cell: Cell) -> list[Message]:
    """The messages of one cell. Cells that only builds and tests run have none.

    Raises `SyntaxError` or `ConcatenatedTextError` for code that cannot be read.
    """
    if cell.kind != "code":
        return prose_messages(cell.source, cell.line, cell.identifier)
    if not cell.for_readers:
        return []
    messages = []
    if alt := cell.options.get("alt"):
        messages.append(Message(ALT_TEXT, str(alt), cell.line - 1, cell.identifier))
    return messages + code_messages(cell.source, cell.line, cell.identifier)


def lesson_messages(lesson: Lesson, file: str) -> tuple[list[Message], list[Problem]]:
    """The messages of a lesson, and a problem for each cell whose code cannot be read."""
    messages: list[Message] = []
    problems: list[Problem] = []
    for cell in lesson.cells:
        try:
            messages += cell_messages(cell)
        except SyntaxError as error:
            line = cell.line + (error.lineno or 1) - 1
            remedy = "Mend the code; cells hold plain Python, without magics."
            problems.append(
                Problem(file, line, f"This cell is no valid Python: {error.msg}", remedy, cell=cell.identifier)
            )
        except ConcatenatedTextError as error:
            problems.append(Problem(file, cell.line + error.line - 1, str(error), "Join them.", cell=cell.identifier))
    return messages, problems
