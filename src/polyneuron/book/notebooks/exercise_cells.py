"""An exercise → the notebook cells of each of its forms: for students, for instructors and execution, for the page.

All forms have the same identifiers, so that what one of them prints can be shown in another, and so that nbgrader
finds a student's cells again. nbgrader's metadata follows its schema 3
(https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html).
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from nbformat import NotebookNode

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import (
    CHECK,
    HIDDEN_CHECK,
    MODEL_ANSWER,
    SCAFFOLD,
    SOLUTION,
    STATEMENT,
    WRONG,
    Exercise,
)
from polyneuron.book.model.lesson import Cell
from polyneuron.book.notebooks.cells import new_code_cell, new_markdown_cell
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.source import myst
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.values import drawn_values, with_values
from polyneuron.book.tools.escaping import markdown_words, python_string
from polyneuron.book.tools.python_code import syntax_tree

SCAFFOLD_KEY = "scaffold"
"""Key, under `polyneuron` in the metadata of an instructor's cell, of what a student starts from."""
RAISES_TAG = "raises-exception"
"""Tag (nbclient's and JupyterLab's) of cells whose error does not stop the notebook."""
SOLUTION_TAG, CHECK_TAG = "exercise-solution", "exercise-check"
KIND_TEXTS = {
    "predict": interface_messages.PREDICT,
    "change": interface_messages.CHANGE,
    "write": interface_messages.WRITE,
    "explain": interface_messages.EXPLAIN,
}
HIDDEN_BEGIN, HIDDEN_END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
"""nbgrader's marks around checks that students do not see."""
_IMPORT = "from polyneuron import check, checking"


