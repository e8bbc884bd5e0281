"""A chapter's own cell that a student changed: whether a slip in it takes something from the exercises below.

Experiments, such as other numbers, stay as they are. Blind to errors that only running shows; of those a person hears
where a check below gives no points.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable

from polyneuron.book.grading.bound_names import asked_names, bound_names
from polyneuron.book.grading.cell_sources import code_tree

_OF_NOTEBOOKS = {"display", "get_ipython", "In", "Out", "_", "__", "exit", "quit"}


def slip_in(changed: str, original: str, others: Iterable[str]) -> str:
    """What is wrong with a changed cell, in words for the instructor; nothing where it does what the original did.

    Parameters
    ----------
    changed, original
        The texts of the cell.
    others
        The texts of all other cells of code in the notebook.
    """
    if code_tree(changed) is None:
        return "no Python any more"
    if missing := bound_names(original) - bound_names(changed):
        return f"defines {', '.join(sorted(missing))} no more"
    new = asked_names(changed) - asked_names(original) - bound_names(changed) - set(vars(builtins)) - _OF_NOTEBOOKS
    known = {name for source in [changed, *others] for name in bound_names(source)} if new else set()
    if new - known and "*" not in known:
        return f"asks for {', '.join(sorted(new - known))}, which nothing defines"
    return ""
