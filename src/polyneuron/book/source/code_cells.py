"""Code cells of a lesson: their options, and the two cells that builds change, `set-up` and `parameters`.

Guards against options that nobody reads: a misspelt tag that publishes what only builds should run, a quick copy that
runs in full because a name in `quick` is not the one in the cell, an edition that speaks English because the call that
chooses its language is not where it is looked for.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence
from dataclasses import dataclass

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.exercise import VARIANTS, WRONG
from polyneuron.book.model.lesson import BUILD_CHECK, GRADING, PARAMETERS, QUICK_GRADING, SET_UP, TAGS, Cell
from polyneuron.book.source import myst
from polyneuron.book.source.directives import Trouble, check_options
from polyneuron.book.source.python_code import CodeError, check_python
from polyneuron.book.source.schema import did_you_mean, shown

_LANGUAGES = ("", "ipython3", "python", "python3")
"""What may stand behind {code-cell}."""
_CALL = f'polyneuron.use_language("{SOURCE_LANGUAGE}")'
_EXCLUSIVE = (SET_UP, PARAMETERS, BUILD_CHECK)
"""Tags of which a cell has one at the most."""


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with a cell of a lesson."""

    line: int
    """Line of the file, counted from 1."""
    message: str
    remedy: str
    cell: str


def read_options(directive: myst.Directive, first: int) -> tuple[dict, list[Trouble]]:
    """The options of a code cell with its tags as a list, and what is wrong with them.

    Parameters
    ----------
    first
        Line of the file where the cell's fence stands, counted from 0.
    """
    found = check_options(directive, first)
    if directive.argument not in _LANGUAGES:
        what = f"Code cells are in Python, and this one says {directive.argument!r}"
        found.append((first + 1, what, "Write {code-cell} ipython3."))
    options = dict(directive.options)
    lines = {name: first + 1 + offset for name, offset in directive.option_lines.items()}
    if "tags" in options:
        options["tags"], wrong = _tags(options["tags"], lines["tags"])
        found += wrong
    if "alt" in options and (not isinstance(options["alt"], str) or not options["alt"].strip()):
        what = f":alt: is {shown(options['alt'])}, and should be a text"
        found.append((lines["alt"], what, "Write what somebody who does not see the picture should know, in quotes."))
        del options["alt"]
    if GRADING in options and (options[GRADING] != QUICK_GRADING or PARAMETERS not in options.get("tags", [])):
        what = f":{GRADING}: {shown(options[GRADING])} does not fit: it is {QUICK_GRADING!r}, in the cell of parameters"
        remedy = f"Write :{GRADING}: {QUICK_GRADING} below :tags: [{PARAMETERS}], or take the line out."
        found.append((lines[GRADING], what, remedy))
        del options[GRADING]
    if "quick" in options and not isinstance(options["quick"], dict):
        what = f":quick: is {shown(options['quick'])}, and should be names with values"
        found.append((lines["quick"], what, "Write it as in :quick: {epochs: 1}."))
        del options["quick"]
        return options, found  # whether it belongs here is the smaller question
    if "quick" in options and PARAMETERS not in options.get("tags", []):
        what = f"Only the cell with the tag {PARAMETERS} has the option quick"
        found.append((lines["quick"], what, f"Add :tags: [{PARAMETERS}], or take the line out."))
        del options["quick"]
    elif PARAMETERS in options.get("tags", []) and not options.get("quick"):
        what = f"The cell with the tag {PARAMETERS} does not say the values of quick copies"
        found.append((lines["tags"], what, "Add a line such as :quick: {epochs: 1}."))
    return options, found


def _tags(written: object, line: int) -> tuple[list[str], list[Trouble]]:
    """The tags that there are, and what is wrong with the others."""
    if isinstance(written, str):
        written = [tag.strip() for tag in written.split(",")]
    if not isinstance(written, list) or not all(isinstance(tag, str) for tag in written):
        what = f":tags: is {shown(written)}, and should be a list of tags"
        return [], [(line, what, f"Write it as in :tags: [{TAGS[0]}]; there are {', '.join(TAGS)}.")]
    found = [
        (line, f"Unknown tag {tag!r}{did_you_mean(tag, TAGS)}", f"Use {', '.join(TAGS)}.")
        for tag in written
        if tag not in TAGS
    ]
    for tag in dict.fromkeys(tag for tag in written if written.count(tag) > 1):
        found.append((line, f"The tag {tag!r} stands there twice", "Take one of the two out."))
    if len(both := [tag for tag in _EXCLUSIVE if tag in written]) > 1:
        found.append((line, f"A cell cannot be {' and '.join(both)}", "Make two cells of it."))
    return [tag for tag in dict.fromkeys(written) if tag in TAGS], found


def check_code(cells: Sequence[Cell], minor: int) -> list[CellProblem]:
    """What is wrong with the code of a lesson, for Python 3.`minor` and newer: syntax, parameters, set-up."""
    found = []
    has_set_up = any(SET_UP in cell.tags for cell in cells)  # `check_set` says that there is none
    for cell in cells:
        if cell.kind != "code" or cell.part == VARIANTS:  # a language of its own, read with its exercise
            continue
        try:
            tree = check_python(cell.source, minor)
        except CodeError as error:
            subject = "This wrong answer" if cell.part == WRONG else "This cell"
            what = f"{subject} is no valid Python: {error}"
            remedy = "Mend the code; cells hold plain Python, without magics."
            found.append(CellProblem(cell.line + error.line - 1, what, remedy, cell.identifier))
            continue
        if PARAMETERS in cell.tags and "quick" in cell.options:
            found += _check_quick(cell, tree)
        if has_set_up:
            found += _check_language(cell, tree)
    return found


