"""Where an answer may stand that its own cell does not hold: for a person to look at.

Guards against a 0 that nobody looks at where a student wrote the right thing in another place. What stands elsewhere
in code matters only where the check gives no points; words beside an empty place for words always do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from polyneuron.book.grading.assignment_cells import PlacedCell, is_for_answer
from polyneuron.book.grading.bound_names import answers_in, bound_names, names_of_check
from polyneuron.book.grading.prose import added_prose, is_enough_prose, prose_in_code

_MOST = 4
"""Cells that are named."""


def other_answers(cells: Sequence[PlacedCell], check: NotebookNode) -> list[str]:
    """Why a person should look at a check that gave no points: which cells define what it asks for."""
    names = names_of_check(check.source)
    found = []
    for placed in cells:
        defined = answers_in(placed.cell, names) if _may_answer(placed) else set()
        if placed.given is not None and placed.given.cell_type == "code":
            defined -= bound_names(placed.given.source)
        if defined:
            found.append(f"{placed.cell.id}: {', '.join(sorted(defined))} answered here")
    return found[:_MOST]


def _may_answer(placed: PlacedCell) -> bool:
    """Whether a student wrote it: a cell of their own, or a changed one that is no check."""
    if placed.given is None:
        return True
    graded = "nbgrader" in placed.given.metadata
    return placed.is_changed and (not graded or is_for_answer(placed.given))


def words_elsewhere(cells: Sequence[PlacedCell], explanation: str) -> str:
    """Why a person should look at an explanation that is empty: where words of the student's own stand.

    Parameters
    ----------
    cells
        All cells of the notebook.
    explanation
        The key of the explanation.
    """
    found = [placed.cell.id for placed in cells if is_enough_prose(_words(placed, _answer_of(cells, explanation)))]
    return f"{explanation}: empty, and a text stands in {', '.join(found[:_MOST])}" if found else ""


def _answer_of(cells: Sequence[PlacedCell], explanation: str) -> str | None:
    """The key of the answer in code that an explanation belongs to."""
    before = list(_until(cells, explanation))
    answers = [one for one in before if one.given is not None and "nbgrader" in one.given.metadata]
    return next((one.key for one in reversed(answers) if one.given and _is_code_answer(one.given)), None)


def _until(cells: Sequence[PlacedCell], key: str) -> Iterator[PlacedCell]:
    for placed in cells:
        if placed.key == key:
            return
        yield placed


def _is_code_answer(given: NotebookNode) -> bool:
    return given.cell_type == "code" and is_for_answer(given)


def _words(placed: PlacedCell, answer: str | None) -> str:
    """The student's own words in a cell; in cells of other exercises they are about those."""
    cell, given = placed.cell, placed.given
    if given is None:
        return prose_in_code(cell.source) if cell.cell_type == "code" else cell.source
    if not placed.is_changed or ("nbgrader" in given.metadata and placed.key != answer):
        return ""
    if cell.cell_type == "code":
        return prose_in_code(cell.source, given.source)
    return added_prose(cell.source, given.source)
