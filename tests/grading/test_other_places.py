"""Right answers, words and slips in other places than they should be: put right, or named for a person."""

from __future__ import annotations

import copy

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from polyneuron.book.grading.assignment_cells import GRADING_KEY, IF_FAILED, ORIGINAL
from polyneuron.book.grading.check_extras import written_into_check
from polyneuron.book.grading.given_cells import slip_in
from polyneuron.book.grading.mending import Mended, mended
from polyneuron.book.grading.stopped_answers import stopped_answers
from polyneuron.book.grading.suspicious import suspicious
from tests.grading.small_steps import cell_of

LONG = "Because the second layer only sees what the first one gives to it."
CHECK = 'from polyneuron import check, checking\n\nwith checking("{name}"):\n    check({test}, "Look again.")'
HIDDEN = "\n    ### BEGIN HIDDEN TESTS\n    check(True)\n    ### END HIDDEN TESTS"
RIGHT = {"one": "def twice(number):\n    return 2 * number", "two": "many = 6"}


def graded(name: str, kind: str, source: str, *, grade: bool, solution: bool) -> NotebookNode:
    own = {"grade": grade, "solution": solution, "grade_id": f"{name}-{kind}", "points": 1}
    make = new_markdown_cell if kind == "explanation" else new_code_cell
    return make(source, id=f"{name}-{kind}", metadata={"nbgrader": own})


def exercise(name: str, scaffold: str, asked: str, test: str) -> list[NotebookNode]:
    check = CHECK.format(name=asked, test=test) + HIDDEN
    return [
        new_markdown_cell(f"### Exercise {name}", id=name),
        graded(name, "answer", scaffold, grade=False, solution=True),
        graded(name, "check", check, grade=True, solution=False),
    ]


@pytest.fixture
def assignment() -> NotebookNode:
    """A chapter with code of its own, an exercise of a function, and one of a number and why."""
    return new_notebook(
        cells=[
            new_code_cell("# Set up\nexec('import math')\nimport polyneuron", id="set-up"),
            new_code_cell("base = 3\nprint(base)", id="data"),
            *exercise("one", "def twice(number):\n    # your code\n    ...", "twice", "twice(3) == 6"),
            *exercise("two", "many = ...", "many", "many == 6"),
            graded("two", "explanation", "*Write here.*", grade=True, solution=True),
            new_markdown_cell("## What comes next", id="next"),
        ]
    )


@pytest.fixture
def solved(assignment) -> NotebookNode:
    """All answered, without hidden checks."""
    notebook = copy.deepcopy(assignment)
    for cell in notebook.cells:
        cell.source = cell.source.replace(HIDDEN, "")
    for name, answer in RIGHT.items():
        cell_of(notebook, f"{name}-answer").source = answer
    cell_of(notebook, "two-explanation").source = LONG
    return notebook


def place(notebook: NotebookNode, name: str) -> int:
    return notebook.cells.index(cell_of(notebook, name))


def order(done: Mended, *sources: str) -> list[int]:
    """Where cells with these texts stand."""
    texts = [cell.source for cell in done.notebook.cells]
    return [texts.index(source) for source in sources]


def if_failed(done: Mended, check: str) -> str:
    return "; ".join(cell_of(done.notebook, check).metadata.get(GRADING_KEY, {}).get(IF_FAILED, ()))


def test_of_a_tidy_notebook_nothing_is_said(solved, assignment):
    done = mended(solved, assignment)
    assert (done.warnings, done.look) == ([], ())
    assert not any(GRADING_KEY in cell.metadata for cell in done.notebook.cells)


@pytest.mark.parametrize("kinds", [("answer", "check"), ("check",), ("answer", "check", "explanation")])
def test_of_an_exercise_that_was_deleted_nobody_is_asked(solved, assignment, kinds):
    gone = {f"two-{kind}" for kind in kinds}
    solved.cells = [cell for cell in solved.cells if cell.id not in gone]
    done = mended(solved, assignment)
    assert done.look == () and done.warnings == [f"two-{kind}: missing; added" for kind in kinds]


def test_an_untouched_scaffold_does_not_undo_the_answer_above_it(solved, assignment):
    scaffold = cell_of(assignment, "one-answer").source
    cell_of(solved, "one-answer").source = scaffold
    solved.cells.insert(place(solved, "one-answer"), new_code_cell(RIGHT["one"]))
    done = mended(solved, assignment)
    own_scaffold, answer, check = order(done, scaffold, RIGHT["one"], cell_of(assignment, "one-check").source)
    assert own_scaffold < answer < check


@pytest.mark.parametrize("left", ["# my answer is below", "def twice(number):\n    # my answer is below\n    ..."])
def test_a_scaffold_with_only_a_comment_is_no_answer(solved, assignment, left):
    cell_of(solved, "one-answer").source = left
    solved.cells.insert(place(solved, "one-check") + 1, new_code_cell(RIGHT["one"]))
    answer, check = order(mended(solved, assignment), RIGHT["one"], cell_of(assignment, "one-check").source)
    assert answer < check


