"""The questions of a quiz, read from a lesson: a directive whose nested directives are the answers.

Guards against questions that a learner cannot answer or learn from: no right answer, an answer without explanation,
a number that is none. Blind on purpose to what the words say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from polyneuron.book.model.lesson import QUIZ, Cell
from polyneuron.book.model.problems import Problem
from polyneuron.book.model.question import ORDERING_ITEMS, QUESTION_KINDS, Answer, Question
from polyneuron.book.source import myst
from polyneuron.book.source.schema import did_you_mean

_ANSWERS = {
    "single": ("correct", "incorrect"),
    "multiple": ("correct", "incorrect"),
    "numeric": ("correct", "incorrect"),
    "ordering": ("item",),
}
"""Kind → the directives that its answers are written with."""


def questions_in(cells: Iterable[Cell]) -> list[Question]:
    """The questions of all quizzes among the cells of a lesson whose form is right."""
    return [one for cell in cells if cell.kind == QUIZ for one in read_quiz(cell.source, cell.line, "")[0]]


def read_quiz(source: str, line: int, file: str) -> tuple[list[Question], list[Problem]]:
    """Read a quiz: questions one after the other.

    Parameters
    ----------
    source
        MyST Markdown that holds `question` directives only.
    line
        Line of `file` at which `source` begins, counted from 1.

    Returns
    -------
    The questions whose form is right, and the problems of the others.
    """
    questions, problems = [], []
    lines = myst.lines_of(source)
    for token in myst.parser().parse(source):
        directive = myst.directive_of(token, lines)
        if directive is not None and directive.name == "question":
            reader = _Reader(directive, line + myst.lines_of_token(token)[0], file)
            question = reader.read()
            problems += reader.problems
            if not reader.problems:
                questions.append(question)
    return questions, problems


class _Reader:
    def __init__(self, directive: myst.Directive, line: int, file: str):
        self.directive, self.line, self.file = directive, line, file
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, message, remedy))

    def line_of(self, option: str) -> int:
        """The line of an option, or that of the question where it is missing."""
        return self.line + self.directive.option_lines.get(option, 0)

    def read(self) -> Question:
        options = self.directive.options
        name, kind = str(options.get("name") or ""), options.get("kind")
        if not name:
            self.problem(self.line, "This question has no name", "Add a line such as :name: quiz-neurons-bias.")
        if kind not in QUESTION_KINDS:
            what = f"This question is of an unknown kind: {kind}{did_you_mean(str(kind), QUESTION_KINDS)}"
            what = what if kind else "This question does not say its kind"
            self.problem(self.line_of("kind"), what, f"Add a line :kind: with one of {', '.join(QUESTION_KINDS)}.")
            return Question(name, "", "", (), self.line)
        text, answers = self.read_body(kind)
        if not text:
            self.problem(self.line, "This question asks nothing", "Write the question above its answers.")
        if self.directive.argument:
            what = f"A question has no title, but this one has: {self.directive.argument}"
            self.problem(self.line, what, "Write it as a paragraph below the options.")
        known = {"name", "kind"} | ({"answer", "tolerance"} if kind == "numeric" else set())
        for option in options:
            if option not in known:
                what = f"A {kind} question has no option {option!r}{did_you_mean(option, known)}"
                self.problem(self.line_of(option), what, "Remove it, or mend its name.")
        tolerance = 0.0
        if kind == "numeric":
            answers, tolerance = self.check_numeric(answers)
        else:
            self.check_answers(kind, answers)
        return Question(name, kind, text, tuple(answers), self.line, tolerance)

    def read_body(self, kind: str) -> tuple[str, list[Answer]]:
        """The text of the question, and its answers."""
        body = self.directive.body
        lines = myst.lines_of(body)
        text, answers = [], []
        start = 0
        for token in myst.parser().parse(body):
            if token.level != 0:
                continue
            line = self.line + self.directive.body_line + (token.map[0] if token.map else 0)
            if token.type == "heading_open":
                self.problem(line, "A heading inside a question", "Write a paragraph.")
            inner = myst.directive_of(token, lines)
            if inner is None:
                continue
            first, last = myst.lines_of_token(token)
            text += lines[start:first]
            start = last
            if inner.name not in _ANSWERS[kind]:
                allowed = " and ".join(f"{{{name}}}" for name in _ANSWERS[kind])
                self.problem(
                    line, f"A {kind} question holds {allowed} only, not {{{inner.name}}}", "Mend it, or take it out."
                )
                continue
            answers.append(self.read_answer(kind, inner, line))
        text += lines[start:]
        return "\n".join(text).strip(), answers

    def read_answer(self, kind: str, directive: myst.Directive, line: int) -> Answer:
        lines = myst.lines_of(directive.body)
        for token in myst.parser().parse(directive.body):
            inner = myst.directive_of(token, lines)
            if inner is not None or token.type == "heading_open":
                what = f"{{{inner.name}}}" if inner else "a heading"
                self.problem(
                    line, f"An explanation holds {what}", "Write paragraphs, lists, formulas or blocks of code."
                )
        if not directive.body.strip():
            what = f"This answer has no explanation: {directive.argument or directive.name}"
            self.problem(line, what, "Write below it, in one or two sentences, why it is right or wrong.")
        if kind == "numeric" and directive.argument:
            what = f"An answer of a numeric question has no text, but this one has: {directive.argument}"
            self.problem(line, what, "Write the number as :value:, or as :answer: of the question.")
        if kind != "numeric" and not directive.argument:
            what = f"This answer has no text: {{{directive.name}}}"
            self.problem(line, what, f"Write it behind {{{directive.name}}}, in the same line.")
        value = None
        for option in directive.options:
            if option != "value" or kind != "numeric" or directive.name == "correct":
                self.problem(line, f"This answer has no option {option!r}", "Remove it, or mend its name.")
            else:
                value = self.number("value", directive.options["value"], line)
        return Answer(directive.argument, directive.body, directive.name == "correct", line, value)

    def number(self, option: str, value: object, line: int) -> float:
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            what = "is missing" if value is None else f"is no number: {value}"
            self.problem(line, f":{option}: {what}", "Write a number such as 1050 or 0.25.")
        return number

    def check_answers(self, kind: str, answers: list[Answer]) -> None:
        right = sum(answer.right for answer in answers)
        if kind == "ordering":
            fewest, most = ORDERING_ITEMS
            if not fewest <= len(answers) <= most:
                what = f"An ordering question has {fewest} to {most} items; this one has {len(answers)}"
                self.problem(self.line, what, "Add or join some.")
            return
        if kind == "single" and right != 1:
            what = f"A single question has exactly one {{correct}} answer; this one has {right}"
            self.problem(self.line, what, "Mend its answers, or write :kind: multiple.")
        if kind == "multiple" and not right:
            self.problem(self.line, "This question has no {correct} answer", "Write at least one.")
        if len(answers) < 2:
            self.problem(self.line, "This question leaves nothing to choose from", "Write at least two answers.")

    def check_numeric(self, answers: list[Answer]) -> tuple[list[Answer], float]:
        options = self.directive.options
        expected = self.number("answer", options.get("answer"), self.line)
        tolerance = self.number("tolerance", options.get("tolerance"), self.line)
        if tolerance < 0:
            self.problem(self.line, f":tolerance: is less than 0: {tolerance}", "Write 0 for an exact answer.")
        if sum(answer.right for answer in answers) != 1:
            self.problem(self.line, "A numeric question has exactly one {correct}", "Write why the answer is right.")
        if sum(not answer.right and answer.value is None for answer in answers) != 1:
            what = "A numeric question has exactly one {incorrect} without :value:, for all other numbers"
            self.problem(self.line, what, "Write how the answer is found.")
        seen = [expected]
        for answer in answers:
            if answer.value is None:
                continue
            if any(abs(answer.value - other) <= tolerance for other in seen):
                what = f"The number {answer.value:g} has an explanation already, within the tolerance"
                self.problem(answer.line, what, "Choose another :value:, or a smaller :tolerance:.")
            seen.append(answer.value)
        known = [replace(answer, value=expected) if answer.right else answer for answer in answers]
        return sorted(known, key=lambda answer: answer.value is None), tolerance
