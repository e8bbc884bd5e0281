"""The part `{variants}` of an exercise: which numbers it has, and which it may have instead.

It is written in a small part of Python, which can neither go on for ever nor do anything: assignments, made of
numbers, lists, operators, comprehensions, a few functions, and `pick(usual, among)`. With the seed 0, which pages and
learners' notebooks have, `pick` gives the usual value; with every other seed one among those that are named, always
the same one for the same seed, on every machine and with every version of Python.

The statement shows a value as `{{name}}`, code uses the name; `polyneuron.book.texts.values` puts the numbers in their
place. Guards against a number that a variant leaves as it was, against one that no reader is told, and against values
that cannot be written down.
"""

from __future__ import annotations

import ast
import hashlib
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any

from polyneuron.book.model.exercise import USUAL_SEED
from polyneuron.book.source import myst
from polyneuron.book.source.schema import did_you_mean
from polyneuron.book.tools.python_code import expression_tree, syntax_tree

Value = Any
"""A number, or a list (or tuple) of values."""

PICK = "pick"
_FUNCTIONS: dict[str, Callable] = {
    function.__name__: function
    for function in (abs, all, any, divmod, enumerate, float, int, len, list, max, min, pow, range, reversed, round)
} | {"set": set, "sorted": sorted, "sum": sum, "tuple": tuple, "zip": zip}
"""What may be called besides `pick`: functions of Python that only compute."""
_NODES = (
    *(ast.Module, ast.Assign, ast.Name, ast.Constant, ast.List, ast.Tuple, ast.Starred, ast.Subscript, ast.Slice),
    *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.ListComp, ast.GeneratorExp),
    *(ast.comprehension, ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context),
)
_REMEDY = f"Use assignments, such as x = {PICK}(4, range(2, 9)), with {', '.join(sorted(_FUNCTIONS))}."
_FILE = "<variants>"
_DIGITS = 6
"""Significant digits that a value may have: more cannot be asked of a reader with paper."""
_TRIED_SEEDS = range(60)
"""Seeds whose values are looked at whenever a lesson is read; the first is the usual one."""
_SMALL = 2
"""Numbers up to this one stand in statements for many reasons; a larger one that is also a drawn value does not."""
_NUMBER = re.compile(
    r"(?<![\w.])(?<!hapter )(?<!quation )(?<!ayer )[-\u2212]?[0-9]+(?:\u00a0[0-9]{3})*(?:\.[0-9]+)?(?![\w])"
)
"""A number of a text that is not the number of a chapter, an equation or a layer."""


class VariantError(ValueError):
    """What is wrong with a part `{variants}`; `line` is counted from 1 in it."""

    def __init__(self, line: int, message: str, remedy: str):
        self.line, self.remedy = line, remedy
        super().__init__(message)


class _PickError(ValueError):
    """A use of `pick` that cannot be meant."""


# Drawing


def draw(source: str, name: str, seed: int) -> dict[str, Value]:
    """The values of an exercise for a seed, by their names; names that begin with `_` stay inside.

    Parameters
    ----------
    source
        What stands in its part `{variants}`; raises `VariantError` where it is not right.
    name
        The exercise's name: two exercises with the same part draw differently.
    seed
        From 0 on.
    """
    code, lines = _compiled(source)
    picked = 0

    def pick(*given: Value) -> Value:
        nonlocal picked
        picked += 1
        if len(given) != 2 or not isinstance(given[1], Iterable):
            raise _PickError("it takes the usual value, and a list of the values that may be drawn")
        usual, choice = given[0], list(given[1])
        if not choice:
            raise _PickError("there is nothing to draw from")
        if seed == USUAL_SEED:
            if usual not in choice:
                raise _PickError(f"the usual value {usual} is not among those that may be drawn")
            if all(one == usual for one in choice):
                raise _PickError(f"nothing but the usual value {usual} can be drawn")
            return usual
        digest = hashlib.sha256(f"{seed} {name} {picked}".encode()).digest()
        return choice[int.from_bytes(digest, "big") % len(choice)]

    names: dict[str, Value] = {"__builtins__": {}, **_FUNCTIONS, PICK: pick}
    before = set(names)
    try:
        exec(code, names)  # only what `_checked` lets through
    except _PickError as error:
        raise VariantError(
            _line_of(error), f"This {PICK} cannot draw: {error}", "Mend what stands between its brackets."
        ) from None
    except Exception as error:
        what = f"The values cannot be drawn: {type(error).__name__}: {error}"
        raise VariantError(_line_of(error), what, "Mend the line.") from None
    values = {key: value for key, value in names.items() if key not in before and not key.startswith("_")}
    return {key: _plain(value, key, lines.get(key, 1)) for key, value in values.items()}


