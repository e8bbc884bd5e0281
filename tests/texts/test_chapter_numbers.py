"""A chapter's number stands in its title, in the digits of each language, wherever the title is shown."""

from pathlib import Path

import nbformat
import pytest

from polyneuron.book.book import localize_books
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.notebooks.forms import complete_notebook, instructor_notebook, launched_notebook
from polyneuron.book.pages.page_content import document_title
from polyneuron.book.source import myst
from polyneuron.book.texts.chapter_numbers import with_number
from tests.conftest import SMALL_LESSON, SmallProject
from tests.places.set_up_cell import WHEEL_ADDRESS


def lesson(*sources: str) -> Lesson:
    return Lesson("lesson", Path("lesson.md"), tuple(Cell("markdown", text, 1, "cell") for text in sources))


@pytest.mark.parametrize(
    ("source", "numbered"),
    [
        ("(a)=\n# Losses\n\n## More", "(a)=\n# 12. Losses\n\n## More"),
        ("#   `relu` and so on", "# 12. `relu` and so on"),
        ("   # Losses #", "# 12. Losses #"),
        ("Losses\n======", "12\\. Losses\n======"),
        ("# [a](#b)", "# 12. [a](#b)"),
        ('# <span class="untranslated">Losses</span>', '# 12. <span class="untranslated">Losses</span>'),
        ("```\n# no title\n```\n\n# Losses", "```\n# no title\n```\n\n# 12. Losses"),
    ],
)
def test_the_title_begins_with_the_number(configuration, source, numbered):
    found = with_number(lesson(source), 12, configuration.languages["en"])
    assert found.cells[0].source == numbered
    (before, after) = (myst.structure(text) for text in (source, numbered))
    assert before == after
    assert document_title(found)[0].startswith("12. ")


def test_only_the_title_gets_it_and_only_once(configuration):
    found = with_number(lesson("Before.", "# One", "# Two"), 1, configuration.languages["en"])
    assert [cell.source for cell in found.cells] == ["Before.", "# 1. One", "# Two"]


def test_a_file_without_a_title_and_the_start_page_stay_as_they_are(configuration):
    for document, number in ((lesson("## Two"), 1), (lesson("# One"), 0)):
        assert with_number(document, number, configuration.languages["en"]) == document


@pytest.mark.parametrize(("code", "number"), [("en", "10"), ("fa", "۱۰"), ("zh", "10"), ("yo", "10")])
def test_numbers_are_written_in_the_digits_of_the_language(configuration, code, number):
    found = with_number(lesson("# One"), 10, configuration.languages[code])
    assert found.cells[0].source == f"# {number}. One"


def test_the_chapters_of_the_course_have_the_numbers_of_their_names(configuration):
    assert configuration.chapter_numbers == {name: int(name[:2]) for name in configuration.chapter_names}
    assert list(configuration.chapter_numbers.values()) == list(range(7))


@pytest.fixture
def three(project: SmallProject) -> SmallProject:
    """A project with a start page and two chapters."""
    for name in ("start", "first", "second"):
        text = SMALL_LESSON.replace("(small)=", f"({name})=").replace("(sum)=", f"({name}-sum)=")
        project.write(f"chapters/{name}.md", text)
    project.write(
        "_toc.yml",
        "format: jb-book\nroot: chapters/start\nchapters:\n- file: chapters/first\n- file: chapters/second\n",
    )
    return project


def test_every_form_of_a_chapter_has_its_number_and_the_table_of_contents_decides_it(three):
    english, persian = localize_books(three.configuration, ["en", "fa"], WHEEL_ADDRESS)
    assert [document_title(one)[0] for one in english.lessons] == [
        "A small lesson",
        "1. A small lesson",
        "2. A small lesson",
    ]
    assert "# ۱. <span" in persian.lessons[1].cells[0].source
    assert document_title(persian.lessons[2]) == ("۲. A small lesson", True)
    for form in (launched_notebook, complete_notebook, instructor_notebook):
        assert "# 2. A small lesson" in form(english.lessons[2], english.edition).cells[0].source
    toc = (three.root / "_toc.yml").read_text(encoding="utf-8").splitlines()
    three.write("_toc.yml", "\n".join([*toc[:3], toc[4], toc[3]]))
    (english,) = localize_books(three.configuration, ["en"], "")
    assert {one.name: document_title(one)[0][:2] for one in english.lessons} == {
        "start": "A ",
        "second": "1.",
        "first": "2.",
    }


def test_launched_notebooks_and_folders_for_courses_show_it(three):
    three.write("chapters/01-first.md", (three.root / "chapters" / "first.md").read_text(encoding="utf-8"))
    three.replace("_toc.yml", "chapters/first", "chapters/01-first")
    assert three.run("notebooks", "--language", "fa").exit_code == 0
    notebook = nbformat.read(three.root / "_build" / "notebooks" / "fa" / "01-first.ipynb", 4)
    assert "# ۱. <span" in notebook.cells[0].source
