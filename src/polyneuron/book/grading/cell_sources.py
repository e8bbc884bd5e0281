"""The text of one cell: whether it is code, words or a part of code, and what of it students see."""

from __future__ import annotations

import ast
import re

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

_OF_IPYTHON = re.compile(r"^([ \t]*)(?:[%!?].*|[\w, ]+=[ \t]*[%!].*|[\w.]+\?{1,2}[ \t]*)$", re.MULTILINE)
"""Lines that only IPython knows: `!pip`, `%time`, `files = !ls`, `print?`."""

_TIMED = re.compile(r"^([ \t]*)%+(?:time|timeit)\b[ \t]+(?=[^-\s])", re.MULTILINE)
"""What stands before code in a line of its own."""
_MAGIC = re.compile(r"^[ \t]*(?:[\w, ]+=[ \t]*)?%+(\w+)", re.MULTILINE)


def code_tree(source: str) -> ast.Module | None:
    """The code of a cell, with `pass` in the place of lines that only IPython knows; None where it is no code."""
    return _parsed(source) or _parsed(_OF_IPYTHON.sub(r"\1pass", _TIMED.sub(r"\1", source)))


def magics(source: str) -> list[str]:
    """The names of IPython's magics in a cell, such as `time` of `%time`."""
    return [] if _parsed(source) else _MAGIC.findall(source)


def only_for_ipython(source: str) -> bool:
    """Whether a cell is code by rules of IPython's that `code_tree` does not read, as in `,print a`."""
    return code_tree(source) is None and _parsed(TransformerManager().transform_cell(source)) is not None


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None


def without_hidden_checks(source: str) -> str:
    """The source of a cell without what stands between nbgrader's marks of hidden tests."""
    lines, hidden = [], False
    for line in source.splitlines():
        if "BEGIN HIDDEN TESTS" in line:
            hidden = True
        elif "END HIDDEN TESTS" in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


def without_fence(source: str) -> str:
    """Code without the fence that Markdown puts around it."""
    found = re.fullmatch(r"\s*(`{3,}|~{3,})[^\n]*\n(.*?)\n?\1\s*", source, re.DOTALL)
    return found[2] if found else source


def is_torn(sources: list[str]) -> bool:
    """Whether parts of a cell are code only together: it was split within a function or a bracket."""
    whole = code_tree("\n".join(sources)) is not None
    return len(sources) > 1 and whole and any(code_tree(source) is None for source in sources)


def is_prose(cell: NotebookNode) -> bool:
    """Whether a cell holds words: text, or code that is none (comments alone, or words typed into a code cell)."""
    if not cell.source.strip():
        return False
    if cell.cell_type != "code":
        return True
    tree = code_tree(cell.source)
    if tree is None:
        return " " in cell.source.strip() and not cell.source.lstrip().startswith(("%", "!"))
    return all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) for one in tree.body)
