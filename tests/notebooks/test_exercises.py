"""Exercises: read from one form, shown in each of their forms, and proved in real kernels."""

import json

import nbformat
import pytest
from nbclient import NotebookClient

from polyneuron.book.book import localize_books
from polyneuron.book.model.exercise import (
    CHECK,
    EXERCISE_KINDS,
    HIDDEN_CHECK,
    MODEL_ANSWER,
    SCAFFOLD,
    SOLUTION,
    STATEMENT,
    WRONG,
)
from polyneuron.book.notebooks.forms import complete_notebook, instructor_notebook, launched_notebook
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.steps import prepare
from tests.conftest import SmallProject
from tests.places.set_up_cell import WHEEL_ADDRESS
from tests.small_exercise import LESSON, TRANSLATIONS


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> SmallProject:
    """The lesson with two exercises, in English and Persian, completely translated."""
    project = SmallProject(tmp_path_factory.mktemp("exercises"))
    project.write("chapters/small.md", LESSON)
    project.translate(TRANSLATIONS)
    project.copy_interface()
    return project


@pytest.fixture(scope="module")
def persian(project):
    """The Persian edition and its lesson."""
    (book,), _ = prepare(project.configuration, ["fa"])
    return book.edition, book.lessons[0]


def cells(notebook: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in notebook.cells}


# Reading


def test_the_parts_of_an_exercise_keep_their_lines(project):
    lesson, problems = read_lesson(project.root / "chapters" / "small.md", project.root)
    assert problems == []
    lines = LESSON.splitlines()
    parts = [cell for cell in lesson.cells if cell.exercise]
    assert {cell.part for cell in parts} == {
        STATEMENT, SCAFFOLD, SOLUTION, CHECK, HIDDEN_CHECK,
        WRONG, MODEL_ANSWER,
    }  # fmt: skip
    for cell in parts:
        assert lines[cell.line - 1] == cell.source.splitlines()[0], cell.identifier
    assert [exercise.number for exercise in lesson.exercises] == [1, 2]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (":kind: write", ":kind: guess", "Unknown kind of exercise: guess"),
        (":minutes: 3\n", "", "needs minutes, a whole number"),
        (":points: 5", ":points: 1", "has 1 point only"),
        (":name: exercise-twice\n", "", "name '' is not made of"),
        ("exercise-why", "exercise-twice", "used twice"),
        ("{exercise} Why", "{exercise}", "has no title"),
        ("```{wrong} Count again\nmany = 7\n```\n", "", "lists no wrong answer"),
        ("{wrong} Count again", "{wrong} Count once more", "stand in 0 of the 1 messages"),
        ("{wrong} Twice 3 is 6", "{wrong} i", "stand in 3 of the 3 messages"),
        ("```{scaffold}\nmany = ...\n```\n", "", "has 0 parts {scaffold}"),
        (":::{model-answer}\nBecause of *that*.\n:::\n", "", "needs a {model-answer}"),
        ("```{check}\ncheck(many", "A stray sentence.\n\n```{check}\ncheck(many", "Text stands behind the code parts"),
        ("{hidden-check}", "{secret-check}", "Unknown directive {secret-check}"),
        (
            "def twice(number):\n    return number + 2\n```",
            "def twice(number):\n    return number + 2",
            "no valid Python",
        ),
    ],
)
def test_a_mistake_in_the_form_is_named_with_its_line_and_remedy(tmp_path, before, after, said):
    project = SmallProject(tmp_path)
    assert before in LESSON
    project.write("chapters/small.md", LESSON.replace(before, after, 1))
    done = project.run("notebooks", "--language", "en")
    assert done.exit_code == 1
    assert said in done.output
    assert "chapters/small.md:" in done.output
    assert "Remedy" in done.output
    assert not (tmp_path / "_build" / "notebooks" / "en").exists()


def test_parts_of_an_exercise_outside_of_one_are_refused(tmp_path):
    project = SmallProject(tmp_path)
    project.write("chapters/small.md", LESSON + "\n:::{hint}\nAlone.\n:::\n")
    done = project.run("notebooks", "--language", "en")
    assert "{hint} stands outside of {exercise}" in done.output


# Forms


