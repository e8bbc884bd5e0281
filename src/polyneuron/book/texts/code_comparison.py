"""Whether two editions of a code cell do the same.

Guards against translations that change code. Compares syntax trees (`ast`): they may differ in the words of messages
and in the language code given to `use_language`, and in nothing else. Comments are outside of the tree.
"""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache

from polyneuron.book.texts.code_messages import marked_code
from polyneuron.book.tools.python_code import syntax_tree
from polyneuron.book.tools.remembered import remembered


@remembered
def same_code(source: str, localized: str) -> bool:
    """Compare a cell of an edition with the English one.

    The order of an f-string's placeholders may differ, their number and contents may not.

    Parameters
    ----------
    source
        English, valid Python.
    localized
        The same cell in an edition. Raises `SyntaxError` when it is no valid Python.
    """
    if source == localized:
        return True
    mark, tree = _marked_tree(source)
    return _same(tree, syntax_tree(localized), mark)


@cache
def _marked_tree(source: str) -> tuple[str, ast.Module]:
    """A mark that the English cell does not hold, and the tree of the cell with it in the place of every message."""
    mark = "§"
    while mark in source:
        mark += "§"
    return mark, syntax_tree(marked_code(source, mark))


def _same(one: object, other: object, mark: str) -> bool:
    """Whether two nodes (or lists of nodes, or values) are equal; `one` holds the marks."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(*pair, mark=mark) for pair in zip(one, other, strict=True))
    if not (isinstance(one, ast.AST) and isinstance(other, ast.AST)):
        return repr(one) == repr(other)
    if isinstance(one, ast.Constant) and isinstance(other, ast.Constant) and one.value == mark:
        return isinstance(other.value, str)
    if isinstance(one, ast.JoinedStr) and isinstance(other, ast.JoinedStr) and _is_message(one, mark):
        return _fields(one) == _fields(other)
    left_out = ("args",) if _chooses_language(one) and _chooses_language(other) else ()
    names = (name for name in one._fields if name not in left_out)
    return all(_same(getattr(one, name, None), getattr(other, name, None), mark) for name in names)


def _is_message(node: ast.JoinedStr, mark: str) -> bool:
    words = node.values[0] if node.values else None
    return isinstance(words, ast.Constant) and isinstance(words.value, str) and words.value.startswith(mark)


def _fields(node: ast.JoinedStr) -> Counter[str]:
    """The replacement fields of an f-string, and how often each occurs."""
    return Counter(ast.dump(value) for value in node.values if isinstance(value, ast.FormattedValue))


def _chooses_language(node: ast.AST) -> bool:
    """Whether a node is `….use_language("…")`."""
    match node:
        case ast.Call(func=ast.Attribute(attr="use_language"), args=[ast.Constant(value=str())]):
            return True
    return False
