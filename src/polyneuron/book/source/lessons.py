"""Read a lesson: a MyST Markdown notebook in `chapters/`, cell by cell, and say what is wrong with its form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from polyneuron.book.model.exercise import MODEL_ANSWER, STATEMENT, WRONG, cell_identifier
from polyneuron.book.model.lesson import QUIZ, Cell, Lesson
from polyneuron.book.model.problems import Problem, relative
from polyneuron.book.source import myst
from polyneuron.book.source.exercises import read_exercise
from polyneuron.book.source.questions import read_quiz


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
    The lesson, and its problems: unknown or unbalanced directives, headings without a label, labels used twice,
    unreadable options. The lesson holds what could be read.
    """
    reader = _Reader(path, relative(path, root), page)
    reader.read()
    return Lesson(path.stem, path, tuple(reader.cells)), reader.problems


class _Reader:
    def __init__(self, path: Path, file: str, page: bool):
        self.path, self.file, self.page = path, file, page
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines()
        self.cells: list[Cell] = []
        self.problems: list[Problem] = []
        self.label = path.stem
        self.counts: dict[str, int] = {}
        self.labels: set[str] = set()
        self.exercises = 0

    def problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, message, remedy))

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
        tokens = myst.parser().parse(self.text)
        start = 0
        target: tuple[str, int] | None = None
        for token in tokens:
            if token.level != 0 or token.map is None:
                continue
            first, last = token.map
            if token.type == "front_matter":
                self.check_front_matter(token.content)
                start = last
            elif token.type == "myst_target":
                target = (token.content, last)
                self.check_label(token.content, first + 1)
                self.add_markdown(start, first)
                start, self.label = first, token.content
            elif token.type == "heading_open":
                if target is None or self.lines[target[1] : first] != [""] * (first - target[1]):
                    self.problem(
                        first + 1,
                        f"This heading has no label: {self.lines[first]}",
                        "Write a line such as (counting-parameters)= above it, in ASCII, the same in all languages.",
                    )
                    self.add_markdown(start, first)
                    start = first
            elif token.type in ("fence", "colon_fence"):
                start = self.read_fence(token, start)
        self.add_markdown(start, len(self.lines))

    def check_front_matter(self, content: str) -> None:
        try:
            matter = yaml.safe_load(content)
        except yaml.YAMLError as error:
            self.problem(1, f"The front matter is no valid YAML: {error}", "Mend it; chapter 01 shows how it looks.")
            return
        if not isinstance(matter, dict) or matter.get("file_format") != "mystnb":
            self.problem(1, "The front matter does not say file_format: mystnb", "Add that line; see chapter 01.")

    def check_label(self, label: str, line: int) -> None:
        if not myst.is_label(label):
            self.problem(
                line,
                f"The label {label!r} is not made of small ASCII letters, digits and single hyphens (50 at the most)",
                "Choose such a label: it is an address on the web and the beginning of cell identifiers.",
            )
        if label in self.labels:
            self.problem(line, f"The label {label!r} is used twice in this lesson", "Give each heading its own label.")
        self.labels.add(label)

    def read_fence(self, token, start: int) -> int:
        """Read a block between fences; return the line at which the next piece of Markdown begins."""
        first, last = token.map
        try:
            directive = myst.directive_of(token, self.lines)
        except myst.OptionsError as error:
            self.problem(first + 1, f"The options of this directive cannot be read: {error}", "Quote values with ': '.")
            return start
        if directive is None:
            return start
        if not directive.closed:
            self.problem(
                first + 1,
                f"The directive {{{directive.name}}} is opened here and never closed",
                f"Add a line {token.markup} where it ends.",
            )
        if self.page and directive.name in ("code-cell", "question", "exercise"):
            what = f"A page has prose only, and here stands {{{directive.name}}}"
            self.problem(first + 1, what, "Move it to a lesson in chapters/.")
            return start
        if directive.name == "code-cell":
            self.add_markdown(start, first)
            options = dict(directive.options)
            if isinstance(options.get("tags"), str):
                options["tags"] = [tag.strip() for tag in options["tags"].split(",")]
            self.add("code", directive.body, first + 1 + directive.body_line, options)
            return last
        if directive.name == "question":
            self.add_question(directive, start, first, last)
            return last
        self.check_directive(directive, first)
        if directive.name == "exercise":
            self.add_markdown(start, first)
            self.read_exercise(token, directive)
            return last
        return start

    def read_exercise(self, token, directive: myst.Directive) -> None:
        """Add the parts of an exercise as cells."""
        reading = read_exercise(token, directive, self.lines)
        for problem in reading.problems:
            self.problem(*problem)
        if reading.exercise is None:
            return
        self.exercises += 1
        exercise = replace(reading.exercise, number=self.exercises)
        self.check_label(exercise.name, token.map[0] + 1)
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
        self.problems += read_quiz("\n".join(self.lines[first:last]), first + 1, self.file)[1]
        if name := directive.options.get("name"):
            self.check_label(str(name), first + 1)

    def check_directive(self, directive: myst.Directive, first: int, outer: str = "") -> None:
        """Check a directive and those inside it; `first` is its line, counted from 0."""
        if outer == "exercise" and directive.name in myst.EXERCISE_PARTS - {"model-answer"}:
            return
        wanted = myst.INSIDE.get(directive.name, outer)
        if wanted != outer:
            what = f"The directive {{{directive.name}}} stands outside of {{{wanted}}}"
            self.problem(first + 1, what, f"Put it into the {{{wanted}}} that it belongs to.")
        if self.page and not outer and directive.name == myst.GENERATED_DIRECTIVE:
            return
        if directive.name not in myst.DIRECTIVES:
            self.problem(
                first + 1,
                f"Unknown directive {{{directive.name}}}"
                + (": code cells stand at the top level" if directive.name == "code-cell" else ""),
                f"Use one of {', '.join(sorted(myst.DIRECTIVES))}, or teach it to src/polyneuron/book/source/myst.py.",
            )
            return
        if directive.name == "question" or directive.name in myst.ANSWERS:
            what = "Questions stand at the top level of a lesson, and answers in questions only"
            self.problem(first + 1, f"{what}: {{{directive.name}}}", "Move it there.")
            return
        if directive.name in myst.DIRECTIVES_VERBATIM:
            return
        lines = directive.body.splitlines()
        for token in myst.parser().parse(directive.body):
            inner = myst.directive_of(token, lines)
            if inner is None:
                continue
            line = first + directive.body_line + token.map[0]
            if not inner.closed:
                self.problem(line + 1, f"The directive {{{inner.name}}} is opened here and never closed", "Close it.")
            self.check_directive(inner, line, directive.name)
