"""A course folder of a small project, made and grown by the command, with nbgrader itself."""

from __future__ import annotations

import csv
import os
import shutil
import threading
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock
from nbgrader.api import Gradebook

from polyneuron.book.assigning.students import seed_for
from polyneuron.book.notebooks.forms import launched_notebook
from polyneuron.book.steps import prepare
from polyneuron.book.tools.lock import BUILD_LOCK
from tests import small_variants
from tests.conftest import SmallProject
from tests.small_exercise import LESSON

# nbgrader's own, of its gradebook
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <\\w+> not in session")
TIMES = """
```{code-cell} ipython3
:tags: [parameters]
:quick: {epochs: 2}
:grading: quick
epochs = 50
```

(small-exercises)="""
STUDENTS = 'student\nشیرین رضایی\n"O\'Brien, Seán"\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> SmallProject:
    """Two chapters, in English and Persian: one with variants, one whose parameters may be small."""
    project = SmallProject(tmp_path_factory.mktemp("assigning"))
    project.write("_toc.yml", "format: jb-book\nroot: chapters/00-sum\nchapters:\n- file: chapters/01-small\n")
    project.write("chapters/00-sum.md", small_variants.LESSON.replace("(small", "(sum"))
    project.write("chapters/01-small.md", LESSON.replace("\n(small-exercises)=", TIMES))
    assert project.run("catalogs").exit_code == 0
    project.copy_interface()
    return project


def assigned(project: SmallProject, folder: Path, *options: str, fails: bool = False) -> str:
    done = project.run("assign", "--into", str(folder), *options)
    assert done.exit_code == int(fails), done.output
    return done.output


def notebook(folder: Path, place: str, chapter: str = "00-sum") -> dict[str, nbformat.NotebookNode]:
    read = nbformat.read(folder / place / chapter / f"{chapter}.ipynb", as_version=4)
    return {cell.id: cell for cell in read.cells}


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "gradebook.db")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def as_made(project, tmp_path_factory) -> Path:
    """A course of one chapter, as the command made it."""
    folder = tmp_path_factory.mktemp("made") / "course"
    assigned(project, folder, "--language", "fa", "--chapter", "1", "--due", "2027-02-01T18:00+03:30")
    return folder


@pytest.fixture
def course(as_made, tmp_path) -> Path:
    """A copy of it, elsewhere: a course folder may be moved."""
    return shutil.copytree(as_made, tmp_path / "course")


def hand_in(course: Path, chapter: str = "01-small") -> Path:
    path = course / "submitted" / "شیرین رضایی" / chapter / f"{chapter}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes((course / "release" / chapter / f"{chapter}.ipynb").read_bytes())
    return path


# Made


def test_one_command_makes_a_folder_that_is_ready(project, tmp_path):
    said = assigned(
        project, tmp_path / "c", "--language", "fa", "--chapter", "1", "--chapter", "0", "--leave-out", "twice",
        "--due", "2027-02-01T18:00", "--time-zone", "Asia/Tehran", "--seed", "7",
    )  # fmt: skip
    assert "01-small is due 2027-02-01 18:00 UTC+03:30." in said
    assert f"Give out: {tmp_path / 'c'}/release/00-sum/00-sum.ipynb" in said.replace("\n", "")
    assert "Left out of 01-small: twice. Kept, and listed above: 1 of 2." in said
    assert "Left out of 00-sum" not in said
    none = "Partly in English, for want of a translation: 00-sum (0 % translated), 01-small (0 % translated)."
    assert none in said.replace("\n", "")
    assert "python -m polyneuron.book grade" in said and "Graded with small parameters: 01-small." in said
    assert "exercise-twice-answer" not in notebook(tmp_path / "c", "source", "01-small")
    assert "exercise-why-answer" in notebook(tmp_path / "c", "release", "01-small")
    with Gradebook(f"sqlite:///{tmp_path / 'c' / 'gradebook.db'}") as gradebook:
        assert {one.name: str(one.duedate) for one in gradebook.assignments} == {
            "00-sum": "2027-02-01 14:30:00",
            "01-small": "2027-02-01 14:30:00",
        }
        assert sum(one.max_score for one in gradebook.assignments) == 7


