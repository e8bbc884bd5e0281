"""Each way to get points without an answer is tried, and is as the table in the documentation says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.book.grading.confined_running import ExecuteConfined
from polyneuron.book.grading.confinement import BUBBLEWRAP, Confinement
from polyneuron.book.grading.suspicious import suspicious
from tests.grading.cheats import CHEATS, CHECK, OPEN, SEEN, STOPPED, Cheat

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap runs on Linux")
SET_UP = "import numpy as np\nimport polyneuron\n\npolyneuron.use_language('en')"
ANSWER = "def twice(number):\n    return 2 * number"
NOTES = Path(__file__).parents[2] / "docs" / "grading.md"


def notebook_of(answer: str):
    """A notebook with one exercise, and one more that is solved, to see that a cheat costs nobody else."""
    check = {"grade": True, "solution": False, "points": 2}
    return new_notebook(
        cells=[
            new_code_cell(SET_UP, id="set-up"),
            new_code_cell(answer, id="answer", metadata={"nbgrader": {"solution": True, "grade": False}}),
            new_code_cell(CHECK, id="check", metadata={"nbgrader": {**check, "grade_id": "check"}}),
        ]
    )


def run(answer: str, kind: str = BUBBLEWRAP, **limits):
    """The executed check, and what had been replaced before it."""
    runner = ExecuteConfined(Confinement(kind), timeout=60, **{"exercise_timeout": 20, **limits})
    done = runner.run(notebook_of(answer), {"set-up"})
    return done.cells[-1], runner.tampered


def outcome(cheat: Cheat) -> str:
    """What a cheat brings."""
    check, tampered = run(cheat.code)
    if any(output.output_type == "error" for output in check.outputs):
        return STOPPED
    return SEEN if tampered or suspicious(notebook_of(cheat.code), {"set-up"}) else OPEN


def test_a_right_answer_passes_without_a_sign():
    check, tampered = run(ANSWER)
    assert [output.get("text") for output in check.outputs] == ["✓ Correct.\n"]
    assert not tampered and not suspicious(notebook_of(ANSWER), {"set-up"})


def test_what_the_grader_itself_says_is_a_sentence_of_the_edition():
    changes = "def twice(number):\n    np.allclose = lambda *anything, **more: True\n    return 2 * number"
    check, _ = run(changes, not_passed="تمام نشد")
    error = check.outputs[-1]
    assert error.ename == "CheckNotPassed" and error.traceback == ["تمام نشد"], check.outputs
    assert "changed while the check ran: " in error.evalue  # for the instructor, in formgrader's notebook


def test_a_wrong_answer_reads_what_the_check_says():
    check, _ = run("def twice(number):\n    return number + number % 8071 if number < 9 else 0")
    (error,) = check.outputs
    assert error.ename == "AnswerError" and error.evalue == "It should double all numbers."
    assert "8071" not in str(error)


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda cheat: cheat.name)
def test_a_cheat_brings_what_the_table_says(cheat):
    assert outcome(cheat) == cheat.now


def test_the_table_in_the_documentation_has_each_row():
    text = NOTES.read_text(encoding="utf-8")
    for cheat in CHEATS:
        assert f"| {cheat.name} | {cheat.before} | {cheat.now} |" in text
