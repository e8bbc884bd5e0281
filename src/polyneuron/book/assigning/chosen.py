"""The exercises of an assignment: those that were not left out, with the checks that students may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nbformat import NotebookNode

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import CHECK, VARIANTS, cell_identifier, short_name
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.notebooks.exercise_cells import HIDDEN_BEGIN, HIDDEN_END
from polyneuron.book.notebooks.forms import instructor_notebook
from polyneuron.book.source.schema import near_words
from polyneuron.book.source.times import times_of, with_practice_time
from polyneuron.book.texts.interface_messages import CHECKED_LATER
from polyneuron.book.tools.escaping import python_string


def exercise_names(wanted: Iterable[str], lessons: Sequence[Lesson], file: str, lines: Sequence[int] = ()) -> list[str]:
    """The whole names of exercises that are to be left out; raises `ProblemsFound`.

    A name stands for itself, its last words are enough where no other exercise ends so: `blind-spot`, `spot`. The error
    lists the exercises of the lessons; `file` and `lines` say where the names stand.
    """
    known = [exercise.name for lesson in lessons for exercise in lesson.exercises]
    found, problems = [], []
    for place, name in enumerate(wanted):
        meant = _meant(name, known)
        if len(meant) == 1:
            found += meant
            continue
        if meant:
            what = f"{name!r} ends the names of {len(meant)} exercises"
            remedy = f"Say which: {', '.join(map(short_name, meant))}."
        else:
            near = near_words(short_name(name), map(short_name, known))
            what = f"The chosen chapters have no exercise {name!r}{near}"
            listed = (
                f"{one.name}: {', '.join(short_name(exercise.name) for exercise in one.exercises)}" for one in lessons
            )
            remedy = f"Use names of this list. {'; '.join(listed)}"
        problems.append(Problem(file, lines[place] if lines else 0, what, remedy))
    if problems:
        raise ProblemsFound(problems)
    return list(dict.fromkeys(found))


def _meant(name: str, known: Sequence[str]) -> list[str]:
    """The exercises that somebody who types `name` may mean."""
    whole = [one for one in known if name in (one, short_name(one))]
    return whole or [one for one in known if one.endswith(f"-{name}")]


def without_exercises(lesson: Lesson, names: Collection[str]) -> Lesson:
    """The lesson without some of its exercises; the others keep their numbers, which pages show too.

    The times in its box become those of what is left.
    """
    kept = [cell for cell in lesson.cells if cell.exercise is None or cell.exercise.name not in names]
    before, now = times_of(lesson.cells).practice, times_of(kept).practice
    for place, cell in enumerate(kept):
        if cell.kind == "markdown" and (text := with_practice_time(cell.source, before, now)) != cell.source:
            kept[place] = replace(cell, source=text)
            break
    return replace(lesson, cells=tuple(kept))


def has_variants(lesson: Lesson) -> bool:
    """Whether an exercise of a lesson can have other numbers."""
    return any(cell.part == VARIANTS for cell in lesson.cells)


def source_notebook(lesson: Lesson, edition: Edition, *, hide_predict_checks: bool) -> NotebookNode:
    """The instructor's notebook; with `hide_predict_checks` the checks of *predict* exercises are hidden ones."""
    notebook = instructor_notebook(lesson, edition)
    predicted = {cell_identifier(one.name, CHECK) for one in lesson.exercises if one.kind == "predict"}
    for cell in notebook.cells if hide_predict_checks else ():
        if cell.id in predicted:
            code = "\n".join(line for line in cell.source.split("\n") if line.strip() not in (HIDDEN_BEGIN, HIDDEN_END))
            sentence = python_string(edition.interface(CHECKED_LATER))
            cell.source = f"print({sentence})\n{HIDDEN_BEGIN}\n{code}\n{HIDDEN_END}"
    return notebook