def check_set(cells: Sequence[Cell], file_line: int) -> list[CellProblem]:
    """Whether a lesson has its one set-up cell before all other code, and at most one cell of parameters.

    `file_line` is the line that a cell is missing at. A lesson on which nothing runs needs none.
    """
    found = []
    code = [cell for cell in cells if cell.kind == "code"]
    set_up = [cell for cell in code if SET_UP in cell.tags]
    if not set_up and not any(cell.kind != "markdown" for cell in cells):
        return []
    if not set_up and (choosing := next((cell for cell in code if "use_language" in cell.source), None)):
        what = f"The cell that chooses the language has not the tag {SET_UP}"
        found.append(CellProblem(choosing.line, what, f"Write :tags: [{SET_UP}] above its code.", choosing.identifier))
    elif not set_up:
        remedy = f"Add a code cell with :tags: [{SET_UP}] that holds import polyneuron and {_CALL}."
        what = f"This lesson has no code cell with the tag {SET_UP}"
        found.append(CellProblem(file_line, what, remedy, ""))
    elif code[0] not in set_up:
        what = f"Code stands before the cell with the tag {SET_UP} (line {set_up[0].line})"
        found.append(CellProblem(code[0].line, what, "Move the set-up cell up.", code[0].identifier))
    for tag in (SET_UP, PARAMETERS):
        others = [cell for cell in code if tag in cell.tags]
        for cell in others[1:]:
            what = f"This is the second cell with the tag {tag} (first in line {others[0].line})"
            found.append(CellProblem(cell.line, what, "Put the two into one.", cell.identifier))
    return found


def _check_quick(cell: Cell, tree: ast.Module) -> list[CellProblem]:
    assigned = _assigned(tree)
    line = cell.line - 1
    found = []
    for name, value in cell.options["quick"].items():
        if name not in assigned:
            what = f"quick names {name!r}, which this cell does not assign{did_you_mean(str(name), assigned)}"
            found.append(CellProblem(line, what, f"Use {', '.join(assigned) or 'names of the cell'}.", cell.identifier))
        elif not _is_literal(value):
            what = f"quick: {name}: is {shown(value)}, and should be a number, a text, true or false"
            found.append(CellProblem(line, what, "Write a plain value.", cell.identifier))
        elif assigned[name] is not None and _kind(assigned[name]) != _kind(value):
            what = f"quick: {name}: is {shown(value)}, and the cell assigns {assigned[name]!r}"
            found.append(CellProblem(line, what, "Write a value of the same kind.", cell.identifier))
    return found


def _assigned(tree: ast.Module) -> dict[str, object]:
    """The names that a cell assigns, with the value where it is a plain one, else None."""
    names: dict[str, object] = {}
    for statement in tree.body:
        targets: list[ast.expr]
        match statement:
            case ast.Assign(targets=targets, value=assigned):
                pass
            case ast.AnnAssign(target=annotated, value=ast.expr() as assigned):
                targets = [annotated]
            case _:
                continue
        plain = assigned.value if isinstance(assigned, ast.Constant) else None
        for target in targets:
            for node in ast.walk(target):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names[node.id] = plain if node is target else None
    return names


def _kind(value: object) -> type:
    return float if isinstance(value, int | float) and not isinstance(value, bool) else type(value)


def _is_literal(value: object) -> bool:
    """Whether Python's own way of writing a value can stand in a cell."""
    if isinstance(value, list):
        return all(_is_literal(item) for item in value)
    if isinstance(value, dict):
        return all(_is_literal(item) for pair in value.items() for item in pair)
    return isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value))


def _check_language(cell: Cell, tree: ast.Module) -> list[CellProblem]:
    """The call that chooses the language stands once, in the set-up cell, in the form that editions know."""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and "use_language" in (getattr(node.func, "attr", None), getattr(node.func, "id", None))
    ]
    is_set_up = SET_UP in cell.tags
    if not is_set_up:
        remedy = f"Choose the language in the cell with the tag {SET_UP} only."
        return [
            CellProblem(cell.line + call.lineno - 1, "Here the language is chosen again", remedy, cell.identifier)
            for call in calls
        ]
    if len(calls) != 1:
        what = f"The set-up cell calls polyneuron.use_language {len(calls)} times"
        return [CellProblem(cell.line, what, f"Write {_CALL} once.", cell.identifier)]
    (call,) = calls
    statements = [statement.value for statement in tree.body if isinstance(statement, ast.Expr)]
    right = (
        isinstance(call.func, ast.Attribute)
        and not call.keywords
        and len(call.args) == 1
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value == SOURCE_LANGUAGE
        and call in statements
    )
    if right:
        return []
    what = f"The language is not chosen in the form that editions know: {ast.unparse(call)}"
    return [CellProblem(cell.line + call.lineno - 1, what, f"Write {_CALL} on a line of its own.", cell.identifier)]
