"""Which names a cell's code gives a meaning, and which it asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from polyneuron.book.grading.cell_sources import code_tree

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_OWN_TARGETS = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def bound_names(source: str) -> set[str]:
    """The names that a cell binds for the cells below it; none where it is no code."""
    tree = code_tree(source)
    return set(_bound(tree)) if tree is not None else set()


def asked_names(source: str) -> set[str]:
    """The names that a cell's code reads, or binds anywhere in it."""
    return {node.id for node in ast.walk(code_tree(source) or ast.Module([], [])) if isinstance(node, ast.Name)}


def names_of_check(source: str) -> set[str]:
    """The names in `checking("…")` of a check."""
    return {
        name.value
        for node in ast.walk(code_tree(source) or ast.Module([], []))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "checking"
        for name in node.args
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    }


def answers_in(cell: NotebookNode, names: set[str]) -> set[str]:
    """Those of the names that a cell defines, also as code in a text, or in code that Python cannot read."""
    if cell.cell_type == "code" and code_tree(cell.source) is not None:
        return names & bound_names(cell.source)
    return {name for name in names if re.search(_DEFINES.format(name=re.escape(name)), cell.source, re.MULTILINE)}


_DEFINES = r"^\W*(?:def\s+{name}\b|(?:\w+\s*,\s*)*{name}\s*(?:,\s*\w+\s*)*(?::[^=\n]*)?=(?!=))"
"""A line that gives the name a meaning."""


def _bound(tree: ast.AST) -> Iterator[str]:
    """Also `for`, `with`, `:=`, `import`, and names that a function declares as global."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, _SCOPES):
            yield node.name
            yield from (name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names)
            continue
        if isinstance(node, _OWN_TARGETS):
            yield from (part.target.id for part in ast.walk(node) if isinstance(part, ast.NamedExpr))
        else:
            yield from _bound(node)
