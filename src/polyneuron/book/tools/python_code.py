"""What Python code can do, apart from what it says about itself: digests and imports, read from its syntax tree."""

from __future__ import annotations

import ast
import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polyneuron.book.tools.remembered import remembered

EVERYTHING = "*"
"""In place of a name: whatever the module holds."""


class _WithoutTexts(ast.NodeTransformer):
    """Removes strings that stand alone: docstrings of modules, classes, functions, attributes."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return None
        return self.generic_visit(node)


def syntax_tree(
    code: str | bytes, filename: str = "<unknown>", feature_version: tuple[int, int] | None = None
) -> ast.Module:
    """`ast.parse` for code; every module that parses calls this one or `expression_tree`.

    Python 3.11 may stumble when another thread parses at the same time (`SystemError: AST constructor recursion depth
    mismatch`, gh-106905, mended in 3.11.8): then it parses once more.
    """
    return _parsed(code, filename, feature_version=feature_version)


def expression_tree(code: str) -> ast.Expression:
    """`ast.parse` for an expression; see `syntax_tree`."""
    return _parsed(code, mode="eval")


def _parsed(*arguments: Any, **options: Any) -> Any:
    try:
        return ast.parse(*arguments, **options)
    except SystemError:
        return ast.parse(*arguments, **options)


@functools.cache
@remembered
def code_digest(code: bytes) -> str:
    """SHA-256 of the syntax tree: comments, docstrings, blanks and line numbers do not count.

    Code that is no Python is taken as it stands; whoever runs it will say what is wrong.
    """
    try:
        tree = syntax_tree(code)
    except (SyntaxError, ValueError):
        return hashlib.sha256(code).hexdigest()
    return hashlib.sha256(ast.dump(_WithoutTexts().visit(tree)).encode()).hexdigest()


@remembered
def strings(code: str | bytes) -> set[str]:
    """Every string that stands in the code, docstrings too."""
    constants = (node.value for node in ast.walk(syntax_tree(code)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


@dataclass(frozen=True)
class Module:
    """A module of a package."""

    name: str
    """With dots."""
    path: Path
    imports: frozenset[tuple[str, str]]
    """(module, name) for every import anywhere in it; the name may be `EVERYTHING`."""
    names: dict[str, tuple[str, str]]
    """A name in this module → the module and the name that it was imported as."""


class Package:
    """The modules of a package and what they import of each other."""

    def __init__(self, folder: Path, name: str, left_out: Iterable[str] = ()):
        """`folder` holds the package called `name`; `left_out` are folders in it that count as others' code."""
        self.name = name
        self.paths: dict[str, Path] = {}
        """Name of a module, with dots → its file."""
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            if parts[0] not in left_out:
                self.paths[".".join([name, *(parts[:-1] if parts[-1] == "__init__" else parts)])] = path
        self._read: dict[str, Module] = {}

    def module(self, name: str) -> Module:
        """A module by its name, read when it is first asked for."""
        if name not in self._read:
            path = self.paths[name]
            found, names = _imports(path.read_bytes(), name if path.stem == "__init__" else name.rpartition(".")[0])
            self._read[name] = Module(name, path, frozenset(found), names)
        return self._read[name]

    def needed(self, wanted: Iterable[tuple[str, str]], without: Iterable[str] = ()) -> dict[str, Module]:
        """All modules whose code somebody can see who imports these names: the modules that hold them, and theirs.

        A package's own `__init__` counts where it makes what is imported, not where it only hands it on. Modules
        named in `without` do not count, nor what only they import.
        """
        found: dict[str, Module] = {}
        unseen = set(without)
        waiting = list(wanted)
        seen = set(waiting)
        while waiting:
            module = self._holder(*waiting.pop())
            if module is None or module.name in found or module.name in unseen:
                continue
            found[module.name] = module
            for pair in module.imports - seen:
                seen.add(pair)
                waiting.append(pair)
        return found

    def read_by(self, module: str) -> set[tuple[str, str]]:
        """What the code of a module reads of its imports, such as a function that it calls when it is imported."""
        here = self.module(module)
        names = (node for node in ast.walk(syntax_tree(here.path.read_bytes())) if isinstance(node, ast.Name))
        return {here.names[node.id] for node in names if node.id in here.names}

    def _holder(self, module: str, name: str) -> Module | None:
        """The module that makes a name which is imported from `module`; None for what is not of this package."""
        for _ in self.paths:  # names can be handed on in a circle
            if f"{module}.{name}" in self.paths:
                return self.module(f"{module}.{name}")
            if module not in self.paths:
                return None
            here = self.module(module)
            if name not in here.names:
                return here
            module, name = here.names[name]
        return None


@remembered
def _imports(code: bytes, package: str) -> tuple[set[tuple[str, str]], dict[str, tuple[str, str]]]:
    """What code imports, and under which names; `package` is where its relative imports begin."""
    found: set[tuple[str, str]] = set()
    names: dict[str, tuple[str, str]] = {}
    try:
        tree = syntax_tree(code)
    except (SyntaxError, ValueError):
        return found, names
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                found.add((module, alias.name))
                names[alias.asname or alias.name] = (module, alias.name)
        elif isinstance(node, ast.Import):
            found |= {(alias.name, EVERYTHING) for alias in node.names}
    return found, names


@remembered
def names_used(code: str, package: str) -> set[tuple[str, str]]:
    """What code that imports a package uses of it, as (module, name).

    `import package` counts by the attributes that are read from it; where it is used in any other way, such as handed
    on, everything of it counts.
    """
    tree = syntax_tree(code)
    found = {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == package
        for alias in node.names
    }
    called: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == package:
                    called[alias.asname or package] = alias.name if alias.asname else package
                    if "." in alias.name:
                        found.add((alias.name, EVERYTHING))
    read = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in called:
            found.add((called[node.value.id], node.attr))
            read.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in called and node not in read:
            found.add((called[node.id], EVERYTHING))
    return found
