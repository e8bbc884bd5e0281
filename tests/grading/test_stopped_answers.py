"""An answer that stopped for a reason of the place is named beside its check, if that gave no points."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from polyneuron.book.grading.stopped_answers import stopped_answers


def asked(name: str, said: str = "", *, check_fails: bool = True, given: tuple[str, ...] = ()) -> list:
    """What is found where a cell of a student's stopped with an error."""

    def error(ename: str, evalue: str = ""):
        return new_output("error", ename=ename, evalue=evalue, traceback=[])

    grade = {"nbgrader": {"grade": True, "solution": False, "grade_id": "the-check"}}
    outputs = [error("AnswerError")] if check_fails else []
    cells = [
        new_code_cell("", id="own", outputs=[error(name, said)]),
        new_code_cell("", id="check", metadata=grade, outputs=outputs),
    ]
    return stopped_answers(new_notebook(cells=cells), given)


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("FileNotFoundError", "data.csv", "own: a file is not here (data.csv)"),
        ("CellTimeoutError", "", "own: ran too long"),
        ("Exception", "URL fetch failure on https://example.org", "own: there is no network (URL fetch"),
    ],
)
def test_a_person_is_asked(name, said, reason):
    ((check, why),) = asked(name, said)
    assert check == "the-check" and why.startswith(reason)


def test_nobody_is_asked_of_a_mistake_or_where_the_check_passed_or_the_cell_is_the_chapter_s():
    assert asked("NameError", "name 'numbr' is not defined") == []
    assert asked("FileNotFoundError", check_fails=False) == []
    assert asked("FileNotFoundError", given=("own",)) == []
