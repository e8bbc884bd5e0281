"""What is wrong with the input, said once and in one form.

Every check of a run reports to the same list, so that all problems are shown together: file, line or cell,
language, what was found, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One thing that somebody has to mend."""

    file: str
    """Path as the reader would type it, relative to the project's root where possible."""
    line: int
    """Line in `file`, counted from 1; 0 where a line makes no sense."""
    message: str
    """What was found, and what was expected."""
    remedy: str
    """How to mend it."""
    language: str = ""
    """Code of the edition, or empty where the source lesson itself is meant."""
    cell: str = ""
    """Identifier of the notebook cell, or empty."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = ", ".join(part for part in (f"cell {self.cell}" if self.cell else "", self.language) if part)
        return f"{place}{f' ({where})' if where else ''}: {self.message}\n    Remedy: {self.remedy}"


class ProblemsFound(Exception):
    """Raised at the end of a step that found problems; carries each of them once.

    Files stand in the order in which they were read, so that a cause stands before what follows from it (settings,
    tables, lessons in the order of the book, catalogues); in a file the lines go down.
    """

    def __init__(self, problems: Iterable[Problem]):
        found = list(dict.fromkeys(problems))
        places = {file: place for place, file in enumerate(dict.fromkeys(problem.file for problem in found))}
        self.problems = sorted(found, key=lambda problem: (places[problem.file], problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def relative(path: Path, root: Path) -> str:
    """`path` as seen from `root` when it lies inside, else as it is; a link is named, and not what it leads to."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        pass
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)
