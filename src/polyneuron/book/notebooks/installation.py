"""The first lines of a launched notebook: they make the place right, or say in the reader's language what to do.

A learner sees two lines: a comment, and a call of clear text that no place wraps. The text is `make_ready.py` beside
the other templates, with what this notebook needs and the sentences of its edition.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable
from pathlib import Path

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.package import requirement_name
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import python_comment
from polyneuron.book.tools.python_code import syntax_tree
from polyneuron.isolation import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT

_SOURCE = Path(__file__).parent / "templates" / "make_ready.py"
_IMPORT = re.compile(r"^\s*(?:import|from)\s+(\w+)", re.MULTILINE)
_ALSO = {"keras": "tensorflow"}
"""What a module cannot work without, though no lesson imports it."""
SAYS = {
    "python": interface_messages.SET_UP_PYTHON,
    "packages": interface_messages.SET_UP_PACKAGES,
    "wheel": interface_messages.SET_UP_WHEEL,
    "named": interface_messages.SET_UP_NAMED,
    "folder": interface_messages.SET_UP_FOLDER,
}
"""What the set-up can say, by the names that `make_ready.py` has for it."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


def installation(lesson: Lesson, edition: Edition) -> str:
    """Two lines of code and a blank one, which stand before the lesson's own set-up.

    Raises
    ------
    ValueError
        When the edition has no wheel's address, or says nothing of the package.
    """
    package = edition.package
    address, _, sha256 = edition.wheel_address.partition("#sha256=")
    if package is None or not sha256:
        raise ValueError("An edition needs the address of its wheel, with the digest, to write launched notebooks.")
    file = address.rpartition("/")[2]
    right_to_left = edition.language.direction == "rtl"
    small = [*package.small, *(package.right_to_left if right_to_left else ())]
    wanted = {
        "python": package.python,
        "release": package.version,
        "file": file.replace("%2B", "+"),
        "sha256": sha256,
        "addresses": [address, *(f"{site}/wheels/{file}" for site in edition.mirrors)],
        "small": {_module(requirement): requirement for requirement in small},
        "right_to_left": [_module(requirement) for requirement in package.right_to_left] if right_to_left else [],
        "needs": {
            module: {"name": requirement, "least": requirement.partition(">=")[2]}
            for module, requirement in package.course.items()
            if module in _imports(lesson)
        },
    }
    says = {name: _sentence(edition.interface(text), right_to_left) for name, text in SAYS.items()}
    code = f"{_code()}\n\nmake_ready({wanted!r}, {says!r})\n"
    comment = python_comment(edition.interface(interface_messages.SET_UP_COMMENT))
    return f"{comment}\nexec({code!r}, {{}})\n\n"


def without_installation(source: str) -> str:
    """The code of a cell without these lines, if it begins with them."""
    lines = source.splitlines()
    return "\n".join(lines[3:]) if len(lines) > 2 and lines[1].startswith("exec('import contextlib") else source


def _sentence(text: str, right_to_left: bool) -> str:
    """A sentence as an output cell must hold it, so that commands and addresses in it keep their order."""
    if not right_to_left:
        return text
    return f"{RIGHT_TO_LEFT}{_PLACEHOLDER.sub(lambda found: f'{LEFT_TO_RIGHT}{found[0]}{END}', text)}{END}"


def _module(requirement: str) -> str:
    """The module that a small package brings."""
    name = requirement_name(requirement)
    return {"python-bidi": "bidi"}.get(name, name.lower().replace("-", "_"))


def _imports(lesson: Lesson) -> set[str]:
    """The modules that a reader's cells import, and what these cannot work without."""
    found = {name for cell in lesson.cells if cell.kind == "code" for name in _IMPORT.findall(cell.source)}
    return found | {_ALSO[name] for name in found & _ALSO.keys()}


@functools.cache
def _code() -> str:
    """`make_ready.py` without comments and docstrings."""
    tree = syntax_tree(_SOURCE.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            node.body = list(_without_docstring(node.body))
    return ast.unparse(tree)


def _without_docstring(body: list[ast.stmt]) -> Iterable[ast.stmt]:
    match body[0]:
        case ast.Expr(value=ast.Constant(value=str())):
            return body[1:]
    return body
