"""Two students of one name are two students: in one download, in a later one, in the table and in Moodle's file."""

from __future__ import annotations

import csv
import json

import pytest
from nbgrader.api import Gradebook

from polyneuron.book.grading.collecting import collect
from polyneuron.book.grading.exporting import GradesWithStates
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.moodle import write_moodle
from polyneuron.book.model.course_folder import SUBMITTED, course_notebook

ASSIGNMENT, NAME = "04-backprop", "李华"


def work(answer: str) -> str:
    """A notebook that says whose it is."""
    cells = [{"cell_type": "markdown", "source": answer}]
    return json.dumps({"cells": cells, "metadata": {"polyneuron": {"chapter": ASSIGNMENT}}, "nbformat": 4})


@pytest.fixture
def hand_in(tmp_path):
    """Take in a download of (number, answer), all under one name; give what was found."""

    def take(*works: tuple[str, str], assignment: str = ASSIGNMENT):
        downloads = tmp_path / "downloads" / str(len(list(tmp_path.glob("downloads/*"))))
        downloads.mkdir(parents=True)
        for number, answer in works:
            text = work(answer).replace(ASSIGNMENT, assignment)
            (downloads / f"{NAME}_{number}_assignsubmission_file_my.ipynb").write_text(text, encoding="utf-8")
        return collect(tmp_path, assignment, downloads, force=False)

    return take


def answers(course, assignment: str = ASSIGNMENT) -> dict[str, str]:
    """Student → what was handed in."""
    folders = [path for path in (course / SUBMITTED).iterdir() if course_notebook(path, assignment).exists()]
    return {
        path.name: json.loads(course_notebook(path, assignment).read_text(encoding="utf-8"))["cells"][0]["source"]
        for path in folders
    }


def test_in_one_download_both_have_their_numbers(tmp_path, hand_in):
    done = hand_in(("1002", "a"), ("1004", "b"))
    assert answers(tmp_path) == {f"{NAME} (1002)": "a", f"{NAME} (1004)": "b"}
    assert done.same_name == [f"{NAME} (1002)", f"{NAME} (1004)"] and not done.problems
    assert Kept(tmp_path).participants[ASSIGNMENT] == {f"{NAME} (1002)": "1002", f"{NAME} (1004)": "1004"}
    hand_in(("1004", "b"))
    assert answers(tmp_path) == {f"{NAME} (1002)": "a", f"{NAME} (1004)": "b"}


def test_in_a_later_download_the_first_keeps_name_and_number(tmp_path, hand_in):
    hand_in(("1002", "a"))
    for _ in range(2):
        done = hand_in(("1002", "a"), ("1004", "b"))
        assert answers(tmp_path) == {NAME: "a", f"{NAME} (1004)": "b"}
        assert Kept(tmp_path).participants[ASSIGNMENT] == {NAME: "1002", f"{NAME} (1004)": "1004"}
        assert done.same_name == [f"{NAME} (1004)"]


def test_in_another_assignment_nobody_is_taken_for_the_other(tmp_path, hand_in):
    hand_in(("1002", "a"))
    hand_in(("1004", "b"))
    hand_in(("77", "c"), assignment="05-mnist")
    assert answers(tmp_path, "05-mnist") == {f"{NAME} (77)": "c"}


def test_work_that_is_refused_changes_no_number(tmp_path, hand_in):
    path = course_notebook(tmp_path / SUBMITTED / NAME, ASSIGNMENT)
    path.parent.mkdir(parents=True)
    path.write_text(work("by mail"), encoding="utf-8")
    done = hand_in(("1004", "b"))
    assert [why for _, why in done.problems] == [f"{NAME} has a submission already; --replace takes this one"]
    assert Kept(tmp_path).participants[ASSIGNMENT] == {} and answers(tmp_path) == {NAME: "by mail"}


@pytest.mark.filterwarnings("ignore:Object of type <\\w+> not in session")
def test_table_and_moodle_s_file_give_each_their_own_points(tmp_path, hand_in):
    hand_in(("1002", "a"))
    hand_in(("1004", "b"))
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment(ASSIGNMENT)
        gradebook.add_notebook(ASSIGNMENT, ASSIGNMENT)
        gradebook.add_grade_cell("check", ASSIGNMENT, ASSIGNMENT, max_score=2, cell_type="code")
        for student, score in {NAME: 2, f"{NAME} (1004)": 1, "王小明": 2}.items():
            gradebook.add_student(student)
            gradebook.add_submission(ASSIGNMENT, student)
            grade = gradebook.find_grade("check", ASSIGNMENT, ASSIGNMENT, student)
            grade.auto_score, grade.needs_manual_grade = score, False
        gradebook.db.commit()
        plugin = GradesWithStates()
        plugin.to, plugin.course = str(tmp_path / "grades.csv"), str(tmp_path)
        plugin.export(gradebook)
    with (tmp_path / "grades.csv").open(encoding="utf-8-sig", newline="") as stream:
        notes = {row["student_id"]: row["note"] for row in csv.DictReader(stream)}
    said = f"several students are named {NAME}; this one is Moodle's participant"
    assert notes == {NAME: f"{said} 1002", f"{NAME} (1004)": f"{said} 1004", "王小明": ""}
    (written,) = write_moodle(tmp_path / "grades.csv", tmp_path / "moodle", Kept(tmp_path).participants)
    with written.open(encoding="utf-8", newline="") as stream:
        rows = [(row["Identifier"], row["Full name"], row["Grade"]) for row in csv.DictReader(stream)]
    assert rows[:2] == [("Participant 1002", NAME, "2.00"), ("Participant 1004", NAME, "1.00")]
