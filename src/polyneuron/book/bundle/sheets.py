"""A chapter's built page → what a sheet shows of it: exercises with places to write, or their answers.

Both have the questions of the quiz too. A sheet is the page with most of it taken out, so that it looks as the page
does on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement, fragment_fromstring

from polyneuron.book.tools.elements import of_class
from polyneuron.book.tools.escaping import html

WRITING_LINES = {"exercise-predict": 4, "exercise-change": 5, "exercise-write": 10, "exercise-explain": 9}
"""Class of an exercise, which says its kind → lines to write on; each has one kind."""
OPEN_ANSWERS = "data-answers"
"""On a quiz whose answers stay where they are."""


@dataclass(frozen=True)
class SheetWords:
    """What a sheet says besides the page, in the edition's language."""

    kind: str
    """What it is, above the title of the chapter."""
    name: str
    """Before the place for a name; empty where nobody writes on it."""
    date: str
    """Before the place for a date."""


def make_exercise_sheet(article: HtmlElement, words: SheetWords) -> None:
    """Leave the statements and scaffolds of the exercises, with lines to write on, and the questions of the quiz."""
    blocks: list[HtmlElement] = []
    for exercise in of_class(article, "exercise"):
        for folded in exercise.xpath(".//details"):
            folded.drop_tree()
        blocks += [exercise, _lines(exercise)]
    for quiz, heading in _quizzes(article):
        blocks += [heading, quiz]
    _fill(article, words, blocks)


def make_answer_sheet(article: HtmlElement, words: SheetWords) -> None:
    """Leave the titles of the exercises with solutions and model answers, and the quiz with its explanations."""
    blocks: list[HtmlElement] = []
    for exercise in of_class(article, "exercise"):
        title = of_class(exercise, "admonition-title")[0]
        blocks.append(fragment_fromstring(str(html("<h2>{title}</h2>", title=title.text_content().strip()))))
        blocks += _answers_to(exercise)
    for quiz, heading in _quizzes(article):
        quiz.set(OPEN_ANSWERS, "")
        blocks += [heading, quiz]
    _fill(article, words, blocks)


def _answers_to(exercise: HtmlElement) -> Iterator[HtmlElement]:
    """What stands behind an exercise: its solution, with what that prints and draws, and a model answer."""
    for following in exercise.itersiblings():
        if "tag_exercise-solution" not in following.get("class", "") and following.tag != "details":
            return
        yield following


def _quizzes(article: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Each quiz, with the heading of its section."""
    for quiz in of_class(article, "pn-quiz"):
        yield quiz, quiz.getparent().xpath("./h2 | ./h3")[0]


def _lines(exercise: HtmlElement) -> HtmlElement:
    kinds = exercise.get("class", "").split()
    count = next((lines for kind, lines in WRITING_LINES.items() if kind in kinds), 5)
    return fragment_fromstring(f'<div class="paper-write">{"<div></div>" * count}</div>')


def _fill(article: HtmlElement, words: SheetWords, blocks: list[HtmlElement]) -> None:
    """Put blocks into the place of everything but the title."""
    (section,) = article.xpath("./section")
    title = section.xpath("./h1")[0]
    for block in blocks:
        block.tail = None
    kept = [fragment_fromstring(str(html('<p class="paper-kind">{kind}</p>', kind=words.kind))), title]
    if words.name:
        places = html(
            '<p class="paper-name"><span>{name}</span><span>{date}</span></p>', name=words.name, date=words.date
        )
        kept.append(fragment_fromstring(str(places)))
    section[:] = [*kept, *blocks]
