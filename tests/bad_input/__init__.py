"""Bad input as a table: each file `rows_<area>.py` holds a list `ROWS`, and `test_table.py` tries every row.

To add a case, add a row. It says how the small project of `tests/conftest.py` is spoiled, which command is run, which
words its answer must hold, and what must lie there unchanged afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.conftest import SmallProject

Spoil = Callable[[SmallProject], object]


@dataclass(frozen=True)
class Row:
    """One bad input, and what a user is told."""

    name: str
    """What is wrong, in a few words; unique in its file."""
    spoil: Spoil
    """Puts the mistake into the project, which is complete and translated before."""
    command: tuple[str, ...]
    """Arguments of `python -m polyneuron.book`."""
    says: tuple[str, ...]
    """Words that the answer holds; the first stands in its first problem, so that the cause comes first."""
    never: tuple[str, ...] = ()
    """Words that the answer does not hold, such as those of a false cause."""
    keeps: tuple[str, ...] = ("locales", "_build")
    """Files and folders below the project's root that are the same afterwards, to the byte."""
    accepted: bool = False
    """True where the input is unusual but right: the command ends with 0, and `says` may stand anywhere in it."""
    problems: int | None = None
    """How many problems are reported, where that matters."""


def replacing(file: str, before: str, after: str) -> Spoil:
    """Spoils a project by a replacement in one of its files."""
    return lambda project: project.replace(file, before, after)


def writing(file: str, content: str | bytes) -> Spoil:
    """Spoils a project by writing a whole file: a text as UTF-8, or bytes."""

    def spoil(project: SmallProject) -> None:
        data = content.encode() if isinstance(content, str) else content
        path = project.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return spoil