@lru_cache
def _compiled(source: str) -> tuple[CodeType, dict[str, int]]:
    """A part that has been looked at, ready to run, and the lines of the names that it assigns."""
    tree = _checked(source)
    return compile(tree, _FILE, "exec"), _assigned(tree)


def _line_of(error: BaseException) -> int:
    trace, line = error.__traceback__, 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _checked(source: str) -> ast.Module:
    """The syntax tree of a part that holds nothing but what is allowed in it; raises `VariantError`."""
    try:
        tree = syntax_tree(source, _FILE)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise VariantError(
            getattr(error, "lineno", None) or 1,
            f"This part is no valid Python: {getattr(error, 'msg', error)}",
            _REMEDY,
        ) from None
    known = {PICK, *_FUNCTIONS}
    for statement in tree.body:
        if not isinstance(statement, ast.Assign):
            what = f"A part {{variants}} holds assignments only, and here stands: {_short(statement)}"
            raise VariantError(statement.lineno, what, _REMEDY)
        local = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and _is_stored(node)}
        for node in ast.walk(statement):
            line = getattr(node, "lineno", statement.lineno)
            if not isinstance(node, _NODES) or (isinstance(node, ast.Constant) and not _is_number(node.value)):
                what = f"A part {{variants}} computes with numbers and lists only, and here stands: {_short(node)}"
                raise VariantError(line, what, _REMEDY)
            if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in known):
                what = f"This cannot be called in a part {{variants}}: {_short(node.func)}"
                raise VariantError(line, what, _REMEDY)
            if isinstance(node, ast.Name) and _is_stored(node) and node.id in {PICK, *_FUNCTIONS}:
                raise VariantError(line, f"The name {node.id} is that of a function here", "Choose another name.")
            if isinstance(node, ast.Name) and not _is_stored(node) and node.id not in known | local:
                what = f"Nothing has the name {node.id} here{did_you_mean(node.id, known)}"
                raise VariantError(line, what, _REMEDY)
        known |= {node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    return tree


def _assigned(tree: ast.Module) -> dict[str, int]:
    """The names that are assigned, with their lines."""
    return {
        node.id: node.lineno
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        for node in ast.walk(target)
        if isinstance(node, ast.Name)
    }


def _is_stored(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _short(node: ast.AST) -> str:
    text = ast.unparse(node).split("\n")[0]
    return text if len(text) <= 40 else f"{text[:40]}…"


def _plain(value: Value, name: str, line: int) -> Value:
    """A value as it can be written down: floats without the noise of their last digits; raises `VariantError`."""
    if isinstance(value, list | tuple) and value:
        return type(value)(_plain(item, name, line) for item in value)
    if not _is_number(value) or not math.isfinite(value):
        what = f"The value {name} is {value!r}, and should be a number or a list of numbers"
        raise VariantError(line, what, "Assign such a value, or begin the name with _ to keep it inside.")
    if value and not 1e-4 <= abs(value) < 1e15:
        what = f"The value {name} is {value!r}, which is not written with digits alone"
        raise VariantError(line, what, "Choose numbers from 0.0001 to 1 000 000 000 000 000.")
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.10g}")
    if float(f"{value:.{_DIGITS}g}") != rounded:
        what = f"The value {name} is {value!r}, a number with more than {_DIGITS} digits, which no reader computes with"
        raise VariantError(line, what, f"Round it, as in {name} = round(…, 3).")
    return rounded


def evaluate(expression: str, values: Mapping[str, Value]) -> Value | None:
    """What an expression of drawn values is; None where it holds anything else."""
    try:
        tree = expression_tree(expression.strip())
    except SyntaxError:
        return None
    nodes = list(ast.walk(tree.body))
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    if not set(names) & set(values) or not set(names) <= {*values, *_FUNCTIONS}:
        return None
    if not all(isinstance(node, _NODES) and not isinstance(node, ast.Starred) for node in nodes):
        return None
    if not all(isinstance(node.func, ast.Name) for node in nodes if isinstance(node, ast.Call)):
        return None
    try:
        return eval(compile(tree, _FILE, "eval"), {"__builtins__": {}, **_FUNCTIONS, **values})
    except Exception:
        return None


def placed(match: re.Match[str], values: Mapping[str, Value]) -> Value:
    """The value that a placeholder (`myst.VALUE`) names; raises `LookupError` or `TypeError` where there is none."""
    value = values[match["name"]]
    for index in re.findall("[0-9]+", match["indices"]):
        value = value[int(index)]
    return value


# Checking


def variant_problems(
    source: str, line: int, name: str, prose: Iterable[tuple[str, int]], codes: Sequence[tuple[str, int]]
) -> list[tuple[int, str, str]]:
    """Line, problem and remedy for what is wrong with the variants of an exercise.

    Parameters
    ----------
    source, line
        The part `{variants}`, and where it begins in the lesson's file.
    name
        The exercise's name.
    prose
        The statement and the model answer, each with its line.
    codes
        The other code parts, each with its line.
    """
    drawn = []
    for seed in _TRIED_SEEDS:
        try:
            drawn.append(draw(source, name, seed))
        except VariantError as error:
            where = f" (seed {seed})" if seed else ""
            return [(line + error.line - 1, f"{error}{where}", error.remedy)]
    usual = drawn[0]
    if not usual:
        return [(line, "The part {variants} draws nothing", _REMEDY)]
    if all(values == usual for values in drawn):
        return [(line, "The values are the same for every seed", f"Draw one: x = {PICK}(4, range(2, 9)).")]
    found: list[tuple[int, str, str]] = []
    used: set[str] = set()
    for text, first in prose:
        for number, written in enumerate(text.split("\n")):
            found += _placeholder_problems(written, first + number, drawn, used)
        found += _left_numbers(_words_of(text, first), usual)
    for code, first in codes:
        try:
            tree = syntax_tree(code)
        except (SyntaxError, ValueError):
            continue  # said elsewhere
        used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        found += [
            (
                first + row - 1,
                f"The value {bound} is drawn in {{variants}}, and this part gives it another one",
                "Rename one.",
            )
            for bound, row in _bound(tree)
            if bound in usual
        ]
        found += _left_numbers(((text, first + row - 1) for text, row in _messages(tree)), usual)
    tree = _checked(source)
    for drawn_name, row in _assigned(tree).items():
        if drawn_name in usual and drawn_name not in used and not _helps(tree, drawn_name):
            what = f"The value {drawn_name} is drawn, and neither the statement nor the code uses it"
            found.append((line + row - 1, what, f"Write {{{{{drawn_name}}}}} in the statement."))
    return sorted(found)


def _placeholder_problems(
    text: str, line: int, drawn: Sequence[Mapping[str, Value]], used: set[str]
) -> Iterator[tuple[int, str, str]]:
    for match in myst.VALUE.finditer(text):
        if match["name"] not in drawn[0]:
            what = f"No value is called {match['name']}{did_you_mean(match['name'], drawn[0])}"
            yield line, what, f"Use one of {', '.join(drawn[0])}, or draw it in {{variants}}."
            continue
        used.add(match["name"])
        for values in drawn:
            try:
                placed(match, values)
            except (LookupError, TypeError):
                what = f"{match[0]} names no value: {match['name']} is {shown_value(values[match['name']])}"
                yield line, what, "Places of a list are counted from 0."
                break


def shown_value(value: Value) -> str:
    """A value as code has it."""
    return repr(value)


def _helps(tree: ast.Module, name: str) -> bool:
    """Whether another line of the part computes with a value."""
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return any(node.id == name and not _is_stored(node) for node in names)


def _bound(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The names that code gives a value, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if _is_stored(node):
                yield name, node.lineno
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.alias(name=name, asname=other):
                yield other or name.partition(".")[0], node.lineno
            case ast.ExceptHandler(name=str(name)):
                yield name, node.lineno


def _messages(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The words of the messages of checks, without the fields of f-strings, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check" and len(node.args) > 1:
            for part in ast.walk(node.args[1]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value, node.args[1].lineno


def _words_of(text: str, line: int) -> Iterator[tuple[str, int]]:
    """The words of a Markdown text, inside of its directives too, with their lines."""
    lines = myst.lines_of(text)
    for token in myst.parser().parse(text):
        if token.type == "inline":
            row = line + myst.lines_of_token(token)[0]
            for child in token.children or []:
                row += child.type == "softbreak"
                if child.type == "text":
                    yield child.content, row
        elif (directive := myst.directive_of(token, lines)) and directive.name in myst.DIRECTIVES_WITH_PROSE:
            yield from _words_of(directive.body, line + myst.lines_of_token(token)[0] + directive.body_line)


def _left_numbers(texts: Iterable[tuple[str, int]], usual: Mapping[str, Value]) -> Iterator[tuple[int, str, str]]:
    """The numbers of texts that a drawn value has too: whoever replaced the numbers has forgotten them."""
    values: dict[float, str] = {}
    for name, value in usual.items():
        for place, number in _places(name, value):
            if abs(number) > _SMALL:
                values.setdefault(number, place)
    for text, line in texts:
        for match in _NUMBER.finditer(myst.VALUE.sub("", text)):
            number = float(match[0].replace("\u2212", "-").replace("\u00a0", ""))
            if number in values:
                name = values[number]
                what = f"The number {match[0]} stands here, which is {name} on the page only"
                remedy = f"Write {{{{{name}}}}} in the statement, {{{name}}} in an f-string; or choose other numbers."
                yield line, what, remedy


def _places(name: str, value: Value) -> Iterator[tuple[str, float]]:
    """How each number of a value is named, and the number."""
    if isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from _places(f"{name}[{place}]", item)
    else:
        yield name, float(value)
