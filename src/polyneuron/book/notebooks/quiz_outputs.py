"""Questions whose number an executed chapter prints: what `source.quiz_clues` cannot know before cells have run."""

from __future__ import annotations

from collections.abc import Iterator

import nbformat

from polyneuron.book.model.lesson import QUIZ, Lesson
from polyneuron.book.model.problems import Problem
from polyneuron.book.source.questions import read_quiz
from polyneuron.book.source.quiz_clues import REMEDY, given_away, printed_by


def printed_answers(lesson: Lesson, file: str, executed: nbformat.NotebookNode) -> Iterator[Problem]:
    """A problem for each numeric question of an English lesson whose number an output gives away.

    Parameters
    ----------
    file
        The lesson's file, for problems.
    executed
        The lesson's complete notebook with its outputs.
    """
    outputs = {cell.id: "\n".join(_texts(cell)) for cell in executed.cells if cell.cell_type == "code"}
    for quiz in (cell for cell in lesson.cells if cell.kind == QUIZ):
        questions, _ = read_quiz(quiz.source, quiz.line, file)
        for question in questions:
            if question.kind != "numeric":
                continue
            for cell in lesson.cells:
                if cell.for_readers and printed_by(question, outputs.get(cell.identifier, "")):
                    where = f"in the output of the cell in line {cell.line}"
                    yield Problem(file, question.line, given_away(question, where), REMEDY)
                    break


def _texts(cell: nbformat.NotebookNode) -> Iterator[str]:
    """What a code cell has printed or shown as text."""
    for output in cell.outputs:
        yield output.get("text", "") or output.get("data", {}).get("text/plain", "")