OWN = [
    new_code_cell(RIGHT["one"]),
    new_code_cell("# all\n" + "\n\n".join(RIGHT.values())),
    new_code_cell("twice = lambda number: 2 * number\nbroken = ("),
    new_code_cell("for twice in [print]:\n    pass"),
    new_code_cell("print(twice := abs)"),
    new_markdown_cell("```python\ndef twice(number):\n    return 2 * number\n```"),
]


@pytest.mark.parametrize("own", OWN)
def test_an_answer_anywhere_is_named_where_the_check_gives_no_points(solved, assignment, own):
    cell_of(solved, "one-answer").source = "def twice(number):\n    return number"
    solved.cells.append(copy.deepcopy(own))
    done = mended(solved, assignment)
    assert "twice" in if_failed(done, "one-check")
    assert asked_after(done, fails="one-check") and not asked_after(
        done, fails="two-check" if "many" not in own.source else ""
    )
    assert done.look == (), "as long as the check passes nobody has to look"


def asked_after(done: Mended, fails: str) -> list[str]:
    """For which checks a person is asked after it ran."""
    notebook = copy.deepcopy(done.notebook)
    for cell in notebook.cells:
        if cell.id == fails:
            cell.outputs = [new_output("error", ename="AnswerError", evalue="", traceback=[])]
    return [check for check, _ in stopped_answers(notebook, done.given)]


def test_an_answer_in_another_exercise_s_cell_or_in_the_chapter_s_is_named(solved, assignment):
    cell_of(solved, "one-answer").source = RIGHT["one"] + "\n" + RIGHT["two"]
    cell_of(solved, "two-answer").source = "many = ..."
    cell_of(solved, "data").source += "\nmany = 6"
    assert if_failed(mended(solved, assignment), "two-check").count("many answered here") == 2


def test_a_function_s_own_variable_is_no_answer(solved, assignment):
    solved.cells.append(new_code_cell("def other():\n    many = 6\n    return [twice for twice in 'a']"))
    done = mended(solved, assignment)
    assert if_failed(done, "one-check") == if_failed(done, "two-check") == ""


# In a check

WITHIN = "def twice(n):\n    return 2 * n"


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (lambda check: f"{RIGHT['one']}\n\n{check}", RIGHT["one"]),
        (lambda check: f"# {LONG}\n{check}", f"# {LONG}"),
        (lambda check: check.replace("    check(", "    def twice(n):\n        return 2 * n\n    check("), WITHIN),
        (lambda check: f"{check}  # {LONG}", f"# {LONG}"),
        (lambda check: f"{LONG}\n{check}", LONG),
    ],
)
def test_what_stands_in_a_check_runs_above_it_and_a_person_is_asked(solved, assignment, change, kept):
    cell_of(solved, "one-answer").source = cell_of(assignment, "one-answer").source
    check = cell_of(solved, "one-check")
    check.source = change(check.source)
    done = mended(solved, assignment)
    above, below = order(done, kept, cell_of(assignment, "one-check").source)
    assert above + 1 == below
    assert ("one-check", "one-check: an answer or words stood in the check") in done.look


@pytest.mark.parametrize(
    "check",
    ["pass", 'check(True, "")', "with checking():\n    pass", CHECK.format(name="twice", test="twice(9) == 18"), ""],
)
def test_a_check_of_another_kind_brings_no_cell_of_its_own(check):
    assert written_into_check(check, CHECK.format(name="twice", test="twice(3) == 6")) == ""


def test_code_in_a_check_that_is_no_answer_is_named_where_it_gives_no_points(solved, assignment):
    cell_of(solved, "one-check").source += "\nprint(twice(3))"
    done = mended(solved, assignment)
    assert done.look == () and "something stood in the check" in if_failed(done, "one-check")


def test_a_check_that_lost_its_name_too_is_found_by_what_it_asks_for(solved, assignment):
    cell_of(solved, "one-answer").source = cell_of(assignment, "one-answer").source
    cell_of(solved, "one-check").source += f"\n{RIGHT['one']}"
    cell_of(solved, "one-check").metadata["tags"] = ["exercise-check"]
    for number, cell in enumerate(solved.cells):
        cell.metadata.pop("nbgrader", None)
        cell.id = f"other-{number}"
    done = mended(solved, assignment)
    answer, check = order(done, RIGHT["one"], cell_of(assignment, "one-check").source)
    assert answer + 1 == check
    assert ("one-check", "one-check: an answer or words stood in the check") in done.look


# Explanations


