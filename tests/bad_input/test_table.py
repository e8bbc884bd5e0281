"""Every row of the tables of bad input: one clear answer with file, line and remedy, no traceback, nothing lost."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest

from polyneuron.book.tools.remembered import REMEMBERED_FOLDER
from tests.bad_input import Row
from tests.conftest import SmallProject

AREAS = sorted(path.stem for path in Path(__file__).parent.glob("rows_*.py"))
TABLE = [
    pytest.param(row, id=f"{area.removeprefix('rows_')}: {row.name}")
    for area in AREAS
    for row in importlib.import_module(f"tests.bad_input.{area}").ROWS
]


def contents(root: Path, names: tuple[str, ...]) -> dict[str, bytes | str]:
    """Every file below the folders named, with its bytes (or what a link points to).

    Without the results that a build remembers: they are no one's work, and a build that fails may keep some.
    """
    found: dict[str, bytes | str] = {}
    for name in names:
        top = root / name
        for path in [top, *top.rglob("*")] if top.exists() else []:
            if REMEMBERED_FOLDER in path.parts:
                continue
            key = path.relative_to(root).as_posix()
            if path.is_symlink():
                found[key] = os.readlink(path)
            elif path.is_file():
                found[key] = path.read_bytes()
    return found


@pytest.mark.parametrize("row", TABLE)
def test_is_answered_with_its_cause_and_costs_nothing(translated_project: SmallProject, row: Row):
    row.spoil(translated_project)
    before = contents(translated_project.root, row.keeps)
    result = translated_project.run(*row.command)
    answer = result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in answer
    for words in row.says:
        assert words in answer, answer
    for words in row.never:
        assert words not in answer, answer
    if row.accepted:
        assert result.exit_code == 0, answer
        return
    assert result.exit_code == 1, answer
    assert "Remedy:" in answer
    assert row.says[0] in answer.split("Remedy:")[0], f"The cause does not come first:\n{answer}"
    if row.problems is not None:
        assert answer.count("Remedy:") == row.problems, answer
    assert contents(translated_project.root, row.keeps) == before
