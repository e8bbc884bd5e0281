"""The proof of the exercises, in a real kernel: solutions pass, scaffolds fail, wrong answers get their own message.

Guards against exercises that cannot be solved, that pass without an answer, or that tell a learner something else
than what is wrong. A proof notebook is the quick copy of the lesson with further cells behind each exercise, which
must fail; of an exercise with variants there are such cells for several seeds, with the solution among them, which
must not fail. Blind on purpose to the words of a message: whether it helps is for readers to judge.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import nbformat

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import (
    CHECK,
    HIDDEN_CHECK,
    PROVED_SEEDS,
    SCAFFOLD,
    SOLUTION,
    WRONG,
    Exercise,
    cell_identifier,
)
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.model.problems import Problem
from polyneuron.book.notebooks.cells import new_code_cell
from polyneuron.book.notebooks.exercise_cells import RAISES_TAG, ExerciseCells, by_exercise
from polyneuron.book.notebooks.forms import quick_notebook
from polyneuron.book.notebooks.task import Result
from polyneuron.book.texts.code_messages import feedback_texts, text_pattern

_FEEDBACK = "AnswerError"


@dataclass(frozen=True)
class _Trial:
    """An answer that is checked in a cell of its own."""

    identifier: str
    cell: Cell
    """The part of the exercise, with values in their places."""
    check: str
    """The code of all checks."""
    wanted: str | None
    """The message that a wrong answer must get; a scaffold may fail with any."""
    variant: str
    """Which numbers it has, in words; empty for the usual ones."""


def proof_notebook(lesson: Lesson, edition: Edition, seeds: Collection[int] = ()) -> nbformat.NotebookNode:
    """The quick copy, with the scaffold and the wrong answers of each exercise, checked, before its solution.

    Exercises with variants are proved for `PROVED_SEEDS` too, and for `seeds`.
    """
    notebook = quick_notebook(lesson, edition)
    for exercise, run in by_exercise(lesson.cells):
        if exercise is None:
            continue
        place = next(number for number, cell in enumerate(notebook.cells) if cell.id == _answer(exercise))
        notebook.cells[place:place] = [
            new_code_cell(f"{trial.cell.source}\n\n{trial.check}", id=trial.identifier, metadata={"tags": [RAISES_TAG]})
            for trial in _trials(exercise, run, edition, seeds)
        ]
    return notebook


def _answer(exercise: Exercise) -> str:
    return cell_identifier(exercise.name, SOLUTION)


def _trials(exercise: Exercise, run: list[Cell], edition: Edition, seeds: Collection[int]) -> Iterator[_Trial]:
    """Everything that is tried of an exercise: the usual numbers last, so that the lesson goes on with them."""
    usual = ExerciseCells(exercise, run, edition)
    seen = [usual.values]
    for number, seed in enumerate(dict.fromkeys((*PROVED_SEEDS, *seeds)) if usual.values else (), 1):
        forms = ExerciseCells(exercise, run, replace(edition, seed=seed))
        if forms.values not in seen:
            seen.append(forms.values)
            numbers = ", ".join(f"{name} = {value}" for name, value in forms.values.items())
            yield from _trials_of(forms, f"-v{number}", f" (seed {seed}: {numbers})")
    yield from _trials_of(usual, "", "")


def _trials_of(forms: ExerciseCells, end: str, variant: str) -> Iterator[_Trial]:
    check = forms.check_source(hidden=True)
    checks = [forms.parts[part].source for part in (CHECK, HIDDEN_CHECK) if part in forms.parts]
    messages = [text for source in checks for text in feedback_texts(source)]
    solution = [forms.parts[SOLUTION]] if variant else []  # that of the usual numbers is a cell of the quick copy
    for cell in [forms.parts[SCAFFOLD], *reversed(forms.wrong), *solution]:
        wanted = None if cell.message is None else messages[cell.message]
        yield _Trial(f"{cell.identifier}{end}", cell, check, wanted, variant)


def proof_problems(lesson: Lesson, edition: Edition, result: Result, seeds: Collection[int] = ()) -> list[Problem]:
    """What the executed proof notebook shows to be wrong; solutions that fail are among the result's own problems."""
    if result.notebook is None:
        return []
    executed = {cell.id: cell for cell in result.notebook.cells}
    problems = []
    for exercise, run in by_exercise(lesson.cells):
        if exercise is None:
            continue
        for trial in _trials(exercise, run, edition, seeds):
            if found := _compare(trial, executed[trial.identifier]):
                problems.append(_problem(result, trial, *found))
    return sorted(problems, key=lambda problem: problem.line)


def _compare(trial: _Trial, executed: nbformat.NotebookNode) -> tuple[str, str] | None:
    """Compare what a cell said with what it must say; None when all is well."""
    what = {SCAFFOLD: "the scaffold", WRONG: "this wrong answer"}.get(trial.cell.part, "the solution")
    what += trial.variant
    errors = [output for output in executed.outputs if output.output_type == "error"]
    if trial.cell.part == SOLUTION:
        if not errors:
            return None
        remedy = "Write names in the place of the numbers that are drawn, or draw among fewer values."
        return f"{what} does not pass: {errors[0].ename}: {errors[0].evalue}", remedy
    if not errors:
        remedy = "Add a check that it fails."
        if trial.variant:
            remedy = "Draw among values for which it is wrong, or add a check that it fails."
        return f"{what} passes the checks of its exercise", remedy
    error = errors[0]
    if error.ename != _FEEDBACK:
        return f"{what} stops with {error.ename}: {error.evalue}", "Mend it, so that it gets to the checks."
    if trial.wanted is not None and not re.fullmatch(text_pattern(trial.wanted), error.evalue, re.DOTALL):
        return f"{what} gets another message: {error.evalue}", f"Mend answer or checks; it must get: {trial.wanted}"
    return None


def _problem(result: Result, trial: _Trial, what: str, remedy: str) -> Problem:
    task = result.task
    return Problem(task.file, trial.cell.line, f"{task.name}: {what}", remedy, task.language, trial.cell.identifier)
