"""Questions whose number an executed chapter prints."""

import nbformat
import pytest

from polyneuron.book.notebooks.quiz_outputs import printed_answers
from polyneuron.book.source.lessons import read_lesson
from tests.bad_input.rows_chapters_quiz import number
from tests.conftest import SmallProject


def add(project: SmallProject, answer: float, text: str, cell: str) -> None:
    path = project.root / "chapters" / "small.md"
    lesson = path.read_text(encoding="utf-8")
    code = f"```{{code-cell}} ipython3\n{cell}\n```\n"
    path.write_text(f"{lesson}\n{code}\n{number(answer, text)}", encoding="utf-8")


def test_a_number_that_a_cell_prints_stops_the_build(project):
    add(project, 7425, "How many?", "print(75 * 99)")
    result = project.run("execute", "--quick", "--language", "en")
    assert result.exit_code == 1
    expected = (
        "chapters/small.md:42: The question quiz-number asks for 7425, which the page shows in the output of the "
    )
    assert f"{expected}cell in line 39" in result.output
    assert "Remedy: Ask with other numbers" in result.output
    assert not (project.root / "_build" / "quick" / "en" / "small.ipynb").exists()


@pytest.mark.parametrize(
    ("cell", "tags", "found"),
    [
        ("print(75 * 99)", "", True),
        ("75 * 99", "", True),
        ("print(75 * 99)", ":tags: [build-check]\n", False),
        ("print(75 * 98)", "", False),
    ],
)
def test_what_readers_see_counts_whether_printed_or_shown(project, cell, tags, found):
    add(project, 7425, "How many?", f"{tags}{cell}")
    lesson, problems = read_lesson(project.root / "chapters" / "small.md", project.root)
    assert problems == []
    text = "7350" if "98" in cell else "7425"
    output = (
        nbformat.v4.new_output("stream", text=text)
        if "print" in cell
        else nbformat.v4.new_output("execute_result", data={"text/plain": text})
    )
    place = next(one for one in lesson.cells if "75 *" in one.source)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell, id=place.identifier, outputs=[output])])
    assert bool(list(printed_answers(lesson, "chapters/small.md", notebook))) is found
