"""One command grades a small Persian course: nbgrader itself, behind bubblewrap, then again from what is kept."""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from lxml.html import document_fromstring
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from tests.grading.small_course import CHAPTER, MOODLE, SmallCourse
from tests.grading.small_steps import answers_of, cell_of, stripped, tidy, with_unknown_check, without_exercise

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap runs on Linux"),
    pytest.mark.filterwarnings("ignore"),  # of Dask's and nbgrader's own making
]


def answer_of(notebook):
    return answers_of(notebook)[0]


def copied(notebook) -> None:
    answer = answer_of(notebook)
    notebook.cells.insert(notebook.cells.index(answer), new_code_cell("x = 1", metadata=dict(answer.metadata)))


def deleted(notebook) -> None:
    without_exercise(notebook, answer_of(notebook).id.removesuffix("-answer"))


def endless(notebook) -> None:
    answer_of(notebook).source = "while True: pass"


def dying(notebook) -> None:
    answer_of(notebook).source = "import os; os._exit(1)"


def spying(notebook) -> None:
    """Looks for others' files, and writes marks."""
    answer_of(notebook).source += (
        "\nfrom pathlib import Path\nfound = [str(p) for p in Path('/tmp').rglob('*.db')]"
        "\nfound += [str(p) for p in Path('/tmp').rglob('submitted')]\nprint('found:', found)"
        "\nimport socket\ntry:\n    socket.create_connection(('127.0.0.1', 22), 1)"
        "\nexcept OSError:\n    print('closed')"
    )


def explained(notebook) -> None:
    notebook.cells.append(new_markdown_cell("One more thought."))


def silent(notebook) -> None:
    """Has no explanation; mending puts the one that was given in its place."""
    notebook.cells.remove(cell_of(notebook, "exercise-why-explanation"))


NAMES = {
    "شیرین رضایی": tidy, "Seán O'Brien": copied, "Łukasz Żółć": stripped, "李雷": with_unknown_check,
    "Ọlá Ìbùkún": deleted, "Endless Eve": endless, "Dying Dan": dying, "Spying Sam": spying, "=Anna": explained,
    "Silent Sue": silent,
}  # fmt: skip


class GradedCourse(SmallCourse):
    """A course folder that was graded once."""

    def __init__(self, root: Path):
        super().__init__(root)
        with zipfile.ZipFile(root / "all.zip", "w") as archive:
            for number, (student, change) in enumerate(NAMES.items(), 100):
                notebook = self.solved()
                change(notebook)
                archive.writestr(MOODLE.format(student, number), nbformat.v4.writes(notebook))
            archive.writestr(MOODLE.format("Damaged Dora", 99), '{"cells": [')
        self.first = self.grade("--downloads", str(root / "all.zip"))
        self.second = self.grade()
        self.graded = self.rows()


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> GradedCourse:
    return GradedCourse(tmp_path_factory.mktemp("one-command"))


def points(course: GradedCourse, student: str) -> float:
    return float(course.graded[student]["score"])


@pytest.mark.parametrize("student", ["Seán O'Brien", "Łukasz Żółć", "李雷", "Spying Sam", "'=Anna"])
def test_an_untidy_notebook_gets_the_marks_of_a_tidy_one(course, student):
    assert points(course, student) == points(course, "شیرین رضایی") > 0, course.first.output


@pytest.mark.parametrize("student", ["Ọlá Ìbùkún", "Endless Eve", "Dying Dan"])
def test_what_fails_costs_one_exercise(course, student):
    assert points(course, student) == points(course, "شیرین رضایی") - 2


def test_what_cannot_be_graded_is_listed_and_has_no_score(course):
    row = course.graded["Damaged Dora"]
    assert (row["state"], row["score"]) == ("not graded", "") and "cannot be read" in row["reason"]
    assert "Damaged Dora" in course.first.output and course.first.exit_code == 1


def test_a_submission_sees_no_files_and_no_network(course):
    path = course.folder / "autograded" / "Spying Sam" / CHAPTER / f"{CHAPTER}.ipynb"
    printed = "".join(output.get("text", "") for output in answer_of(nbformat.read(path, as_version=4)).outputs)
    assert "found: []" in printed and "closed" in printed
    assert course.graded["Spying Sam"]["look_at"]


def test_a_second_run_runs_nothing_again(course):
    assert f"Run: {len(NAMES)}. Kept from before: 0." in course.first.output, course.first.output
    assert f"Run: 0. Kept from before: {len(NAMES)}." in course.second.output, course.second.output