def test_points_are_listed_in_the_language_of_the_edition(course):
    with (course / "points.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["فصل", "شماره", "تمرین", "نام", "نوع", "دقیقه", "امتیاز", "با بررسی خودکار", "به دست مدرس"]
    assert [row[5:] for row in rows[1:]] == [["3", "2", "2", "0"], ["2", "5", "3", "2"], ["5", "7", "5", "2"]]
    page = (course / "points.md").read_text(encoding="utf-8")
    assert '<div dir="rtl">' in page and "| ۳ | ۲ | ۲ | ۰ |" in page


def test_the_sources_for_quick_grading_have_the_same_cells_and_small_values(course):
    full, small = (notebook(course, place, "01-small") for place in ("source", "source-quick"))
    assert list(full) == list(small)
    changed = [name for name in full if full[name].source != small[name].source]
    assert [small[name].source for name in changed] == ["epochs = 50\nepochs = 2"]
    assert not (course / "source-quick" / "00-sum").exists()


def test_checks_of_what_is_predicted_can_be_kept_from_students(project, tmp_path):
    assigned(project, tmp_path / "c", "--language", "fa", "--chapter", "0", "--chapter", "1", "--hide-predict-checks")
    check = "exercise-sum-check"
    (sentence,) = (line for line in notebook(tmp_path / "c", "release")[check].source.splitlines() if line)
    assert sentence == 'print("این پاسخ هنگام نمره‌گذاری کار شما بررسی می‌شود.")'
    source = notebook(tmp_path / "c", "source")[check].source
    assert source.count("### BEGIN HIDDEN TESTS") == source.count("### END HIDDEN TESTS") == 1
    assert 'checking("total")' in source and "Only instructors" in source
    assert "check(" in notebook(tmp_path / "c", "release", "01-small")["exercise-twice-check"].source


def test_every_student_has_numbers_that_follow_from_the_name(project, tmp_path):
    table = tmp_path / "students.csv"
    table.write_text(STUDENTS, encoding="utf-8")
    course = tmp_path / "c"
    options = ("--language", "en", "--chapter", "0", "--chapter", "1", "--variants", "student", "--seed", "7")
    said = assigned(project, course, *options, "--students", str(table))
    assert "No exercise has other numbers in 01-small." in said
    assert "Partly in English" not in said
    (book,), _ = prepare(project.configuration, ["en"], ["00-sum"])
    solutions = set()
    for student in ("شیرین رضایی", "O'Brien, Seán"):
        given = notebook(course, f"release-by-student/{student}")
        source = notebook(course, f"variants/{student}")
        own = replace(book.edition, seed=seed_for(7, student))
        launched = {cell.id: cell for cell in launched_notebook(book.lessons[0], own).cells}
        assert {name: cell.source for name, cell in given.items()} == {
            name: cell.source for name, cell in launched.items()
        }
        solutions.add(source["exercise-sum-answer"].source)
        assert "HIDDEN" in source["exercise-sum-check"].source
        same = notebook(course, f"release-by-student/{student}", "01-small")
        assert same == notebook(course, "release", "01-small")
        assert not (course / "variants" / student / "01-small").exists()
    assert len(solutions) == 2
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert {one.id for one in gradebook.students} == {"شیرین رضایی", "O'Brien, Seán"}


# Grown


def test_another_chapter_leaves_everything_else_as_it_is(project, course):
    before = files(course)
    said = assigned(project, course, "--chapter", "0", "--due", "2027-03-01T18:00+00:00")
    after = files(course)
    own = {"course.yml", "points.csv", "points.md"}
    assert {name for name in before if before[name] != after[name]} == own
    assert {name for name in after if name not in before} == {
        "source/00-sum/00-sum.ipynb",
        "release/00-sum/00-sum.ipynb",
    }
    assert "release/01-small" not in said and "01-small is due 2027-02-01 18:00 UTC+03:30." in said


def test_an_exercise_is_left_out_and_put_back_while_nothing_was_handed_in(project, course):
    assigned(project, course, "--chapter", "1", "--leave-out", "why")
    assert "exercise-why-answer" not in notebook(course, "release", "01-small")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment("01-small").max_score == 2
    text = (course / "course.yml").read_text(encoding="utf-8")
    (course / "course.yml").write_text(text.replace("leave_out:\n- why", "leave_out: []"), encoding="utf-8")
    assigned(project, course)
    assert "exercise-why-answer" in notebook(course, "release", "01-small")


@pytest.mark.parametrize(
    "options",
    [
        ("--language", "en"),
        ("--seed", "8"),
        ("--hide-predict-checks",),
        ("--chapter", "1", "--leave-out", "why"),
    ],
)
def test_what_would_change_under_students_hands_is_refused(project, course, options):
    hand_in(course)
    before = files(course)
    said = assigned(project, course, *options, fails=True)
    assert "Something was handed in already for 01-small" in said and said.count("Remedy") == 1
    assert files(course) == before


def test_what_is_harmless_goes_on_and_marks_stay(project, course):
    handed_in = hand_in(course)
    given = notebook(course, "release", "01-small")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.add_student("شیرین رضایی")
        gradebook.add_submission("01-small", "شیرین رضایی")
    work = handed_in.read_bytes()
    said = assigned(project, course, "--chapter", "0", "--chapter", "1", "--due", "2027-03-01T12:00+00:00", "--full")
    assert "As they were given out, since something was handed in: 01-small." in said
    assert handed_in.read_bytes() == work and notebook(course, "release", "01-small") == given
    assert "sizes: full" in (course / "course.yml").read_text(encoding="utf-8")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert str(gradebook.find_assignment("01-small").duedate) == "2027-03-01 12:00:00"
        assert len(gradebook.find_assignment("01-small").submissions) == 1


# Refused


@pytest.fixture
def nothing_is_made(monkeypatch):
    """Whoever localises lessons, or takes the place of a build, fails the test."""

    def refused(*_, **__):
        pytest.fail("something was built, or waited for, before the names were checked")

    monkeypatch.setattr("polyneuron.book.steps.prepare", refused)
    monkeypatch.setattr("polyneuron.book.cli.building", refused)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "A new course needs its language"),
        ((), "A new course needs its chapters"),
        (("--language", "xx", "--chapter", "0"), "Unknown language code 'xx'"),
        (("--language", "fa", "--chapter", "9"), "Unknown chapter '9'"),
        (("--language", "fa", "--chapter", "0", "--leave-out", "why"), "00-sum: sum"),
        (("--language", "fa", "--chapter", "0", "--leave-out", "sum"), "No exercise is left in 00-sum"),
        (("--language", "fa", "--chapter", "0", "--quick"), "Not proved to be graded with small parameters: 00-sum"),
        (("--language", "fa", "--chapter", "0", "--variants", "student"), "Add --students"),
    ],
)
def test_a_choice_that_does_not_hold_is_one_error_and_nothing_is_made(
    project, tmp_path, nothing_is_made, options, expected
):
    assert expected in assigned(project, tmp_path / "c", *options, fails=True)
    assert not (tmp_path / "c").exists()


