"""Chapters that the prose names by their numbers: linked, with the right number, on pages and in notebooks."""

from pathlib import Path

import nbformat
import pytest

from polyneuron.book.model.edition import Links
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.texts.chapter_mentions import MENTION, linked_mention, mention_problems
from polyneuron.book.texts.invariants import broken_parts
from tests.conftest import SMALL_LESSON, SmallProject

NUMBERS = {"start": 0, "01-neurons": 1, "02-activations": 2, "03-losses": 3, "04-backprop": 4}
OWNERS = {"neurons": "01-neurons", "a-loss": "03-losses", "begin": "start", "glossary": "glossary"}


def problems(text: str, name: str = "04-backprop", kind: str = "markdown") -> list[str]:
    """What is said of a text in a lesson, with its line and its remedy."""
    document = Lesson(name, Path("x.md"), (Cell(kind, text, 5, "cell"),))
    return [f"{one.line}: {one.message} | {one.remedy}" for one in mention_problems(document, NUMBERS, OWNERS, "x.md")]


@pytest.mark.parametrize(
    ("mention", "written"),
    [
        ("chapter 2", "{doc}`chapter 2 <02-activations>`"),
        ("Chapter 4", "{doc}`Chapter 4 <04-backprop>`"),
        ("chapter three", "{doc}`chapter three <03-losses>`"),
        ("chapters 1 and 2", "{doc}`chapters 1 <01-neurons>` and {doc}`2 <02-activations>`"),
        ("Chapters 1 to 3", "{doc}`Chapters 1 <01-neurons>` to {doc}`3 <03-losses>`"),
        ("chapters 1–3", "{doc}`chapters 1 <01-neurons>`–{doc}`3 <03-losses>`"),
        (
            "chapters 1, 2, and 4",
            "{doc}`chapters 1 <01-neurons>`, {doc}`2 <02-activations>`, and {doc}`4 <04-backprop>`",
        ),
    ],
)
def test_a_mention_is_refused_with_the_link_to_write_and_that_link_is_accepted(mention, written):
    assert MENTION.fullmatch(mention)
    numbered = {name: number for name, number in NUMBERS.items() if number}
    assert linked_mention(mention, numbered) == written
    (said,) = problems(f"One line.\n\nAs in {mention}, so here.", name="start")
    assert said.startswith(f"7: {mention!r} is no link | Write {written}. ")
    assert "its sixth chapter" in said
    assert problems(f"One line.\n\nAs in {written}, so here.", name="start") == []


@pytest.mark.parametrize(
    "text",
    [
        "- an item (chapter 2)",
        "> Quoted from chapter 2",
        "| a | chapter 2 |\n|---|---|",
        "A **chapter 2** here",
        "*See chapter 2*, `code`",
        ":::{note}\nAs chapter 2 says.\n:::",
        "::::{question}\n:name: q\n:kind: single\n\nIs it chapter 2?\n:::{correct} Yes\nSo.\n:::\n::::",
        "::::{question}\n:name: q\n:kind: single\n\nIs it?\n:::{correct} Yes\nSee chapter 2.\n:::\n::::",
        "```{figure} p.png\n:alt: a picture\n\nAs in chapter 2\n```",
        "See\nchapter\n2.",
        "{term}`loss` of chapter 2, and {doc}`chapter 1 <01-neurons>`",
    ],
)
def test_a_mention_is_found_wherever_prose_is(text):
    assert [said.split(" | ")[0].partition(": ")[2] for said in problems(text)] == ["'chapter 2' is no link"]


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("{doc}`chapter 3 <02-activations>`", "leads to 02-activations, which is chapter 2", "chapter 3 <03-losses>"),
        ("{doc}`chapters 1 <01-neurons>` and {doc}`2 <03-losses>`", "'2' leads to 03-losses, which is chapter 3", ""),
        ("{doc}`chapter two <03-losses>`", "'chapter two' leads to 03-losses", "chapter 2 <02-activations>"),
        ("{ref}`chapter 3 <neurons>`", "'chapter 3' leads to 01-neurons, which is chapter 1", "<03-losses>"),
        ("{ref}`the end of chapter 1 <a-loss>`", "leads to 03-losses, which is chapter 3", "<01-neurons>"),
        ("[chapter 3](#neurons)", "'chapter 3' leads to 01-neurons, which is chapter 1", "<03-losses>"),
        ("[see **chapter 3**](https://a.example)", "leads to something else, which is no chapter", "<03-losses>"),
        ("{doc}`chapter 1 <start>`", "leads to start, which is no chapter with a number", "<01-neurons>"),
        ("{doc}`chapter 1 <glossary>`", "leads to glossary, which is no chapter with a number", "<01-neurons>"),
        ("{doc}`chapter 9 <03-losses>`", "There is no chapter 9: _toc.yml has the chapters 1 to 4", "another book"),
        ("See chapter 0.", "There is no chapter 0", "Mend the number"),
        ("See chapters 2 and 7.", "There is no chapter 7", "Mend the number"),
        ("## The network of chapter 8", "There is no chapter 8", ""),
        ("See chapter 4.", "'chapter 4' is this chapter itself", "Write: this chapter."),
        ("{doc}`chapters 1 <01-neurons>` to 3 say so.", "3 is a chapter here, and no link", "{doc}`3 <03-losses>`"),
        (
            "{doc}`chapters 1 <01-neurons>`, {doc}`2 <02-activations>`, and 3.",
            "3 is a chapter here, and no link",
            "{doc}`3 <03-losses>`",
        ),
    ],
)
def test_a_wrong_or_half_linked_mention_is_named_with_its_line_and_remedy(text, what, remedy):
    (said,) = problems(text)
    assert said.startswith("5: ")
    before, _, after = said.partition(" | ")
    assert what in before
    assert remedy in after


