"""What imports what in `src/polyneuron`, read from the syntax trees: rooms, arrows and floors.

A folder is looked at with its own folders closed: its rooms are its modules and its folders, and an arrow leads from
one room to another when anything in the first imports anything in the second. Imports inside functions and for the
type checker count like all others. `python -m tests.architecture.imports [src/polyneuron]` prints the numbers and the
drawing of `docs/architecture.md`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "polyneuron"
BOOK = "polyneuron.book"
LEARNERS = "polyneuron"
"""Name of the learner's package, drawn as one room when the house of the builds is looked at."""


@dataclass(frozen=True, order=True)
class Import:
    """One name that one module of the package takes from another."""

    importer: str
    """Dotted name of the module that holds the statement."""
    imported: str
    """Dotted name of the module that is imported, or that the name is taken from."""
    name: str
    """Name taken from it; empty where the module itself is imported."""
    alias: str
    """Other name that it gets; empty where it keeps its own."""
    line: int

    def __str__(self) -> str:
        what = f"{self.name} of {self.imported}" if self.name else self.imported
        return f"{self.importer}:{self.line} imports {what}" + (f" as {self.alias}" if self.alias else "")


def module_files(package: Path = PACKAGE) -> dict[str, Path]:
    """Dotted name → file of every module. Templates are no modules: they hold marks of Jinja."""
    files = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        if "templates" not in parts:
            files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return files


def all_imports(package: Path = PACKAGE) -> list[Import]:
    """Every import of the package's own modules, in order of files and lines."""
    files = module_files(package)
    return [found for module, path in files.items() for found in _imports(module, path, files)]


def third_party_imports(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Top-level name that is neither Python's nor the package's own → the modules that import it."""
    found: dict[str, set[str]] = {}
    for module, path in module_files(package).items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top != package.name:
                    found.setdefault(top, set()).add(module)
    return found


def _imports(module: str, path: Path, files: dict[str, Path]) -> Iterator[Import]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in files:
                    yield Import(module, alias.name, "", alias.asname or "", node.lineno)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, path, node)
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                if inner in files:
                    yield Import(module, inner, "", alias.asname or "", node.lineno)
                elif source in files:
                    yield Import(module, source, alias.name, alias.asname or "", node.lineno)


def _absolute(module: str, path: Path, node: ast.ImportFrom) -> str:
    """`node`'s module with the dots of a relative import resolved."""
    if not node.level:
        return node.module or ""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    kept = package[: len(package) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])


def defined_names(path: Path, *, top: bool = False) -> set[str]:
    """The names that a module defines itself: functions, classes and constants, with `top` those of its first level."""
    names = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top else ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return names


def room(module: str, folder: str) -> str | None:
    """The room of `folder` that holds `module`; None where none does. The folder's own `__init__` is a room too.

    >>> room("polyneuron.book.lint.languages.russian", "polyneuron.book")
    'lint'
    """
    if module == folder:
        return "__init__"
    return module[len(folder) + 1 :].partition(".")[0] if module.startswith(f"{folder}.") else None


def arrows(imports: Iterable[Import], folder: str, *, learners: bool = False) -> set[tuple[str, str]]:
    """(room, the room that it imports) within a folder; with `learners` the rest of the package is one room more."""
    found = set()
    for one in imports:
        ends = [room(name, folder) or (LEARNERS if learners else None) for name in (one.importer, one.imported)]
        if ends[0] and ends[1] and ends[0] != ends[1]:
            found.add((ends[0], ends[1]))
    return found


def folders(files: Iterable[str]) -> list[str]:
    """Dotted names of all folders that hold modules."""
    return sorted({name.rpartition(".")[0] for name in files if "." in name})


def circle(found: Iterable[tuple[str, str]]) -> list[str]:
    """The rooms of one circle of arrows, in their order; empty where there is none."""
    following: dict[str, list[str]] = {}
    for start, end in sorted(found):
        following.setdefault(start, []).append(end)
    finished: set[str] = set()

    def search(start: str, path: list[str]) -> list[str]:
        if start in path:
            return path[path.index(start) :]
        if start in finished:
            return []
        for end in following.get(start, []):
            if here := search(end, [*path, start]):
                return here
        finished.add(start)
        return []

    return next((here for start in sorted(following) if (here := search(start, []))), [])


def floors(found: set[tuple[str, str]]) -> dict[str, int]:
    """Room → its floor: 0 for what imports nothing, one more than the highest that it imports. Needs no circle."""
    heights: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in heights:
            heights[name] = max((height(end) + 1 for start, end in found if start == name), default=0)
        return heights[name]

    for start, end in found:
        height(start)
        height(end)
    return heights


def reduced(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows that no way along other arrows replaces (transitive reduction). Needs no circle."""

    def leads(start: str, end: str) -> bool:
        return any(next_ == end or leads(next_, end) for first, next_ in found if first == start)

    return {
        (start, end)
        for start, end in found
        if not any(leads(other, end) for first, other in found if first == start and other != end)
    }


def drawing(found: set[tuple[str, str]]) -> str:
    """The reduced arrows as a Mermaid flow chart, in the direction of the data: from a room to those that import it."""
    heights = floors(found)
    lines = sorted(reduced(found), key=lambda arrow: (heights[arrow[1]], arrow[1], heights[arrow[0]], arrow[0]))
    return "\n".join(["flowchart TB", *(f"  {imported} --> {importer}" for importer, imported in lines)])


def table(found: set[tuple[str, str]]) -> str:
    """All arrows as a Markdown table: each room with what it imports, from the lowest floor up."""
    heights = floors(found)
    order = sorted(heights, key=lambda name: (heights[name], name))
    lines = ["| floor | room | imports |", "|---|---|---|"]
    for name in order:
        imported = ", ".join(f"`{end}`" for end in order if (name, end) in found)
        lines.append(f"| {heights[name]} | `{name}` | {imported or 'nothing'} |")
    return "\n".join(lines)


def main(package: Path) -> None:
    """Print the numbers of rooms, arrows and floors, the drawing and the table."""
    imports, files = all_imports(package), module_files(package)
    modules = {(one.importer, one.imported) for one in imports if one.importer != one.imported}
    print(f"modules: {len(files)}; imports between modules: {len(modules)}")
    for folder in folders(files):
        found = arrows(imports, folder)
        rooms = {room(name, folder) for name in files} - {None, "__init__"}
        here = circle(found)
        ends = f"circle: {' → '.join(here)}" if here else f"floors: {1 + max(floors(found).values(), default=0)}"
        print(f"{folder}: rooms: {len(rooms)}; arrows: {len(found)}; {ends}")
    found = arrows(imports, BOOK, learners=True)
    if not circle(found):
        print(drawing(found), table(found), sep="\n\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if sys.argv[1:] else PACKAGE)