@pytest.mark.parametrize(
    "change",
    [
        lambda notebook: notebook.cells.insert(place(notebook, "two"), new_markdown_cell(LONG)),
        lambda notebook: notebook.cells.append(new_markdown_cell(LONG)),
        lambda notebook: notebook.cells.append(new_markdown_cell("因为第二层只能看到第一层给它的东西。")),
        lambda notebook: notebook.cells.append(new_code_cell(f'print(1)\n"""{LONG}"""')),
        lambda notebook: add(notebook, "two", f"\n\n{LONG}"),
        lambda notebook: add(notebook, "next", f" {LONG}"),
        lambda notebook: add(notebook, "two-answer", f"\n# {LONG}"),
        lambda notebook: add(notebook, "two-check", f"\n# {LONG}"),
        lambda notebook: add(notebook, "data", f"\n# {LONG}"),
        lambda notebook: notebook.cells.append(new_markdown_cell("![mine](attachment:p.png)")),
    ],
)
@pytest.mark.parametrize("left", ["*Write here.*", " \n"])
def test_words_in_another_place_than_the_explanation_are_for_a_person(solved, assignment, change, left):
    cell_of(solved, "two-explanation").source = left
    assert mended(solved, assignment).look == ()
    change(solved)
    done = mended(solved, assignment)
    assert (
        "two-explanation" in [check for check, _ in done.look]
        or left != cell_of(done.notebook, "two-explanation").source
    )


def add(notebook: NotebookNode, name: str, text: str) -> None:
    cell_of(notebook, name).source += text


@pytest.mark.parametrize(
    "change",
    [
        lambda notebook: notebook.cells.insert(0, new_markdown_cell("<a href='https://a.example'>With care</a>")),
        lambda notebook: notebook.cells.insert(0, new_code_cell("# v = one(two, three, 4, 5, 6, 7, 8)\nv = 1")),
        lambda notebook: add(notebook, "one-answer", f"\n# {LONG}"),
        lambda notebook: notebook.cells.insert(0, new_markdown_cell(LONG, id="exercise-left-out")),
        lambda notebook: notebook.cells.append(new_markdown_cell("## What comes next")),
        lambda notebook: add(notebook, "data", "\n# try 4"),
    ],
)
def test_other_words_are_no_explanation(solved, assignment, change):
    cell_of(solved, "two-explanation").source = "*Write here.*"
    change(solved)
    assert mended(solved, assignment).look == ()


def test_where_there_is_an_explanation_nobody_is_asked_about_other_words(solved, assignment):
    solved.cells.append(new_markdown_cell(LONG))
    assert mended(solved, assignment).look == ()


# The chapter's own cells


@pytest.mark.parametrize(
    ("changed", "slip"),
    [
        ("lbase = 3\nprint(lbase)", "defines base no more"),
        ("base = = 3", "no Python any more"),
        ("s\nbase = 3\nprint(base)", "asks for s, which nothing defines"),
        ("base = 4\nother = base + 1\nprint(other, math)", ""),
        ("from math import *\nbase = pi", ""),
        ("%time base = 4", ""),
    ],
)
def test_a_slip_is_told_from_an_experiment(changed, slip):
    assert slip_in(changed, "base = 3\nprint(base)", ["import math"]) == slip


def test_the_original_runs_before_a_cell_with_a_slip(solved, assignment):
    changed = "lbase = 3\nprint(lbase)"
    cell_of(solved, "data").source = changed
    done = mended(solved, assignment)
    original, own = order(done, "base = 3\nprint(base)", changed)
    assert original + 1 == own and done.notebook.cells[original].id == "data" and "data" in done.given
    assert done.notebook.cells[own].id not in done.given
    assert done.warnings == ["cell data: was changed and defines base no more; the original runs before it"]


def test_an_experiment_stays_alone(solved, assignment):
    cell_of(solved, "data").source = "base = 4\nprint(base)"
    done = mended(solved, assignment)
    assert done.warnings == [] and len(done.notebook.cells) == len(assignment.cells)
    assert cell_of(done.notebook, "data").metadata[GRADING_KEY] == {ORIGINAL: "base = 3\nprint(base)"}


def test_the_course_s_own_code_is_nothing_to_look_at(solved, assignment):
    add(solved, "set-up", "\nimport numpy")
    solved.cells.insert(place(solved, "one-check") + 1, new_code_cell(cell_of(solved, "one-check").source))
    done = mended(solved, assignment)
    assert suspicious(done.notebook, done.given) == []
    add(solved, "set-up", "\nexec('other')")
    done = mended(solved, assignment)
    assert suspicious(done.notebook, done.given) == [("one-check", "set-up: exec")]


def test_what_a_student_says_in_grading_s_own_words_does_not_count(solved, assignment):
    own = new_code_cell("exec('x')", metadata={GRADING_KEY: {ORIGINAL: "exec('x')"}})
    solved.cells.insert(1, own)
    cell_of(solved, "one-answer").metadata[GRADING_KEY] = 3
    done = mended(solved, assignment)
    assert not any(GRADING_KEY in cell.metadata for cell in done.notebook.cells)
    assert [check for check, _ in suspicious(done.notebook, done.given)] == ["one-check"]


def test_a_changed_cell_that_stops_is_named_at_checks_without_points_below(solved, assignment):
    cell_of(solved, "data").source = "base = [3][1]\nprint(base)"
    done = mended(solved, assignment)
    cell_of(done.notebook, "data").outputs = [new_output("error", ename="IndexError", evalue="", traceback=[])]
    assert asked_after(done, fails="two-check") == ["two-check"] and asked_after(done, fails="") == []