def test_moodle_gets_numbers_of_participants_and_only_final_marks(course):
    with (course.folder / "grades-moodle" / f"{CHAPTER}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    final = {student for student, row in course.graded.items() if row["state"] == "graded"}
    assert {row["Full name"] for row in rows} == final
    assert all(row["Identifier"].startswith("Participant 1") for row in rows)


def test_the_due_date_is_in_the_gradebook(course):
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment(CHAPTER).duedate.year == 2020


def test_feedback_has_no_hidden_checks(course):
    html = (course.folder / "feedback" / "شیرین رضایی" / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in html and "HIDDEN TESTS" not in html


def feedback(course: GradedCourse, student: str) -> str:
    path = course.folder / "feedback" / student / CHAPTER / f"{CHAPTER}.html"
    return path.read_text(encoding="utf-8")


def test_feedback_begins_with_a_name_and_a_table_of_points(course):
    html = feedback(course, "Dying Dan")
    summary = html[html.index('<table class="summary">') : html.index("</table>")]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", summary, re.DOTALL)]
    assert "<bdi>Dying Dan</bdi>" in html[: html.index("<table")]
    assert [cell.strip() for cell in cells] == [
        *("تمرین", "امتیاز شما", "امتیاز کامل"),
        *("تمرین ۱: دو برابر", "تا این‌جا: ۰. هنوز نمره‌گذاری نشده: ۲", "۲"),  # Python ended: a person looks
        *("تمرین ۲: چرا", "تا این‌جا: ۳. هنوز نمره‌گذاری نشده: ۲", "۵"),
        *("جمع", "تا این‌جا: ۳. هنوز نمره‌گذاری نشده: ۴", "۷"),
    ]


def test_feedback_has_no_english_of_nbgrader_and_folds_the_set_up(course):
    for student in NAMES:
        html = feedback(course, student.replace("'=", "="))
        assert "No response" not in html and "RuntimeError: " not in html
        folded = html.index("<details><summary>نمایش کد</summary>")
        assert folded < html.index("install") < html.index("</details>", folded), student
    assert "این‌جا پاسخی نوشته نشده است." in feedback(course, "Silent Sue")


def test_feedback_says_of_a_check_what_it_found_before_its_code_which_is_folded(course):
    page = document_fromstring(feedback(course, "Ọlá Ìbùkún"))  # an exercise is deleted, so its check fails
    (wrong,) = page.xpath("//*[@class='lines'][starts-with(normalize-space(), '✗')]")
    code = wrong.xpath("following::pre[contains(., 'checking(')]")[0]
    assert wrong.xpath("preceding::div[@class='mark'][1]")[0].text_content().strip() == "امتیاز: ۰ از ۲"
    assert code.xpath("ancestor::details/summary")[0].text_content() == "نمایش کد"
    checks = page.xpath("//pre[contains(., 'checking(')]")
    assert len(checks) == 2 and all(check.xpath("ancestor::details") for check in checks)


def test_the_heading_of_feedback_says_what_is_not_marked_yet(course):
    page = document_fromstring(feedback(course, "شیرین رضایی"))
    (total,) = page.xpath("//p[@class='total']")
    assert total.text_content() == "امتیاز: ۵ از ۷ · تا این‌جا: ۵. هنوز نمره‌گذاری نشده: ۲"


def test_feedback_leads_from_each_row_to_its_exercise_and_blames_no_teacher(course):
    html = feedback(course, "Silent Sue")
    assert '<a href="#cell-id=exercise-twice">' in html and '<div id="cell-id=exercise-twice">' in html
    assert "In [" not in html and "نظر مدرس" not in html
    assert '<span class="lines" dir="rtl">✓' in html and "<title>درسی کوچک</title>" in html


@pytest.mark.parametrize("student", NAMES)
def test_feedback_has_no_english_word_outside_of_code(course, student):
    page = document_fromstring(feedback(course, student))
    for element in list(page.iter("style", "pre", "code", "bdi")):
        element.drop_tree()
    texts = [page.text_content(), *(image.get("alt") for image in page.iter("img"))]
    own = "One more thought." if student == "=Anna" else ""
    assert re.findall("[A-Za-z]{2,}", " ".join(texts).replace(own, "")) == []


def test_the_summary_names_who_waits_and_why_and_the_next_command(course):
    said = course.first.output
    assert "small of شیرین رضایی: explanation to read: why" in said, said
    assert "small of Spying Sam: explanation to read: why; check to look at: twice" in said, said
    assert f"cd {course.folder} && jupyter lab" in said and f"grade {course.folder}  " in said
    assert f"Whether they came late is not known of {len(NAMES) + 1}: nothing says when." in said


def test_what_was_mended_stands_in_the_table_of_grades(course):
    assert "united" in course.graded["Seán O'Brien"]["mended"] and course.graded["شیرین رضایی"]["mended"] == ""


def test_an_assignment_that_is_not_there_is_named(course):
    done = course.grade("--assignment", "other")
    assert done.exit_code == 1 and "This course has no assignment other" in done.output
    assert "Choose among: small" in done.output and done.output.count("Remedy") == 1


def test_a_wrong_download_is_refused_and_makes_no_student(course, tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    (tmp_path / "plans.ipynb").write_text(nbformat.v4.writes(nbformat.v4.new_notebook(cells=[new_code_cell("1")])))
    before = (course.folder / "grades.csv").read_bytes()
    done = course.grade("--downloads", str(tmp_path))
    assert done.exit_code == 1 and "No notebook of small is in here" in done.output, done.output
    course.grade()
    assert (course.folder / "grades.csv").read_bytes() == before


def test_notes_are_json_that_people_can_read(course):
    notes = json.loads((course.folder / ".grading" / "notes.json").read_text(encoding="utf-8"))
    assert "marked" in notes[CHAPTER]["شیرین رضایی"]


def test_marks_by_hand_reach_the_feedback_once(course):
    path = course.folder / "feedback" / "شیرین رضایی" / CHAPTER / f"{CHAPTER}.html"
    before = path.read_text(encoding="utf-8")
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        gradebook.find_submission(CHAPTER, "شیرین رضایی").notebooks[0].grades[0].manual_score = 1
        gradebook.db.commit()
    assert "Run: 0." in course.grade().output
    assert path.read_text(encoding="utf-8") != before
    written = path.stat().st_mtime_ns
    course.grade()
    assert path.stat().st_mtime_ns == written
