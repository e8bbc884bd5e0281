"""Read a lesson: a MyST Markdown notebook in `chapters/`, cell by cell, and say what is wrong with its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from markdown_it.token import Token

from polyneuron.book.model.exercise import MODEL_ANSWER, STATEMENT, VARIANTS, WRONG, cell_identifier
from polyneuron.book.model.lesson import QUIZ, Cell, Label, Lesson
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.model.question import Question
from polyneuron.book.source import myst
from polyneuron.book.source.code_cells import check_code, check_set, read_options
from polyneuron.book.source.directives import Trouble, check_directive
from polyneuron.book.source.exercises import order_problems, read_exercise
from polyneuron.book.source.fences import fault_of
from polyneuron.book.source.front_matter import front_matter_problems
from polyneuron.book.source.labels import labels_of
from polyneuron.book.source.objectives import read_objectives
from polyneuron.book.source.prose import ProseReader
from polyneuron.book.source.python_code import oldest_python
from polyneuron.book.source.questions import read_quiz
from polyneuron.book.source.quiz_clues import length_problems, number_problems
from polyneuron.book.source.times import time_problems
from polyneuron.book.tools.reading import read_text

_OF_SPHINX = ("genindex", "modindex", "py-modindex", "search")
_FRONT_MATTER = "Begin it with the lines ---, file_format: mystnb, … and ---; chapter 01 shows how they look."


def read_lesson(path: Path, root: Path, page: bool = False) -> tuple[Lesson, list[Problem]]:
    """Read a lesson and say what is wrong with its form.

    Parameters
    ----------
    path
        A MyST Markdown notebook (https://myst-nb.readthedocs.io/en/v1.4.0/authoring/text-notebooks.html).
    root
        The project's root; problems name files relative to it.
    page
        Whether it is a page beside the lessons: prose with generated parts, and nothing that runs.

    Returns
    -------
    The lesson, and its problems. The lesson holds what could be read; where a fence is not closed, what it swallowed is
    not judged, and neither is the lesson as a whole.
    """
    file = relative(path, root)
    try:
        text = read_text(path, root)
    except ProblemsFound as found:
        return Lesson(path.stem, path, ()), found.problems
    if not text.strip():
        kind = "page" if page else "lesson"
        return Lesson(path.stem, path, ()), [Problem(file, 1, f"This {kind} is empty", _FRONT_MATTER)]
    reader = _Reader(path, root, text, page)
    reader.read()
    if not reader.faulty:
        reader.check_whole(oldest_python(root))
    labels = tuple(labels_of(text))
    reader.check_labels(labels)
    references, pictures = tuple(reader.prose.references), tuple(reader.prose.pictures)
    lesson = Lesson(path.stem, path, tuple(reader.cells), labels=labels, references=references, pictures=pictures)
    return lesson, reader.problems


class _Reader:
    def __init__(self, path: Path, root: Path, text: str, page: bool):
        self.file, self.text, self.page = relative(path, root), text, page
        self.lines = myst.lines_of(text)
        self.cells: list[Cell] = []
        self.problems: list[Problem] = []
        self.prose = ProseReader(root)
        self.label = path.stem
        self.counts: dict[str, int] = {}
        self.questions: list[Question] = []
        self.unread_questions = False
        """Whether the form of a question is wrong, so that nothing can be counted."""
        self.exercises = 0
        self.unread_exercises = False
        """Whether the head of an exercise is wrong, so that nobody knows what it practises."""
        self.headings: list[tuple[int, int]] = []
        """Level and line of each heading."""
        self.has_front_matter = False
        self.faulty = False
        """Whether a block could not be read, so that what is missing may stand in it."""

    def problem(self, line: int, message: str, remedy: str, cell: str = "") -> None:
        self.problems.append(Problem(self.file, line, message, remedy, cell=cell))

    def add_troubles(self, troubles: Iterable[Trouble]) -> None:
        for trouble in troubles:
            self.problem(*trouble)

    def add(self, kind: str, source: str, line: int, options: dict | None = None) -> None:
        self.counts[self.label] = self.counts.get(self.label, 0) + 1
        self.cells.append(Cell(kind, source, line, f"{self.label}-{self.counts[self.label]}", options or {}))

    def add_markdown(self, first: int, last: int) -> None:
        """Add the lines [first, last), counted from 0, without the blank ones around them."""
        while first < last and not self.lines[first].strip():
            first += 1
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        if first < last:
            self.add("markdown", "\n".join(self.lines[first:last]), first + 1)

    def read(self) -> None:
        """Read the blocks of the lesson one after the other."""
        start = 0
        target: tuple[str, int] | None = None
        tokens = myst.parser().parse(self.text)
        for token, follower in pairwise([*tokens, Token("end", "", 0)]):
            if token.map is None:
                continue
            first, last = token.map
            if myst.is_fence(token):
                start = self.read_fence(token, start)
            elif token.level != 0:
                continue
            elif token.type == "front_matter":
                self.has_front_matter = True
                if any(self.lines[place].rstrip() != "---" for place in (first, last - 1)):
                    self.problem(last, "The front matter does not stand between two lines ---", _FRONT_MATTER)
                self.problems += front_matter_problems(token.content, self.file, self.page)
                start = last
            elif token.type == "myst_target":
                target = (token.content, last)
                self.check_label(token.content, first + 1)
                self.add_markdown(start, first)
                start, self.label = first, token.content
            elif token.type == "heading_open":
                self.headings.append((int(token.tag[1:]), first + 1))
                if not follower.content.strip():
                    self.problem(first + 1, "This heading has no words", "Write them, or take the line out.")
                if "<" in "".join(child.content for child in follower.children or []):
                    self.problem(first + 1, "This heading holds <, which a page's search shows as HTML", "Use words.")
                if target is None or any(line.strip() for line in self.lines[target[1] : first]):
                    self.problem(
                        first + 1,
                        f"This heading has no label: {self.lines[first]}",
                        "Write a line such as (counting-parameters)= above it, in ASCII, the same in all languages.",
                    )
                    self.add_markdown(start, first)
                    start = first
        self.add_markdown(start, len(self.lines))

    def check_label(self, label: str, line: int) -> None:
        if not myst.is_label(label):
            self.problem(
                line,
                f"The label {label!r} is not made of small ASCII letters, digits and single hyphens (50 at the most)",
                "Choose such a label: it is an address on the web and the beginning of cell identifiers.",
            )
        if label in _OF_SPHINX:
            self.problem(line, f"The label {label!r} is the name of a page of Sphinx", "Choose another one.")

    def check_labels(self, labels: Iterable[Label]) -> None:
        """Whether each label, of whatever kind, stands there once: it is an address within the page."""
        first: dict[str, Label] = {}
        for label in labels:
            other = first.setdefault(label.name, label)
            if other is not label:
                what = f"The label {label.name!r} is used twice in this lesson (first in line {other.line})"
                self.problem(label.line, what, "Give each heading, exercise, picture and box its own.")

    def read_fence(self, token: Token, start: int) -> int:
        """Read a block between fences; return the line at which the next piece of Markdown begins."""
        first, last = myst.lines_of_token(token)
        if fault := fault_of(token, self.lines):
            self.faulty = True
            self.problem(fault.line + 1, fault.message, fault.remedy)
            if token.level == 0:
                self.add_markdown(start, first)
                return last
            return start
        directive = myst.directive_of(token, self.lines)
        if directive is None:
            return start
        if self.page and directive.name in (myst.CODE_CELL, "question", "exercise"):
            what = f"A page has prose only, and here stands {{{directive.name}}}"
            self.problem(first + 1, what, "Move it to a lesson in chapters/.")
            return start
        if token.level == 0 and directive.name == myst.CODE_CELL:
            self.add_markdown(start, first)
            options, troubles = read_options(directive, first)
            self.add_troubles(troubles)
            if not directive.body.strip():
                self.problem(first + 1, "This code cell is empty", "Write its code, or take it out.")
            self.add("code", directive.body, first + 1 + directive.body_line, options)
            return last
        if token.level == 0 and directive.name == "question":
            self.add_question(directive, start, first, last)
            return last
        outer = "" if token.level == 0 else "a list or a quotation"
        self.add_troubles(check_directive(directive, first, self.page, outer))
        if token.level == 0 and directive.name == "exercise":
            self.add_markdown(start, first)
            self.read_exercise(token, directive)
            return last
        return start

    def read_exercise(self, token: Token, directive: myst.Directive) -> None:
        """Add the parts of an exercise as cells."""
        reading = read_exercise(token, directive, self.lines)
        self.add_troubles(reading.problems)
        if reading.exercise is None:
            self.unread_exercises = True
            return
        self.exercises += 1
        exercise = replace(reading.exercise, number=self.exercises)
        self.check_label(exercise.name, myst.lines_of_token(token)[0] + 1)
        for part in reading.parts:
            kind = "markdown" if part.name in (STATEMENT, MODEL_ANSWER) else "code"
            identifier = cell_identifier(exercise.name, part.name)
            if part.name == WRONG:
                identifier += f"-{sum(cell.identifier.startswith(identifier) for cell in self.cells) + 1}"
            options = {"alt": part.alt} if part.alt else {}
            self.cells.append(Cell(kind, part.source, part.line, identifier, options, part.name, exercise, part.words))

    def add_question(self, directive: myst.Directive, start: int, first: int, last: int) -> None:
        """Add a question, the lines [first, last), to the quiz; `start` is where the Markdown before it begins."""
        follows = bool(self.cells) and self.cells[-1].kind == QUIZ and not "".join(self.lines[start:first]).strip()
        if follows:
            quiz = self.cells[-1]
            self.cells[-1] = replace(quiz, source="\n".join(self.lines[quiz.line - 1 : last]))
        else:
            self.add_markdown(start, first)
            if any(cell.kind == QUIZ for cell in self.cells):
                self.problem(first + 1, "This lesson has two quizzes", "Put all questions one after the other.")
            self.add(QUIZ, "\n".join(self.lines[first:last]), first + 1)
        questions, problems = read_quiz("\n".join(self.lines[first:last]), first + 1, self.file)
        self.questions += questions
        self.problems += problems
        self.unread_questions = self.unread_questions or bool(problems)
        if name := directive.options.get("name"):
            self.check_label(str(name), first + 1)

    def check_whole(self, minor: int) -> None:
        """Check what needs the whole lesson: its front matter, headings, prose, code for Python 3.`minor`."""
        if not self.has_front_matter:
            opened = self.text.startswith("---")
            what = "The front matter is opened here and never closed" if opened else "This file has no front matter"
            self.problem(1, what, _FRONT_MATTER)
        self.check_headings()
        drawn = {cell.exercise for cell in self.cells if cell.part == VARIANTS}
        for cell in self.cells:
            if cell.kind != "code":
                self.prose.has_values = cell.exercise in drawn
                self.prose.read(cell.source, cell.line)
        self.add_troubles(self.prose.problems)
        found = check_code(self.cells, minor)
        if not self.page:
            found += check_set(self.cells, 1)
        for one in found:
            self.problem(one.line, one.message, one.remedy, one.cell)
        self.add_troubles(order_problems(self.cells))
        if not self.unread_questions:
            self.add_troubles(length_problems(self.questions))
            self.add_troubles(number_problems(self.questions, self.cells))
        if not self.unread_exercises:
            self.add_troubles(read_objectives(self.cells).problems)
        if not self.unread_exercises and not self.unread_questions:
            self.add_troubles(time_problems(self.cells))

    def check_headings(self) -> None:
        titles = [line for level, line in self.headings if level == 1]
        if not titles:
            self.problem(1, "This file has no title", "Write it as # Title, with a label above it.")
        elif self.headings[0][1] != titles[0]:
            what = "A heading stands above the title"
            self.problem(self.headings[0][1], what, "Begin with the title: # Title.")
        for line in titles[1:]:
            what = f"This is the second title (first in line {titles[0]})"
            self.problem(line, what, "Write ## for the headings of sections.")
        for (above, _), (level, line) in pairwise(self.headings):
            if level > above + 1:
                what = f"This heading is {level - above} levels below the one before it"
                self.problem(line, what, f"Write {'#' * (above + 1)}.")
