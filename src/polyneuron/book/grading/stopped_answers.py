"""Checks without points whose answers may be right: stopped by the place where they are graded, or standing elsewhere.

Guards against a 0 that nobody looks at where a student's code asks for a file, a package, a keyboard or more time than
there is here, where a slip in a cell of the chapter stops it, or where mending has seen another answer. A mistake of
Python's in the answer itself is told to the student by its check, and needs nobody.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from polyneuron.book.grading.assignment_cells import GRADING_KEY, IF_FAILED, ORIGINAL
from polyneuron.book.grading.handed_in import is_check

_OF_THE_PLACE = {
    "CellTimeoutError": "ran too long",
    "DeadKernelError": "ended Python, or took too much memory",
    "MemoryError": "took too much memory",
    "KeyboardInterrupt": "ran too long",
    "SystemExit": "asked Python to end",
    "StdinNotImplementedError": "asked for input from the keyboard",
    "ModuleNotFoundError": "a package is not here",
    "ImportError": "a package is not here",
    "FileNotFoundError": "a file is not here",
    "PermissionError": "not allowed while work is graded",
    "UsageError": "a line of IPython's that is not known here",
    "URLError": "there is no network",
    "ConnectionError": "there is no network",
}
"""Name of an error → what a person reads of it."""
_NO_NETWORK = "URL fetch failure"
"""What Keras says, in an error without a name of its own."""


def stopped_answers(notebook: Any, given: Container[str]) -> list[tuple[str, str]]:
    """(check, why a person should look) for each check that gave no points, below a cell that stopped so.

    Parameters
    ----------
    notebook
        The executed notebook.
    given
        Identifiers of cells that no student wrote.
    """
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    slips: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if is_check(cell):
            if errors:
                own = [f"{cell.id}: {why}" for why in _reasons(errors)]
                why = [*waiting, *own, *slips, *_noted(cell, IF_FAILED)]
                found += [(cell.metadata.nbgrader.grade_id, one) for one in why]
            waiting = []
        elif cell.id not in given:
            waiting += [f"{cell.id}: {why}" for why in _reasons(errors)]
            if errors and _noted(cell, ORIGINAL):
                slips.append(f"{cell.id}: a cell of the chapter was changed and stops ({errors[0].ename})")
    return found


def _noted(cell: Any, what: str) -> Any:
    """What mending wrote into a cell."""
    return cell.metadata.get(GRADING_KEY, {}).get(what, ())


def _reasons(errors: list) -> list[str]:
    found = {}
    for one in errors:
        name = "URLError" if _NO_NETWORK in one.evalue else one.ename
        if name in _OF_THE_PLACE:
            found[_OF_THE_PLACE[name]] = one.evalue
    return [f"{reason} ({said})"[:200] if said else reason for reason, said in found.items()]
