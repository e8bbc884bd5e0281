"""What happens around a course: pictures in answers, times that come later, two runs, paths, a broken gradebook."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock
from lxml import html

from polyneuron.book.grading.kept import KEPT_FOLDER
from polyneuron.book.grading.marking import Marking
from polyneuron.book.grading.times_of_files import TIMESTAMP_FILE
from polyneuron.book.model.course_folder import check_course_path
from polyneuron.book.model.problems import ProblemsFound
from tests.grading.small_course import CHAPTER, SmallCourse

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=="
PICTURE, LOST, PLAIN = "شیرین", "Łukasz", "李华"
pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap runs on Linux"),
    pytest.mark.filterwarnings("ignore"),  # of Dask's and nbgrader's own making
]


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> SmallCourse:
    """Graded once: a picture that was pasted, one that was lost, and markup that would run."""
    made = SmallCourse(tmp_path_factory.mktemp("odd"))
    for student in (PICTURE, LOST, PLAIN):
        notebook = made.solved()
        explanation = next(cell for cell in notebook.cells if cell.id.endswith("-explanation"))
        if student != PLAIN:
            explanation.source += "\n\n![my drawing](attachment:my%20p.png)"
        if student == PICTURE:
            explanation.attachments = {"my p.png": {"image/png": PIXEL}}
            explanation.source += '\n\n<img src="x" onerror="document.title=1"><svg onload="x()"></svg>'
        path = made.folder / "submitted" / student / CHAPTER / f"{CHAPTER}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
    said = made.grade()
    assert said.exit_code == 0, said.output
    return made


def page(course: SmallCourse, student: str) -> str:
    return (course.folder / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")


def folder(course: SmallCourse, student: str) -> Path:
    return course.folder / "submitted" / student / CHAPTER


def test_a_pasted_picture_costs_no_marks_and_is_shown(course):
    rows = course.rows()
    assert len({rows[student]["score"] for student in (PICTURE, LOST, PLAIN)}) == 1 and float(rows[PLAIN]["score"]) > 0
    assert all(row["state"] == "waits for marks by hand" and row["note"] == "" for row in rows.values())
    assert f"data:image/png;base64,{PIXEL}" in page(course, PICTURE)
    assert 'alt="my drawing"' in page(course, LOST)


def test_nothing_of_a_student_runs_in_feedback(course):
    text = page(course, PICTURE)
    assert not re.search(r"\son[a-z]+=", text)
    (policy,) = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'") and "script" not in policy
    assert "<script" not in text


def test_a_time_that_is_written_down_later_counts_and_runs_nothing_again(course):
    assert course.rows()[PLAIN]["late"] == ""
    (folder(course, PLAIN) / TIMESTAMP_FILE).write_text("2019-12-31 23:00:00 UTC", encoding="utf-8")
    (folder(course, LOST) / TIMESTAMP_FILE).write_text("1 февраля 2027, 18:05", encoding="utf-8")
    done = course.grade()
    assert done.exit_code == 0, done.output
    rows = course.rows()
    assert (rows[PLAIN]["late"], rows[PLAIN]["score"]) == ("no", rows[PICTURE]["score"])
    assert rows[LOST]["late"] == "" and "'1 февраля 2027, 18:05' is no time" in rows[LOST]["note"]
    assert "Running" not in done.output
    (folder(course, PLAIN) / TIMESTAMP_FILE).write_text("2020-01-02 12:00 +03:30", encoding="utf-8")
    course.grade()
    assert course.rows()[PLAIN]["late"] == "yes"


def test_a_page_that_cannot_be_written_takes_no_marks_away(course, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = course.rows()[PLAIN]["score"]
    monkeypatch.setattr("polyneuron.book.grading.feedback.Summary", full)
    assert course.grade("--again").exit_code == 0
    row = course.rows()[PLAIN]
    assert (row["score"], row["state"]) == (before, "waits for marks by hand")
    assert "no page of feedback: OSError: [Errno 28] No space left on device" in row["note"]
    monkeypatch.undo()
    course.grade()
    assert course.rows()[PLAIN]["note"] == "" and "Content-Security-Policy" in page(course, PLAIN)


def test_a_second_run_at_the_same_time_is_refused(course):
    with FileLock(course.folder / KEPT_FOLDER / "lock"):
        done = course.grade()
    assert done.exit_code == 1 and "Another `grade` runs in this course folder" in done.output
    assert course.grade().exit_code == 0


def test_a_gradebook_that_is_damaged_is_named_and_one_that_is_gone_is_made_again(course):
    gradebook = course.folder / "gradebook.db"
    whole = gradebook.read_bytes()
    before = {student: row["score"] for student, row in course.rows().items()}
    gradebook.write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    done = course.grade()
    assert done.exit_code == 1 and "The gradebook is damaged" in done.output and "Traceback" not in done.output
    gradebook.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ProblemsFound, match="The gradebook is damaged"):
        Marking(course.folder)
    gradebook.unlink()
    assert course.grade().exit_code == 0
    assert {student: row["score"] for student, row in course.rows().items()} == before


@pytest.mark.parametrize("name", ["is it?", "100%20"])
def test_a_path_that_is_no_path_of_a_database_is_refused(tmp_path, name):
    with pytest.raises(ProblemsFound, match="nbgrader cannot keep a gradebook"):
        check_course_path(tmp_path / name / "course")
    check_course_path(tmp_path / "курс 100% ñ #1 [a]")
