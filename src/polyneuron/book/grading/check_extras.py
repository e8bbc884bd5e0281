"""What a student wrote into a check: code and comments that are none of the check's own.

The check itself comes back as the assignment has it; what stood in it runs as a cell of the student's own above it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from polyneuron.book.grading.bound_names import bound_names, names_of_check
from polyneuron.book.grading.cell_sources import code_tree
from polyneuron.book.grading.prose import comments_of

_OF_CHECKS = ("from polyneuron import check", "with checking(", "check(")


def written_into_check(source: str, given: str) -> str:
    """The student's part of a check's text; nothing where it is the check's own, also one of another version.

    Parameters
    ----------
    source
        The check as it was handed in.
    given
        The assignment's check. Both come without hidden checks.
    """
    if source.strip() == given.strip():
        return ""
    tree = code_tree(source)
    if tree is None:
        known = {line.strip() for line in given.splitlines()}
        lines = [line for line in source.splitlines() if line.strip() not in known]
        return _text(line for line in lines if not line.strip().startswith(_OF_CHECKS))
    lines = source.splitlines()
    parts = [(node.lineno, _lines(lines, node)) for node in _own_statements(tree, names_of_check(given))]
    kept = "\n".join(text for _, text in parts)
    known = {*comments_of(given), *comments_of(kept)}
    parts += [(_line_of(lines, text), f"# {text}") for text in comments_of(source) if text and text not in known]
    return _text(text for _, text in sorted(parts))


def _own_statements(tree: ast.Module, names: set[str]) -> Iterator[ast.stmt]:
    """Statements beside the check, and those within it that define what it asks for."""
    for node in tree.body:
        if isinstance(node, ast.With) and "checking" in ast.unparse(node.items[0].context_expr):
            yield from (inner for inner in node.body if bound_names(ast.unparse(inner)) & names)
        elif not isinstance(node, ast.Pass) and not ast.unparse(node).startswith(_OF_CHECKS):
            yield node


def _lines(lines: list[str], node: ast.stmt) -> str:
    """A statement with its comments, without the indentation that it had within the check."""
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    found = lines[first - 1 : node.end_lineno]
    return "\n".join(line[node.col_offset :] if not line[: node.col_offset].strip() else line for line in found)


def _line_of(lines: list[str], comment: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if comment in line), 0)


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines).strip("\n")