def test_students_get_the_scaffold_and_the_visible_checks_in_their_language(persian):
    edition, lesson = persian
    found = cells(launched_notebook(lesson, edition))
    statement = found["exercise-twice"].source
    assert "تمرین ۱: دو برابر" in statement
    assert "<details>" in statement and "در **دو** ضرب کنید." in statement
    assert found["exercise-twice-answer"].source == "def twice(number):\n    # کد شما\n    ..."
    check = found["exercise-twice-check"]
    assert "پاسخ شما: {twice(3)}" in check.source
    assert "منفی" not in check.source and "HIDDEN" not in check.source
    assert "raises-exception" in check.metadata.tags
    everything = json.dumps(launched_notebook(lesson, edition), ensure_ascii=False)
    for secret in ("دو تا از آن", "به خاطر", "number + 2", "Count again"):
        assert secret not in everything, secret


def test_instructors_get_solutions_hidden_checks_and_points(persian):
    edition, lesson = persian
    found = cells(instructor_notebook(lesson, edition))
    answer, check = found["exercise-twice-answer"], found["exercise-twice-check"]
    assert "return 2 * number" in answer.source and "# دو تا از آن" in answer.source
    assert "### BEGIN HIDDEN TESTS" in check.source and "منفی" in check.source
    assert answer.metadata.nbgrader.solution and not answer.metadata.nbgrader.grade
    assert check.metadata.nbgrader.locked and check.metadata.nbgrader.points == 2
    points = [cell.metadata.nbgrader.get("points", 0) for cell in found.values() if "nbgrader" in cell.metadata]
    assert sum(points) == 7
    assert found["exercise-why-explanation"].metadata.nbgrader.points == 2
    assert "به خاطر *آن*." in found["exercise-why-explanation"].source


def test_nbgrader_ids_are_the_same_in_all_languages_and_unique(configuration):
    ids = {}
    for book in localize_books(configuration, list(configuration.languages), WHEEL_ADDRESS):
        notebook = instructor_notebook(book.lessons[0], book.edition)
        found = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert len(found) == len(set(found))
        ids[book.edition.language.code] = found
    assert len(set(map(tuple, ids.values()))) == 1
    assert len(ids["en"]) >= 10


def test_every_chapter_climbs_through_five_exercises(lessons):
    for lesson in lessons:
        kinds = [EXERCISE_KINDS.index(exercise.kind) for exercise in lesson.exercises]
        assert len(kinds) >= 5, lesson.name
        assert kinds == sorted(kinds), lesson.name
        assert set(kinds) == {0, 1, 2, 3}, lesson.name


def test_no_cell_that_is_checked_has_an_output_on_standard_error(project):
    """nbgrader takes anything there for a failure."""
    (book,), _ = prepare(project.configuration, ["en"])
    notebook = complete_notebook(book.lessons[0], book.edition)
    check = next(cell for cell in notebook.cells if cell.id == "exercise-why-check")
    check.source = check.source.replace(
        "    check(many",
        "    import sys, warnings\n    warnings.warn('x')\n    print('y', file=sys.stderr)\n    check(many",
    )

    NotebookClient(notebook, timeout=60).execute()
    outputs = next(cell for cell in notebook.cells if cell.id == "exercise-why-check").outputs
    assert [output.get("name") for output in outputs] == ["stdout"]
    assert "Correct" in outputs[0].text


# Proof


def test_the_exercises_of_the_small_lesson_are_proved_in_two_languages(project):
    done = project.run("exercises")
    assert done.exit_code == 0, done.output
    assert "Exercises proved: 4" in done.output


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("return 2 * number", "return 3 * number", "AnswerError: Twice 3 is 6. Yours: 9"),
        ('check(twice(-1) == -2, "Look', 'check(True, "Look', "this wrong answer passes the checks"),
        ("return number + 2", "return -2 * abs(number) if number < 0 else 7 // 0", "message: The check cannot work"),
        ("return 2 * abs(number)", "return number", "gets another message: Twice 3 is 6. Yours: 3"),
        ("many = ...", "many = 6", "the scaffold passes the checks"),
        ("many = ...", "many = 1 / 0", "the scaffold stops with ZeroDivisionError"),
    ],
)
def test_the_proof_fails_when_an_exercise_does_not_hold(tmp_path, before, after, said):
    project = SmallProject(tmp_path)
    assert before in LESSON
    project.write("chapters/small.md", LESSON.replace(before, after, 1))
    done = project.run("exercises", "--language", "en")
    assert done.exit_code == 1
    assert said in done.output
    assert "chapters/small.md:" in done.output