class ExerciseCells:
    """The cells of one exercise of a localised lesson, with the numbers of the edition's seed."""

    def __init__(self, exercise: Exercise, cells: list[Cell], edition: Edition):
        self.exercise = exercise
        self.values = drawn_values(cells, edition.seed)
        """The drawn values by their names; none in an exercise without variants."""
        cells = with_values(cells, edition.seed, edition.language)
        self.parts = {cell.part: cell for cell in cells}
        self.wrong = [cell for cell in cells if cell.part == WRONG]
        self.edition = edition

    # Pieces

    @property
    def names(self) -> list[str]:
        """The names that an answer defines: those that the scaffold assigns, and its functions."""
        found = []
        for node in syntax_tree(self.parts[SCAFFOLD].source).body:
            if isinstance(node, ast.FunctionDef):
                found.append(node.name)
            elif isinstance(node, ast.Assign):
                targets = (name for target in node.targets for name in ast.walk(target))
                found += [name.id for name in targets if isinstance(name, ast.Name)]
        return found

    @property
    def title(self) -> str:
        """The exercise's own title, in the language of the edition."""
        return self._statement().argument

    def check_source(self, *, hidden: bool) -> str:
        """The code of the check cell, with or without the hidden checks."""
        body = self.parts[CHECK].source
        if hidden and HIDDEN_CHECK in self.parts:
            more = self.parts[HIDDEN_CHECK].source
            body = f"{body}\n{HIDDEN_BEGIN}\n{more}\n{HIDDEN_END}"
        names = ", ".join(map(python_string, self.names))
        return f"{_IMPORT}\n\nwith checking({names}):\n{textwrap.indent(body, '    ')}"

    def _title(self, directive: myst.Directive) -> str:
        number = self.edition.language.number(self.exercise.number)
        title = self.edition.interface(interface_messages.EXERCISE_TITLE)
        return markdown_words(title.replace("{number}", number)).replace("{title}", directive.argument)

    def _facts(self) -> str:
        """What kind of exercise it is, its time and points, as Markdown in one line."""
        interface, number, exercise = self.edition.interface, self.edition.language.number, self.exercise
        return markdown_words(
            " · ".join(
                (
                    interface(KIND_TEXTS[exercise.kind]),
                    interface(interface_messages.MINUTES).replace("{minutes}", number(exercise.minutes)),
                    interface(interface_messages.POINTS).replace("{points}", number(exercise.points)),
                )
            )
        )

    def _statement(self) -> myst.Directive:
        return _directive(self.parts[STATEMENT].source)

    # Forms

    def student(self) -> Iterator[NotebookNode]:
        """Statement, scaffold, visible check, and a place for the explanation."""
        yield self._plain_statement()
        yield self._code("answer", self.parts[SCAFFOLD].source, self._answer_metadata())
        tags = {"tags": [CHECK_TAG, RAISES_TAG]}
        yield self._code("check", self.check_source(hidden=False), tags | self._check_metadata())
        if MODEL_ANSWER in self.parts:
            yield self._explanation(self._invitation(), self._explanation_metadata())

    def instructor(self) -> Iterator[NotebookNode]:
        """Statement, solution, all checks, and the model answer; what builds run, too."""
        yield self._plain_statement()
        scaffold = {"polyneuron": {SCAFFOLD_KEY: self.parts[SCAFFOLD].source}}
        metadata = {"tags": [SOLUTION_TAG]} | self._answer_metadata() | scaffold
        if picture := self._picture():
            metadata["mystnb"] = picture
        yield self._code("answer", self.parts[SOLUTION].source, metadata)
        yield self._code("check", self.check_source(hidden=True), {"tags": [CHECK_TAG]} | self._check_metadata())
        if MODEL_ANSWER in self.parts:
            answer = _directive(self.parts[MODEL_ANSWER].source).body
            metadata = self._explanation_metadata() | {"polyneuron": {SCAFFOLD_KEY: self._invitation()}}
            yield self._explanation(self._plain(answer), metadata)

    def page(self, outputs: dict[str, NotebookNode]) -> Iterator[NotebookNode]:
        """A box with statement, hints (folded) and scaffold; solution and model answer folded below it.

        `outputs` has the executed code cells by their identifiers.
        """
        interface, identifier = self.edition.interface, self.exercise.name
        yield new_markdown_cell(self._box(), id=identifier)
        prompts = {
            "code_prompt_show": interface(interface_messages.SHOW_SOLUTION),
            "code_prompt_hide": interface(interface_messages.HIDE_SOLUTION),
        }
        solution = self._code("answer", self.parts[SOLUTION].source, {"tags": [SOLUTION_TAG, "hide-cell"]})
        solution.metadata["mystnb"] = prompts | self._picture()
        yield with_outputs(solution, outputs)
        if MODEL_ANSWER in self.parts:
            lines = self.parts[MODEL_ANSWER].source.splitlines()
            lines[0] = _dropdown(lines[0], interface(interface_messages.MODEL_ANSWER))
            yield new_markdown_cell("\n".join(lines), id=f"{identifier}-explanation")

    def _picture(self) -> dict:
        """MyST-NB's settings of the picture that the solution draws, if it draws one."""
        alt = self.parts[SOLUTION].options.get("alt")
        return {"image": {"alt": alt}} if alt else {}

    def _box(self) -> str:
        """The statement as an admonition of MyST, with the scaffold in it and hints as dropdowns."""
        statement = self._statement()
        lines = statement.body.splitlines()
        for token in myst.parser().parse(statement.body):
            inner = myst.directive_of(token, lines)
            if inner is not None and inner.name == "hint":
                first, _ = myst.lines_of_token(token)
                lines[first] = _dropdown(lines[first], self.edition.interface(interface_messages.HINT))
        scaffold = self.parts[SCAFFOLD].source
        code = myst.fence_around(scaffold, "`")
        facts = [":::{div} exercise-facts", self._facts(), ":::", ""]
        body = [*facts, *lines, "", f"{code}python", scaffold, code]
        options = [f":class: exercise exercise-{self.exercise.kind}", f":name: {self.exercise.name}", ""]
        fence = myst.fence_around("\n".join(body))
        return "\n".join([f"{fence}{{admonition}} {self._title(statement)}", *options, *body, fence])

    def _plain_statement(self) -> NotebookNode:
        statement = self._statement()
        text = f"### {self._title(statement)}\n\n*{self._facts()}*\n\n{statement.body}"
        return new_markdown_cell(self._plain(text), id=self.exercise.name)

    def _plain(self, text: str) -> str:
        edition = self.edition
        return plain_markdown(
            text, edition.language.direction, edition.links, {"hint": edition.interface(interface_messages.HINT)}
        )

    def _invitation(self) -> str:
        return self._plain(f"*{markdown_words(self.edition.interface(interface_messages.WRITE_EXPLANATION))}*")

    # nbgrader

    def _code(self, name: str, source: str, metadata: dict) -> NotebookNode:
        return new_code_cell(source, id=f"{self.exercise.name}-{name}", metadata=metadata)

    def _explanation(self, source: str, metadata: dict) -> NotebookNode:
        return new_markdown_cell(source, id=f"{self.exercise.name}-explanation", metadata=metadata)

    def _answer_metadata(self) -> dict:
        return self._nbgrader("answer", grade=False, solution=True)

    def _check_metadata(self) -> dict:
        return self._nbgrader("check", grade=True, solution=False, points=self.exercise.check_points)

    def _explanation_metadata(self) -> dict:
        return self._nbgrader("explanation", grade=True, solution=True, points=self.exercise.explanation_points)

    def _nbgrader(self, name: str, *, grade: bool, solution: bool, points: int | None = None) -> dict:
        own = {
            "grade": grade,
            "grade_id": f"{self.exercise.name}-{name}",
            "locked": not solution,
            "schema_version": 3,
            "solution": solution,
            "task": False,
        }
        return {"nbgrader": own if points is None else own | {"points": points}}


def with_outputs(cell: NotebookNode, executed: dict[str, NotebookNode]) -> NotebookNode:
    """Give a code cell what the executed cell of the same identifier printed, without standard error."""
    done = executed[cell.id]
    cell.outputs = [output for output in done.outputs if output.get("name") != "stderr"]
    cell.execution_count = done.execution_count
    return cell


def by_exercise(cells: Iterable[Cell]) -> Iterator[tuple[Exercise | None, list[Cell]]]:
    """The cells of a lesson in runs: those of one exercise, or those between exercises (None)."""
    for exercise, run in groupby(cells, key=lambda cell: cell.exercise):
        yield exercise, list(run)


def _dropdown(opening: str, words: str) -> str:
    """The opening line of a directive, turned into that of a folded box of sphinx-design with `words` on it."""
    return opening.split("{")[0] + "{dropdown} " + markdown_words(words)


def _directive(source: str) -> myst.Directive:
    """The directive that a cell's whole source is; raises `ValueError` where it is none, which reading rules out."""
    directive = myst.directive_of(myst.parser().parse(source)[0], source.splitlines())
    if directive is None:
        raise ValueError(f"not the source of a directive: {source[:60]!r}")
    return directive
