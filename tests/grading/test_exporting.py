"""The table of grades says of each submission what became of it, and never 0 where nobody looked."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from polyneuron.book.grading.decimal_comma import write_decimal_comma
from polyneuron.book.grading.exporting import (
    GRADED,
    GRADES_COLUMNS,
    NOT_GRADED,
    NOTHING,
    WAITS,
    GradesWithStates,
    reason,
)
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.mending import CHECK_CHANGED
from polyneuron.book.grading.newer_files import add_newer_files
from polyneuron.book.model.course_folder import SUBMITTED
from tests.conftest import ROOT

ASSIGNMENT = "small"
# nbgrader's own gradebook makes SQLAlchemy say this at every submission.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <\\w+> not in session")


@pytest.fixture
def gradebook(tmp_path):
    """nbgrader's own gradebook: a check of 2 points, and an explanation of 1, which somebody marks."""
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as found:
        found.add_assignment(ASSIGNMENT)
        found.add_notebook(ASSIGNMENT, ASSIGNMENT)
        found.add_grade_cell("check", ASSIGNMENT, ASSIGNMENT, max_score=2, cell_type="code")
        found.add_grade_cell("why", ASSIGNMENT, ASSIGNMENT, max_score=1, cell_type="markdown")
        found.add_solution_cell("why", ASSIGNMENT, ASSIGNMENT)
        yield found


def hand_in(gradebook: Gradebook, student: str, check: float | None, why: float | None = None) -> None:
    gradebook.add_student(student)
    gradebook.add_submission(ASSIGNMENT, student)
    grade = gradebook.find_grade("check", ASSIGNMENT, ASSIGNMENT, student)
    grade.auto_score, grade.needs_manual_grade = check, False
    explanation = gradebook.find_grade("why", ASSIGNMENT, ASSIGNMENT, student)
    explanation.manual_score, explanation.needs_manual_grade = why, why is None
    gradebook.db.commit()


def table(gradebook: Gradebook, folder) -> dict[str, dict[str, str]]:
    plugin: ExportPlugin = GradesWithStates()
    plugin.to, plugin.course = str(folder / "grades.csv"), str(folder)
    plugin.export(gradebook)
    with (folder / "grades.csv").open(encoding="utf-8") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def test_what_nobody_looked_at_has_no_score(gradebook, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    hand_in(gradebook, "marked", check=2, why=1)
    hand_in(gradebook, "waits", check=0)
    hand_in(gradebook, "stopped", check=None)
    gradebook.add_student("absent")
    rows = table(gradebook, tmp_path)
    assert {name: row["state"] for name, row in rows.items()} == {
        "marked": GRADED,
        "waits": WAITS,
        "stopped": NOT_GRADED,
        "absent": NOTHING,
    }
    assert {name: row["score"] for name, row in rows.items()} == {
        "marked": "3.0",
        "waits": "0.0",
        "stopped": "",
        "absent": "0.0",
    }
    assert rows["stopped"]["reason"] == f"no file {ASSIGNMENT}.ipynb"
    assert (rows["waits"]["reason"], rows["marked"]["reason"]) == ("explanation to read: why", "")


def test_times_have_the_zone_of_the_due_date_and_say_what_was_late(gradebook, tmp_path):
    (tmp_path / "course.yml").write_text("language: fa\nchapters: [small]\ndue: {small: '2027-02-01T18:00+03:30'}\n")
    for student, minute in (("early", 30), ("late", 31)):
        hand_in(gradebook, student, check=2, why=1)
        gradebook.find_submission(ASSIGNMENT, student).timestamp = datetime(2027, 2, 1, 14, minute)
    hand_in(gradebook, "unknown", check=2, why=1)
    gradebook.db.commit()
    rows = table(gradebook, tmp_path)
    assert {row["duedate"] for row in rows.values()} == {"2027-02-01 18:00+03:30"}
    assert {name: row["late"] for name, row in rows.items()} == {"early": "no", "late": "yes", "unknown": ""}
    assert rows["late"]["timestamp"] == "2027-02-01 18:01:00+03:30"


@pytest.mark.parametrize(("variants", "state"), [("none", GRADED), ("student", WAITS)])
def test_who_is_not_in_the_list_of_students_keeps_the_marks_and_is_named(gradebook, tmp_path, variants, state):
    (tmp_path / "course.yml").write_text(
        f"language: fa\nchapters: [small]\nvariants: {variants}\nstudents: [Anna Nowak, Jan]\n"
    )
    for student in ("Jan", "Ana Nowak"):
        hand_in(gradebook, student, check=2, why=1)
    rows = table(gradebook, tmp_path)
    assert (rows["Jan"]["note"], rows["Jan"]["state"]) == ("", GRADED)
    assert rows["Ana Nowak"]["note"].startswith("not in the students of course.yml (did you mean Anna Nowak?)")
    assert (rows["Ana Nowak"]["score"], rows["Ana Nowak"]["state"]) == ("3.0", state)
    assert rows["Ana Nowak"]["reason"] == ("see the note" if state == WAITS else "")


def test_what_was_mended_stands_in_the_table(gradebook, tmp_path):
    hand_in(gradebook, "Jan", check=2, why=1)
    Kept(tmp_path).note(ASSIGNMENT, "Jan", marked="1", mended=["a check was missing; added", "one more"])
    assert table(gradebook, tmp_path)["Jan"]["mended"] == "a check was missing; added; one more"


def test_a_newer_file_that_was_not_taken_stands_in_the_table_after_marking_too(gradebook, tmp_path):
    hand_in(gradebook, "Jan", check=2, why=1)
    add_newer_files(tmp_path, ASSIGNMENT, {"Jan": "a newer file was not taken: Jan.ipynb"})
    Kept(tmp_path).note(ASSIGNMENT, "Jan", marked="1", mended=[])
    row = table(gradebook, tmp_path)["Jan"]
    assert (row["note"], row["state"], row["score"]) == ("a newer file was not taken: Jan.ipynb", GRADED, "3.0")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps({"cells": [], "metadata": {}}), "grading stopped"),
        (json.dumps({"cells": [], "metadata": {"polyneuron": {"chapter": "other"}}}), "it is the notebook of other"),
        (json.dumps({"cells": [], "metadata": {"polyneuron": "odd"}}), "grading stopped"),
        (json.dumps(["cells"]), "the file is JSON, but no notebook"),
        ('{"cells": [', "the file cannot be read as a notebook"),
    ],
)
def test_the_file_tells_why_it_was_not_graded(tmp_path, text, said):
    place = tmp_path / SUBMITTED / "student" / ASSIGNMENT
    place.mkdir(parents=True)
    (place / f"{ASSIGNMENT}.ipynb").write_text(text, encoding="utf-8")
    assert reason(ASSIGNMENT, "student", tmp_path / SUBMITTED).startswith(said)


