"""The proof that a chapter's submissions may be graded with small parameters, in real kernels.

Guards against an honest student who gets no points because grading trains less than the notebook that was given out.
The chapter runs in full, and what the answers are is noted: numbers, texts, lists. Then its quick copy runs, and behind
each exercise these very values are checked once more, as if a student had typed them in. So a check that compares an
answer with what training gave stands out. Blind to right answers in another form: those that train on their own do so
with the sizes that their exercise names.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping

import nbformat

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import CHECK, SCAFFOLD, SOLUTION, Exercise, cell_identifier
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import Problem
from polyneuron.book.notebooks.cells import new_code_cell
from polyneuron.book.notebooks.exercise_cells import RAISES_TAG, ExerciseCells, by_exercise
from polyneuron.book.notebooks.forms import complete_notebook, quick_notebook
from polyneuron.book.notebooks.task import Result

Answers = Mapping[str, Mapping[str, str]]
"""Exercise → name in its answer → its value, as Python writes it."""
_SHOW = """
def show(values):
    import json
    import numpy

    def plain(value):
        if isinstance(value, (numpy.generic, numpy.ndarray)) and value.size <= 100:  # more than that nobody types in
            value = value.tolist()
        if isinstance(value, (list, tuple)) and len(value) <= 100:
            return type(value)(plain(item) for item in value)
        if isinstance(value, (bool, int, float, str)):
            return value
        raise TypeError

    shown = {}
    for name, value in values.items():
        try:
            shown[name] = repr(plain(value))
        except TypeError:
            pass
    print(json.dumps(shown))
"""
"""What a cell runs in a place of its own, so that the lesson's names stay as they are."""


def answers_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """The chapter in full, which prints the values of its answers behind each exercise."""
    notebook = complete_notebook(lesson, edition)
    for exercise, forms in _exercises(lesson, edition):
        values = f"{{name: globals()[name] for name in {forms.names!r}}}"
        _add_behind_check(notebook, exercise, "values", f"exec({_SHOW + 'show(values)'!r}, {{'values': {values}}})", [])
    return notebook


def shown_answers(lesson: Lesson, executed: nbformat.NotebookNode) -> Answers:
    """What the notebook of `answers_notebook` printed."""
    outputs = {cell.id: cell.get("outputs", []) for cell in executed.cells}
    found = {}
    for exercise in lesson.exercises:
        texts = [output.text for output in outputs[f"{exercise.name}-values"] if output.get("name") == "stdout"]
        found[exercise.name] = json.loads("".join(texts) or "{}")
    return found


def typed_notebook(lesson: Lesson, edition: Edition, answers: Answers) -> nbformat.NotebookNode:
    """The quick copy, in which the values of the full run are typed in and checked behind each exercise."""
    notebook = quick_notebook(lesson, edition)
    for exercise, forms in _exercises(lesson, edition):
        if typed := answers[exercise.name]:
            lines = [f"{name} = {value}" for name, value in typed.items()]
            code = "\n".join([*lines, "", forms.check_source(hidden=True)])
            _add_behind_check(notebook, exercise, "typed", code, [RAISES_TAG])
    return notebook


def size_problems(lesson: Lesson, answers: Answers, result: Result) -> list[Problem]:
    """A problem for each answer of the full run that does not pass with small parameters."""
    if result.notebook is None:
        return []
    cells = {cell.id: cell for cell in result.notebook.cells}
    scaffolds = {cell.exercise.name: cell for cell in lesson.cells if cell.exercise and cell.part == SCAFFOLD}
    problems = []
    for name, typed in answers.items():
        outputs = cells[f"{name}-typed"].outputs if typed else []
        for error in (output for output in outputs if output.output_type == "error"):
            what = f"What is right in full is wrong with small parameters ({_listed(typed)}): {error.evalue}"
            remedy = "Let the check not depend on how long the chapter trains, or take :grading: out."
            line, cell = scaffolds[name].line, cell_identifier(name, SOLUTION)
            problems.append(Problem(result.task.file, line, what, remedy, result.task.language, cell))
    return problems


def _exercises(lesson: Lesson, edition: Edition) -> Iterator[tuple[Exercise, ExerciseCells]]:
    for exercise, cells in by_exercise(lesson.cells):
        if exercise is not None:
            yield exercise, ExerciseCells(exercise, cells, edition)


def _add_behind_check(
    notebook: nbformat.NotebookNode, exercise: Exercise, end: str, code: str, tags: list[str]
) -> None:
    check = cell_identifier(exercise.name, CHECK)
    place = next(number for number, cell in enumerate(notebook.cells) if cell.id == check)
    cell = new_code_cell(code, id=f"{exercise.name}-{end}", metadata={"tags": tags} if tags else {})
    notebook.cells.insert(place + 1, cell)


def _listed(typed: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {str(ast.literal_eval(value))[:40]}" for name, value in typed.items())
