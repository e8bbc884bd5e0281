"""What stands in a student's code that an honest answer hardly needs: ways around the checks.

Takes no points away; a person is asked to look before the marks go out. Blind to code that is put together while it
runs; the means for that (`exec`, `eval`, `getattr` with a computed name) are themselves on the list.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator

from nbformat import NotebookNode

from polyneuron.book.grading.assignment_cells import GRADING_KEY, ORIGINAL
from polyneuron.book.grading.cell_sources import code_tree, magics, only_for_ipython, without_hidden_checks
from polyneuron.book.grading.handed_in import is_check

_NAMES = {
    "exec", "eval", "compile", "globals", "locals", "vars", "setattr", "delattr", "__import__", "__builtins__",
    "get_ipython", "checking", "AnswerError", "attrgetter", "methodcaller",
}  # fmt: skip
_MODULES = {
    "sys", "gc", "inspect", "ctypes", "builtins", "importlib", "threading", "_thread", "asyncio", "multiprocessing",
    "subprocess", "socket", "signal", "atexit", "traceback", "types", "IPython", "ipykernel", "zmq", "unittest",
    "concurrent", "sqlite3", "faulthandler", "marshal", "dis", "runpy",
}  # fmt: skip
_ATTRIBUTE = re.compile(r"(?:f|tb|gi|cr|ag|co)_\w+|__\w+__|_getframe|attrgetter|methodcaller")
_HIDDEN = re.compile(r"(?:f|tb|gi|cr|ag|co)_(?:back|frame|globals|locals|code|consts)|__(?!main__)\w+__|_getframe")
"""Such names written as texts, for a function that takes names."""
_HARMLESS = {"__init__", "__name__", "__doc__", "__class__", "__version__", "__call__", "__repr__", "__str__"}
_OPERATORS = {
    "__eq__", "__ne__", "__bool__", "__lt__", "__le__", "__gt__", "__ge__", "__array__", "__array_function__",
    "__array_ufunc__", "__getattr__", "__getattribute__", "__instancecheck__", "__hash__", "__len__", "__float__",
}  # fmt: skip
_HARMLESS_MAGICS = {
    "matplotlib", "pip", "conda", "time", "timeit", "load_ext", "reload_ext", "tensorboard", "config", "autosave",
    "colab", "capture", "ls", "cd", "pwd", "who", "whos", "precision", "autoreload", "html", "markdown", "latex",
}  # fmt: skip
_LONGEST = 8


def suspicious(notebook: NotebookNode, given: Container[str]) -> list[tuple[str, str]]:
    """For each cell that is not `given` and has something to look at: the next check, and what it is."""
    imported, known = _imported(notebook), _of_the_course(notebook, given)
    chapters = {
        node.name
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.id in given
        for node in ast.walk(_tree(cell.source))
        if isinstance(node, ast.FunctionDef)
    }
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    last = ""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if is_check(cell):
            last = cell.metadata.nbgrader.grade_id
            found += [(last, what) for what in waiting]
            waiting = []
        elif cell.id not in given:
            lines = [f"%{name}" for name in magics(cell.source) if name not in _HARMLESS_MAGICS]
            lines += ["a line that only IPython reads"] if only_for_ipython(cell.source) else []
            signs = list(dict.fromkeys([*_signs(_own(cell.source, known), imported, chapters), *lines]))
            waiting += [f"{cell.id}: {', '.join(signs[:_LONGEST])}"] if signs else []
    return found + [(last, what) for what in waiting if last]


def _tree(source: str) -> ast.AST:
    """The code of a cell; what cannot be read is empty."""
    return code_tree(source) or ast.Module(body=[], type_ignores=[])


def _of_the_course(notebook: NotebookNode, given: Container[str]) -> set[str]:
    """The statements of the assignment's own cells; who repeats one has not written it."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    sources = [without_hidden_checks(cell.source) for cell in cells if cell.id in given or is_check(cell)]
    sources += [cell.metadata.get(GRADING_KEY, {}).get(ORIGINAL, "") for cell in cells]
    return {ast.dump(statement) for source in sources for statement in ast.iter_child_nodes(_tree(source))}


def _own(source: str, known: set[str]) -> ast.Module:
    """The code of a cell without the statements that are known."""
    statements = [one for one in ast.iter_child_nodes(_tree(source)) if ast.dump(one) not in known]
    return ast.Module(body=[one for one in statements if isinstance(one, ast.stmt)], type_ignores=[])


def _imported(notebook: NotebookNode) -> set[str]:
    """Names that stand for modules, in the whole notebook."""
    found = set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for node in ast.walk(_tree(cell.source)):
                if isinstance(node, ast.Import):
                    found |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    found |= {alias.asname or alias.name for alias in node.names if alias.name.islower()}
    return found


def _signs(tree: ast.AST, imported: set[str], chapters: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in _NAMES:
            yield node.id
        elif isinstance(node, ast.Attribute) and _ATTRIBUTE.fullmatch(node.attr) and node.attr not in _HARMLESS:
            yield f".{node.attr}"
        elif isinstance(node, ast.Attribute) and node.attr in _MODULES:
            yield f".{node.attr}"  # a module reached through another, as in `logging.sys`
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _HIDDEN.fullmatch(node.value):
            yield repr(node.value)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            if isinstance(node, ast.ImportFrom):
                yield from (f"import {alias.name}" for alias in node.names if alias.name in _NAMES | _MODULES)
            for name in names:
                if name.partition(".")[0] in _MODULES or name.startswith("polyneuron."):
                    yield f"import {name}"
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in (_OPERATORS | chapters):
            yield f"defines {node.name}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "type" and len(node.args) > 1:
            yield "type with a body"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            if len(node.args) > 1 and not isinstance(node.args[1], ast.Constant):
                yield "getattr with a computed name"
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete):
            targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else [node.target]
            for target in targets:
                yield from _assigned(target, imported, chapters)


def _assigned(target: ast.expr, imported: set[str], chapters: set[str]) -> Iterator[str]:
    """Assignments to parts of a module or a class of it, and to functions of the chapter."""
    if isinstance(target, ast.Name) and target.id in chapters:
        yield f"replaces {target.id}"
    root = target
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(target, ast.Attribute) and isinstance(root, ast.Name) and root.id in imported:
        yield f"changes {ast.unparse(target)}"