def test_a_file_of_another_name_is_named(tmp_path):
    place = tmp_path / SUBMITTED / "student" / ASSIGNMENT
    place.mkdir(parents=True)
    (place / "my work.ipynb").write_text("{}", encoding="utf-8")
    assert reason(ASSIGNMENT, "student", tmp_path / SUBMITTED).endswith("there is: my work.ipynb")


@pytest.mark.parametrize(("variants", "state"), [("none", GRADED), ("course", WAITS)])
def test_answers_to_other_numbers_than_the_course_s_wait_for_a_person(gradebook, tmp_path, variants, state):
    seed = "seed: 2027\n" if variants == "course" else ""
    (tmp_path / "course.yml").write_text(f"language: fa\nchapters: [small]\nvariants: {variants}\n{seed}")
    for student, mended in (("Jan", [f"check: {CHECK_CHANGED}"]), ("Ala", ["a check was missing; added"])):
        hand_in(gradebook, student, check=0, why=1)
        Kept(tmp_path).note(ASSIGNMENT, student, marked="1", mended=mended)
    rows = table(gradebook, tmp_path)
    assert rows["Jan"]["state"] == state
    assert ("notebook of the site" in rows["Jan"]["note"]) == (state == WAITS)
    assert (rows["Ala"]["state"], rows["Ala"]["note"]) == (GRADED, "")


def test_every_column_is_explained():
    explained = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
    table = explained[explained.index("Columns of `grades.csv`") :]
    assert [name for name in GRADES_COLUMNS if f"`{name}`" not in table] == []


def test_where_numbers_have_a_decimal_comma_a_table_of_its_own_opens(gradebook, tmp_path):
    hand_in(gradebook, "Łukasz; Żółć", check=1.5, why=1)
    table(gradebook, tmp_path)
    text = write_decimal_comma(tmp_path / "grades.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";")
    assert text.startswith("\ufeff") and tuple(row) == GRADES_COLUMNS
    assert (row["student_id"], row["score"], row["max_score"]) == ("Łukasz; Żółć", "2,5", "3,0")


def test_a_spreadsheet_that_parts_at_commas_and_semicolons_at_once_sees_the_same_cells(gradebook, tmp_path):
    """So LibreOffice offers to; 2,5 points were two cells in its table, and all columns after them were moved."""
    hand_in(gradebook, 'Łukasz, Żółć; "II"', check=1.5)
    table(gradebook, tmp_path)
    between = re.compile(r'[,;\t](?=(?:[^"]*"[^"]*")*[^"]*$)')
    for path in (tmp_path / "grades.csv", write_decimal_comma(tmp_path / "grades.csv")):
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert [len(between.split(line)) for line in lines] == [len(GRADES_COLUMNS)] * 2
