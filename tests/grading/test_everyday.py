"""An honest right answer gets its points, or a person is asked with a reason; never a silent zero."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import zipfile

import nbformat
import pytest
from nbformat import NotebookNode

from polyneuron import use_language
from polyneuron.book.grading.handed_in import is_check
from polyneuron.book.grading.submissions import NotGradedError, Prepared, Submission, prepared
from polyneuron.book.model.course_folder import SUBMITTED, course_notebook
from tests.grading import everyday
from tests.grading.small_course import CHAPTER, MOODLE, SmallCourse

CHECKS = ["exercise-twice-check", "exercise-why-check"]


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> SmallCourse:
    return SmallCourse(tmp_path_factory.mktemp("everyday"))


def ready(course: SmallCourse, content: bytes) -> Prepared:
    """What would be run of a file that was handed in."""
    path = course_notebook(course.folder / SUBMITTED / "Ala", CHAPTER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return prepared(course.folder, Submission(CHAPTER, "Ala"), quick=False, version="1")


def passed(notebook: NotebookNode) -> list[str]:
    """The checks that pass when the code runs from top to bottom, without a kernel."""
    names: dict = {}
    done = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
                exec(cell.source, names)
                done += [cell.metadata.nbgrader.grade_id] if is_check(cell) else []
    return done


@pytest.fixture(autouse=True)
def speak_english_after():
    """Cells that run here choose the language of the course, for this process."""
    yield
    use_language("en")


def written(notebook: NotebookNode) -> bytes:
    return json.dumps(notebook, ensure_ascii=False).encode()


@pytest.mark.parametrize("change", everyday.MENDED, ids=lambda change: change.__name__)
def test_a_right_answer_passes_its_checks(course, change):
    notebook = course.solved()
    change(notebook)
    done = ready(course, written(notebook))
    assert passed(nbformat.reads(done.notebook, as_version=4)) == CHECKS, done.warnings
    explanation = next(cell for cell in json.loads(done.notebook)["cells"] if cell["id"].endswith("-explanation"))
    assert "به خاطر" in explanation["source"] and explanation["cell_type"] == "markdown"
    assert done.suspicious == (), "an honest answer looks like no cheat"


@pytest.mark.parametrize("change", everyday.FILES, ids=lambda change: change.__name__)
def test_files_of_all_editors_are_read(course, change):
    done = ready(course, change(nbformat.v4.writes(course.solved())))
    assert passed(nbformat.reads(done.notebook, as_version=4)) == CHECKS
    assert done.warnings == () and len(done.notebook) < 10**6


def test_the_chapter_runs_once_where_the_notebook_stands_in_itself(course):
    notebook = course.solved()
    tidy = json.loads(ready(course, written(notebook)).notebook)["cells"]
    everyday.twice_in_one(notebook)
    done = ready(course, written(notebook))
    assert len(json.loads(done.notebook)["cells"]) == len(tidy) + 2, "answers in code run as often as they stand there"
    assert any("stood in itself" in warning for warning in done.warnings)


def test_half_a_file_is_not_graded_and_says_so(course):
    with pytest.raises(NotGradedError, match="cannot be read as a notebook"):
        ready(course, everyday.cut_off(nbformat.v4.writes(course.solved())))


def test_words_beside_an_empty_answer_are_for_a_person(course):
    notebook = course.solved()
    answer = next(cell for cell in notebook.cells if cell.id == "exercise-twice-answer")
    own = nbformat.v4.new_markdown_cell("I would write: return 2 * number")
    notebook.cells.insert(notebook.cells.index(answer) + 1, own)
    assert ready(course, written(notebook)).suspicious == ()
    answer.source = course.given.cells[notebook.cells.index(answer)].source
    ((check, why),) = ready(course, written(notebook)).suspicious
    assert check == "exercise-twice-check" and "a text stands beside it" in why


def test_the_notebook_of_another_edition_is_taken_with_this_one_s_code(course):
    notebook = course.solved()
    notebook.metadata["polyneuron"] = {"chapter": CHAPTER, "language": "en"}
    for cell in notebook.cells:
        if "nbgrader" not in cell.metadata:
            cell.source = cell.source.replace("fa", "en")
    done = ready(course, written(notebook))
    assert "the notebook of another edition: en" in done.warnings and done.suspicious == ()
    assert passed(nbformat.reads(done.notebook, as_version=4)) == CHECKS


HOME, ASKING, SLOW, MISTAKEN, TWO, ZIPS, SCRIPT, ALIKE, WIDE, MARKED, ODD, OLD = (
    "Ola 🦊", "Asking Ann", "Slow Sue", "Mistaken Mo", "Two Files", "Zip Zoe", "Script Sam", "Alike Al", "Wide Wu",
    "Marked Max", "Odd Oda", "Old Oleg",
)  # fmt: skip
REALLY = (
    everyday.twice_in_one, everyday.code_became_text, everyday.pasted_beneath, everyday.split, everyday.above_scaffold,
    everyday.stray_letter,
)  # fmt: skip
"""Ways that are tried with nbgrader too."""
ASKED = {
    everyday.in_the_check: ("5.0", "explanation to read: why; check to look at: twice", "stood in the check"),
    everyday.second_try: ("3.0", "explanation to read: why; check to look at: twice", "twice answered here"),
    everyday.at_the_end: ("0.0", "explanation to read: why; check to look at: twice, why", "many answered here"),
    everyday.words_in_the_prompt: ("5.0", "explanation to read: why", "a text stands in exercise-why"),
}
"""Ways of which a person is asked: points until then, reason, what to look at."""


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> SmallCourse:
    """A course of which a download was graded."""
    course = SmallCourse(tmp_path_factory.mktemp("graded"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inner:
        inner.writestr("work/01.ipynb", nbformat.v4.writes(course.solved()))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as middle:
        middle.writestr("inner.zip", archive.getvalue())
    changed = {HOME: everyday.at_home, ASKING: everyday.asking, SLOW: everyday.slow, MISTAKEN: everyday.mistaken}
    changed |= {ODD: everyday.odd_cells, OLD: everyday.third_format}
    changed |= {way.__name__: way for way in (*REALLY, *ASKED)}
    path = course.folder.parent / "all.zip"
    with zipfile.ZipFile(path, "w") as download:
        for student, change in changed.items():
            notebook = course.solved()
            change(notebook)
            download.writestr(MOODLE.format(student, 1), written(notebook))
        download.writestr(MOODLE.format(WIDE, 3), everyday.in_utf_16(nbformat.v4.writes(course.solved())))
        download.writestr(MOODLE.format(MARKED, 3), everyday.with_mark(nbformat.v4.writes(course.solved())))
        named = "{}_2_assignsubmission_file_{}"
        download.writestr(named.format(TWO, "small.ipynb"), nbformat.v4.writes(course.given))
        download.writestr(named.format(TWO, "small (1).ipynb"), nbformat.v4.writes(course.solved()))
        download.writestr(named.format(TWO, "a draft.ipynb.txt"), nbformat.v4.writes(course.given))
        other = course.solved()
        next(cell for cell in other.cells if cell.id == "exercise-why-answer").source = "many = 5"
        download.writestr(named.format(ALIKE, "small.ipynb"), nbformat.v4.writes(other))
        download.writestr(named.format(ALIKE, "small (1).ipynb"), nbformat.v4.writes(course.solved()))
        download.writestr(named.format(ZIPS, "work.zip"), outer.getvalue())
        download.writestr(named.format(SCRIPT, "small.py"), "def twice(number):\n    return 2 * number\n")
    course.said = course.grade("--downloads", str(path)).output
    return course


real = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap runs on Linux")
quiet = pytest.mark.filterwarnings("ignore")  # of Dask's and nbgrader's own making


@real
@quiet
@pytest.mark.parametrize("student", [HOME, TWO, ZIPS, ALIKE, WIDE, MARKED, ODD, OLD, *(way.__name__ for way in REALLY)])
def test_a_right_answer_gets_its_points(graded, student):
    row = graded.rows()[student]
    assert row["score"] == "5.0", graded.said
    assert row["reason"] == "explanation to read: why"


@real
@quiet
@pytest.mark.parametrize(
    ("student", "reasons"),
    [
        (ASKING, ("asked for input from the keyboard", "a package is not here")),
        (SLOW, ("ran too long", "a file is not here")),
    ],
)
def test_what_stopped_for_a_reason_of_the_place_waits_for_a_person(graded, student, reasons):
    row = graded.rows()[student]
    assert row["state"] == "waits for marks by hand"
    assert row["reason"].endswith("check to look at: twice, why"), row
    for reason in reasons:
        assert reason in row["look_at"]
        assert reason in graded.said


@real
@quiet
@pytest.mark.parametrize("way", ASKED, ids=lambda way: way.__name__)
def test_of_an_answer_in_another_place_a_person_is_asked(graded, way):
    row = graded.rows()[way.__name__]
    score, reason, look = ASKED[way]
    assert (row["state"], row["score"], row["reason"]) == ("waits for marks by hand", score, reason), row
    assert look in row["look_at"]


@real
@quiet
def test_a_mistake_of_the_answer_s_own_waits_for_nobody(graded):
    row = graded.rows()[MISTAKEN]
    assert (row["score"], row["look_at"], row["reason"]) == ("3.0", "", "explanation to read: why")


@real
@quiet
def test_which_of_several_files_was_taken_is_said(graded):
    assert "which one counts?" in graded.rows()[ALIKE]["note"] and graded.rows()[TWO]["note"] == ""
    assert graded.said.count("another notebook of Two Files was taken: ") == 1


@real
@quiet
def test_a_script_is_not_graded_and_named(graded):
    row = graded.rows()[SCRIPT]
    assert (row["state"], row["score"]) == ("not graded", "") and "no notebook of Script Sam" in row["reason"]