@pytest.mark.parametrize(
    "text",
    [
        "In this chapter 3 networks learn.",
        "A chapter of 12 pages, the last chapter, two chapters",
        "## The network of chapter 1, three times",
        ":::{admonition} Chapter 2 again\nText.\n:::",
        "```{image} p.png\n:alt: a page of chapter 2\n```",
        "`chapter 2`, $chapter 2$ and {kbd}`chapter 2`",
        "```python\nchapter 2\n```",
        "{ref}`chapter 1 <neurons>`, [chapter 1](#neurons), {ref}`three of 5 <neurons>`",
        "{doc}`the 12 words <glossary>`, {doc}`where networks learn <04-backprop>`, {doc}`03-losses`",
        "{doc}`chapter 1 <01-neurons>` and 3 networks, {doc}`chapters 1 <01-neurons>` of 3",
        "{doc}`Chapters 3 <03-losses>` and {doc}`4 <04-backprop>`, this one",
        "subchapter 2 and chapter 2a",
    ],
)
def test_what_is_no_mention_or_is_linked_already_is_left_alone(text):
    assert problems(text) == []


def test_code_may_name_chapters():
    assert problems("# as in chapter 2\nprint('chapter 3')", kind="code") == []


def test_the_course_links_its_mentions(configuration, lessons):
    owners = {label.name: lesson.name for lesson in lessons for label in lesson.labels}
    found = [
        str(problem)
        for lesson in lessons
        for problem in mention_problems(lesson, configuration.chapter_numbers, owners, lesson.name)
    ]
    assert found == []
    text = "\n".join(cell.source for lesson in lessons for cell in lesson.cells if cell.kind != "code")
    assert text.count("{doc}`") > 40


@pytest.mark.parametrize(
    ("translation", "what"),
    [
        ("Zobacz {doc}`rozdział 2 <02-activations>`.", ""),
        ("Zobacz {doc}`drugi rozdział <02-activations>`.", ""),
        ("{doc}`فصل ۲ <02-activations>`", ""),
        ("{doc}`فصل ۳ <02-activations>`", "the words of the link to 02-activations name chapter 3"),
        ("Zobacz {doc}`rozdziały 2 i 3 <02-activations>`.", "name chapter 3"),
        ("Zobacz rozdział 2.", "lost: role {doc} 02-activations"),
    ],
)
def test_a_translation_inflects_the_words_and_keeps_the_number(translation, what):
    found = broken_parts("paragraph", "See {doc}`chapter 2 <02-activations>`.", translation)
    assert [what in said for said, _ in found] == ([True] if what else [])


def test_links_of_notebooks_lead_to_notebooks_and_pages_and_those_of_quizzes_to_the_site():
    links = Links(
        {"a": "01-a.ipynb", "b": "https://x.example/en/b.html"},
        documents={"01-a": "01-a.ipynb", "b": "https://x.example/en/b.html"},
        site="https://x.example/en",
    )
    text = "{doc}`chapter 1 <01-a>`, {doc}`that <b>`, {ref}`c <a>`, {ref}`d <b>`"
    beside = "[chapter 1](01-a.ipynb), [that](https://x.example/en/b.html), [c](01-a.ipynb#a)"
    on_site = "[chapter 1](https://x.example/en/01-a.html), [that](https://x.example/en/b.html)"
    assert plain_markdown(text, "ltr", links).startswith(beside)
    assert plain_markdown(text, "ltr", links.published()).startswith(on_site)
    assert plain_markdown(text, "ltr", links.published()).endswith(
        "[c](https://x.example/en/01-a.html#a), [d](https://x.example/en/b.html#b)"
    )


QUIZ = """
(quiz)=
## Quiz

::::{question}
:name: quiz-sum
:kind: single

See {doc}`chapter 1 <01-first>`.

:::{correct} 3
Right.
:::
:::{incorrect} 4
Count again, as {ref}`the sum <first-sum>` does.
:::
::::
"""


def test_a_launched_notebook_and_its_quiz_link_a_mentioned_chapter(project: SmallProject):
    first = SMALL_LESSON.replace("(small)=", "(first)=").replace("(sum)=", "(first-sum)=")
    project.write("chapters/01-first.md", first)
    project.write("chapters/small.md", SMALL_LESSON + "\nAs in {doc}`chapter 1 <01-first>`.\n" + QUIZ)
    project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: chapters/01-first\n")
    result = project.run("notebooks", "--language", "en")
    assert result.exit_code == 0, result.output
    notebook = nbformat.read(project.root / "_build" / "notebooks" / "en" / "small.ipynb", 4)
    assert any("As in [chapter 1](01-first.ipynb)." in cell.source for cell in notebook.cells)
    quiz = (project.root / "src" / "polyneuron" / "quizzes" / "en" / "small.html").read_text(encoding="utf-8")
    site = f"{project.configuration.site_url}/en/01-first.html"
    assert f'<a href="{site}">chapter 1</a>' in quiz
    assert f'<a href="{site}#first-sum">the sum</a>' in quiz
