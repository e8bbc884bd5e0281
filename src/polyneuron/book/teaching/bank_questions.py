"""Questions of a localised lesson → questions of a bank: HTML, shares of the points, explanations as feedback.

What each kind becomes is decided here; `moodle_xml.py` and `gift.py` only write it down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.question import Answer, Question
from polyneuron.book.notebooks.markdown_html import MOODLE, markdown_html
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.pages.page_content import document_title
from polyneuron.book.source.questions import questions_in
from polyneuron.book.teaching.question_names import question_name
from polyneuron.book.tools.escaping import html


@dataclass(frozen=True)
class BankAnswer:
    """One answer of a question, or one item of an order."""

    text: str
    """HTML in one line; empty in a numeric question."""
    feedback: str
    """HTML: the explanation."""
    share: float
    """Of the points, in per cent; less than 0 where it takes some away."""
    value: float | None = None
    """In a numeric question: the number; None for all other numbers."""


@dataclass(frozen=True)
class BankQuestion:
    """A question as a learning platform takes it."""

    identifier: str
    """Unique in the book and the same in all languages."""
    title: str
    """Plain text: number of the chapter, number of the question, and its first words."""
    kind: str
    """One of `polyneuron.book.model.question.QUESTION_KINDS`."""
    text: str
    """HTML."""
    answers: tuple[BankAnswer, ...]
    """As the lesson lists them, but the right number first; items in their right order."""
    tolerance: float = 0.0
    """In a numeric question: how far from a number an answer may be."""


@dataclass(frozen=True)
class BankChapter:
    """The questions of a chapter, under its title."""

    title: str
    """Of the category: the chapter's title with its number."""
    questions: tuple[BankQuestion, ...]


def bank_chapter(lesson: Lesson, number: int, edition: Edition) -> BankChapter:
    """The questions of a localised lesson.

    Parameters
    ----------
    number
        Of the chapter; it stands in the titles of the questions, which platforms sort by.
    """
    writer = _Writer(edition)
    found = (
        writer.question(question, f"{number}.{place}") for place, question in enumerate(questions_in(lesson.cells), 1)
    )
    return BankChapter(document_title(lesson)[0], tuple(found))


def multiple_shares(right: int, wrong: int) -> tuple[float, float]:
    """Per cent for each right and each wrong answer of which several are right: whoever ticks all gets nothing.

    Moodle takes these shares for up to ten answers of a kind, and only with five decimals.
    """
    return round(100 / right, 5), -round(100 / wrong, 5) if wrong else 0.0


def in_language(tag: str, inner: str, language: Language) -> str:
    """An element that says its language and direction, as no style sheet of ours does on a platform."""
    template = '<{element} lang="{tag}" dir="{direction}">{inner}</{element}>'
    return str(html(template, element=tag, tag=language.tag, direction=language.direction, inner=inner))


class _Writer:
    def __init__(self, edition: Edition):
        self.edition, self.links = edition, edition.links.published()

    def blocks(self, text: str) -> str:
        """Markdown as HTML that says its language and direction."""
        return in_language("div", Markup(self.markdown(text, inline=False)), self.edition.language)

    def line(self, text: str) -> str:
        """Markdown of one line as HTML that says its language and direction."""
        return in_language("span", Markup(self.markdown(text, inline=True)), self.edition.language)

    def markdown(self, text: str, *, inline: bool) -> str:
        plain = plain_markdown(text, "ltr", self.links)
        return markdown_html(plain, self.edition.language, MOODLE, inline=inline).strip()

    def question(self, question: Question, number: str) -> BankQuestion:
        text = self.blocks(question.text)
        answers = [
            BankAnswer(
                self.line(answer.text) if answer.text else "",
                self.blocks(answer.explanation),
                share,
                answer.value,
            )
            for answer, share in _shares(question)
        ]
        if question.kind == "numeric":
            answers.sort(key=lambda answer: (answer.value is None, -answer.share))
        title = f"{number} {question_name(text, right_to_left=self.edition.language.is_right_to_left)}"
        return BankQuestion(question.name, title, question.kind, text, tuple(answers), question.tolerance)


def _shares(question: Question) -> Iterator[tuple[Answer, float]]:
    """Each answer with its share of the points."""
    right = sum(answer.right for answer in question.answers)
    of_right, of_wrong = 100.0, 0.0
    if question.kind == "multiple":
        of_right, of_wrong = multiple_shares(right, len(question.answers) - right)
    for place, answer in enumerate(question.answers, 1):
        share = float(place) if question.kind == "ordering" else of_right if answer.right else of_wrong
        yield answer, share