def test_whoever_waits_for_another_build_is_told(project, course):
    begun, refused = threading.Event(), threading.Event()

    def other_build() -> None:
        with FileLock(project.root / "_build" / BUILD_LOCK):
            begun.set()
            refused.wait(60)
            time.sleep(2)

    other = threading.Thread(target=other_build)
    other.start()
    begun.wait(60)
    assert "Another build runs here" in assigned(project, course, "--no-wait", fails=True)
    refused.set()
    assert "Another build runs in this folder" in assigned(project, course)
    other.join()


def test_a_name_in_the_course_file_may_be_as_short_as_on_the_command_line(project, course):
    text = (course / "course.yml").read_text(encoding="utf-8")
    (course / "course.yml").write_text(text.replace("leave_out: []", "leave_out: [why]"), encoding="utf-8")
    assigned(project, course, "--chapter", "1")
    assert "exercise-why-answer" not in notebook(course, "release", "01-small")


def test_a_folder_with_other_things_or_of_builds_is_refused(project, tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    options = ("--language", "fa", "--chapter", "0")
    assert "There are other things in this folder" in assigned(project, tmp_path, *options, fails=True)
    assert "This is a file" in assigned(project, tmp_path / "letters.txt", *options, fails=True)
    inside = project.root / "_build" / "mine"
    assert "would be removed" in assigned(project, inside, *options, fails=True)
    assert os.listdir(tmp_path) == ["letters.txt"]
