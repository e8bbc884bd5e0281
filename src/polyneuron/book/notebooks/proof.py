"""The proof of the exercises, in a real kernel: solutions pass, scaffolds fail, wrong answers get their own message.

Guards against exercises that cannot be solved, that pass without an answer, or that tell a learner something else
than what is wrong. A proof notebook is the quick copy of the lesson with further cells behind each exercise, which
must fail. Blind on purpose to the words of a message: whether it helps is for readers to judge.
"""

from __future__ import annotations

import re

import nbformat

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import CHECK, HIDDEN_CHECK, SCAFFOLD, SOLUTION, WRONG, Exercise, cell_identifier
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.model.problems import Problem
from polyneuron.book.notebooks.cells import new_code_cell
from polyneuron.book.notebooks.exercise_cells import RAISES_TAG, ExerciseCells, by_exercise
from polyneuron.book.notebooks.forms import quick_notebook
from polyneuron.book.notebooks.task import Result
from polyneuron.book.texts.code_messages import feedback_texts, text_pattern

_FEEDBACK = "AnswerError"


def proof_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """The quick copy, with the scaffold and the wrong answers of each exercise, checked, before its solution."""
    notebook = quick_notebook(lesson, edition)
    for exercise, run in by_exercise(lesson.cells):
        if exercise is None:
            continue
        forms = ExerciseCells(exercise, run, edition)
        check = forms.check_source(hidden=True)
        place = next(number for number, cell in enumerate(notebook.cells) if cell.id == _answer(exercise))
        for cell in [*forms.wrong, forms.parts[SCAFFOLD]]:
            source = f"{cell.source}\n\n{check}"
            failing = new_code_cell(source, id=cell.identifier, metadata={"tags": [RAISES_TAG]})
            notebook.cells.insert(place, failing)
    return notebook


def _answer(exercise: Exercise) -> str:
    return cell_identifier(exercise.name, SOLUTION)


def proof_problems(lesson: Lesson, result: Result) -> list[Problem]:
    """What the executed proof notebook shows to be wrong; solutions that fail are among the result's own problems."""
    if result.notebook is None:
        return []
    executed = {cell.id: cell for cell in result.notebook.cells}
    problems = []
    for exercise, run in by_exercise(lesson.cells):
        if exercise is None:
            continue
        checks = [cell for cell in run if cell.part in (CHECK, HIDDEN_CHECK)]
        messages = [text for cell in checks for text in feedback_texts(cell.source)]
        for cell in run:
            if cell.part not in (SCAFFOLD, WRONG):
                continue
            wanted = None if cell.message is None else messages[cell.message]  # a scaffold may fail with any
            if found := _compare(cell, wanted, executed[cell.identifier]):
                problems.append(_problem(result, cell, *found))
    return problems


def _compare(cell: Cell, wanted: str | None, executed: nbformat.NotebookNode) -> tuple[str, str] | None:
    """Compare what a cell that must fail said with the message that it must get; None when all is well."""
    what = "the scaffold" if cell.part == SCAFFOLD else "this wrong answer"
    errors = [output for output in executed.outputs if output.output_type == "error"]
    if not errors:
        return f"{what} passes the checks of its exercise", "Add a check that it fails."
    error = errors[0]
    if error.ename != _FEEDBACK:
        return f"{what} stops with {error.ename}: {error.evalue}", "Mend it, so that it gets to the checks."
    if wanted is not None and not re.fullmatch(text_pattern(wanted), error.evalue, re.DOTALL):
        return f"{what} gets another message: {error.evalue}", f"Mend answer or checks; it must get: {wanted}"
    return None


def _problem(result: Result, cell: Cell, what: str, remedy: str) -> Problem:
    task = result.task
    return Problem(task.file, cell.line, f"{task.name}: {what}", remedy, task.language, cell.identifier)
