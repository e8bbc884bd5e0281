"""Whether the code of a lesson is Python of the oldest version that readers may have."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
import warnings
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.python_code import syntax_tree
from polyneuron.book.tools.reading import read_text

PROJECT_FILE = "pyproject.toml"
_OLDEST = re.compile(r"(?:>=|~=|==)\s*3\.(\d+)")
"""The lower bound in a version specifier (PEP 440)."""
_FREE_FSTRINGS = 12
"""From Python 3.12 on (PEP 701) the fields of an f-string may hold its own quotes and backslashes."""
_ENDS = ("exit", "quit")
"""Functions of IPython that end the kernel."""
_MAGIC = re.compile(r"\s*(%{1,2}\w+|!\S*|\?\S*)")


class CodeError(ValueError):
    """Code that does not run; `line` is counted from 1."""

    def __init__(self, line: int, message: str):
        self.line = line
        super().__init__(message)


def oldest_python(root: Path) -> int:
    """The oldest minor version of Python 3 that `requires-python` in pyproject.toml allows; raises `ProblemsFound`."""
    path = root / PROJECT_FILE
    line = 0
    try:
        project = tomllib.loads(read_text(path, root))
        if oldest := _OLDEST.search(project["project"]["requires-python"]):
            return int(oldest[1])
        what = "project: requires-python: is missing or not understood"
    except tomllib.TOMLDecodeError as error:
        what = f"No valid TOML: {error}"
        if found := re.search(r"line (\d+)", str(error)):
            line = int(found[1])
    except (KeyError, TypeError):
        what = "project: requires-python: is missing or not understood"
    raise ProblemsFound([Problem(PROJECT_FILE, line, what, 'Write it as in requires-python = ">=3.11".')])


def check_python(source: str, minor: int) -> ast.Module:
    """The syntax tree of code that runs in Python 3.`minor` and newer; raises `CodeError`."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # an unknown escape, an `is` with a number: warnings that readers would see
        try:
            tree = syntax_tree(source, feature_version=(3, minor))
            compile(tree, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            line = error.lineno or 1
            lines = source.split("\n")
            magic = _MAGIC.match(lines[line - 1]) if line <= len(lines) else None
            raise CodeError(line, f"{magic[1]} is a magic of IPython" if magic else str(error.msg)) from None
        except (RecursionError, MemoryError):
            raise CodeError(1, "nested too deeply") from None
        except (ValueError, Warning) as error:
            raise CodeError(1, str(error)) from None
    _check_goes_on(tree)
    if minor < _FREE_FSTRINGS <= sys.version_info.minor:
        check_fields(source)
    return tree


def _check_goes_on(tree: ast.Module) -> None:
    """Raise `CodeError` for a call that ends the kernel in silence: no error stands on the page, and no output."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ENDS:
            raise CodeError(node.lineno, f"{node.func.id}() ends the kernel, and nobody sees why")


def check_fields(source: str) -> None:
    """Raise `CodeError` for a field of an f-string as only Python 3.12 reads it.

    An older Python refuses it by itself; a newer one takes it, whatever `feature_version` says.
    """
    try:
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    except cst.ParserSyntaxError:
        return  # Python itself has accepted it
    wrapper.visit(_Fields())


class _Fields(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.quotes: list[str] = []
        """The closing quotes of the f-strings around, the innermost last."""

    def visit_FormattedString(self, node: cst.FormattedString) -> None:
        self.quotes.append(node.end)

    def leave_FormattedString(self, original_node: cst.FormattedString) -> None:
        self.quotes.pop()

    def visit_FormattedStringExpression(self, node: cst.FormattedStringExpression) -> None:
        code = cst.Module([]).code_for_node(node.expression)
        quote = self.quotes[-1]
        found = quote if quote in code else "a backslash" if "\\" in code else None
        if found is not None:
            line = self.get_metadata(PositionProvider, node).start.line
            what = f"the field {{{code}}} of an f-string holds {found}, which Python before 3.12 refuses"
            raise CodeError(line, what)
