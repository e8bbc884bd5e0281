"""An honest right answer gets its points, or a person is asked with a reason; never a silent zero."""

from __future__ import annotations

import contextlib
import io
import json

import nbformat
import pytest
from nbformat import NotebookNode

from polyneuron.book.grading.handed_in import is_check
from polyneuron.book.grading.submissions import NotGradedError, Prepared, Submission, prepared
from polyneuron.book.model.course_folder import SUBMITTED, course_notebook
from tests.grading import everyday
from tests.grading.small_course import CHAPTER, SmallCourse

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
