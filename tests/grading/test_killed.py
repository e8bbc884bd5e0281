"""A command that was killed in the middle goes on: nothing is lost, nothing runs or counts twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.grading.small_course import CHAPTER, MOODLE, SmallCourse
from tests.grading.small_steps import answers_of

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap runs on Linux"),
    pytest.mark.filterwarnings("ignore"),  # of Dask's and nbgrader's own making
]
STUDENTS = [f"Student {letter}" for letter in "ABCDEF"]
LONGEST = 120


def alive(group: int) -> bool:
    """Whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition, seconds: float = LONGEST) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_killed_command_goes_on_where_it_was(tmp_path):
    course = SmallCourse(tmp_path)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number, student in enumerate(STUDENTS):
            notebook = course.solved()
            answers_of(notebook)[0].source += f"\n# {student}"  # a result is kept under what was written
            archive.writestr(MOODLE.format(student, number), nbformat.v4.writes(notebook))
    kept: Path = course.folder / ".grading" / CHAPTER
    options = ["--workers", "2", "--downloads", str(tmp_path / "all.zip")]
    command = [sys.executable, "-m", "polyneuron.book", "grade", str(course.folder), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0) as running:
        wait_until(lambda: len(list(kept.glob("*.json"))) >= 2 or running.poll() is not None)
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL, "it was killed before it ended"
    wait_until(lambda: not alive(running.pid))  # its workers end by themselves
    ready = len(list(kept.glob("*.json")))
    assert 2 <= ready < len(STUDENTS)
    said = course.grade("--downloads", str(tmp_path / "all.zip")).output
    assert f"Run: {len(STUDENTS) - ready}. Kept from before: {ready}." in said, said
    rows = course.rows()
    assert sorted(rows) == STUDENTS and len(list(kept.glob("*.json"))) == len(STUDENTS)
    assert {row["score"] for row in rows.values()} == {"5.0"}
    assert {row["state"] for row in rows.values()} == {"waits for marks by hand"}
    assert "Not taken in" not in said
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        assert sorted(one.student.id for one in gradebook.assignment_submissions(CHAPTER)) == STUDENTS
    for student in STUDENTS:
        assert (course.folder / "feedback" / student / CHAPTER / f"{CHAPTER}.html").is_file()
