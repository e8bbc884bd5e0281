"""What a file that a student handed in says of itself: whether it is a notebook, which chapter, which cells check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

_TELLING = 40
"""Characters of a text that no other notebook is likely to have."""


def is_notebook(content: object) -> bool:
    """Whether JSON that was read is a notebook, of any version."""
    return isinstance(content, dict) and any(isinstance(content.get(key), list) for key in ("cells", "worksheets"))


def chapter_of(notebook: Mapping[str, Any]) -> str | None:
    """The chapter that a notebook says it is; None where it says nothing, or nothing that can be understood."""
    found: object = notebook
    for key in ("metadata", "polyneuron", "chapter"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else None


def is_of(notebook: Mapping[str, Any], assignment: NotebookNode) -> bool:
    """Whether a notebook has a cell of an assignment, by nbgrader's name or by its text."""
    signs = {sign for cell in assignment.cells for sign in _signs(cell)}
    cells = notebook.get("cells")
    return any(signs & {*_signs(cell)} for cell in (cells if isinstance(cells, list) else ()))


def _signs(cell: object) -> Iterator[str]:
    """What tells a cell from others; short texts tell nothing."""
    if not isinstance(cell, Mapping):
        return
    metadata = cell.get("metadata")
    own = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    name = own.get("grade_id") if isinstance(own, Mapping) else None
    source = cell.get("source")
    text = "".join(map(str, source)) if isinstance(source, list) else source
    if isinstance(name, str):
        yield f"name {name}"
    if isinstance(text, str) and len(text.strip()) >= _TELLING:
        yield text.strip()


def is_check(cell: NotebookNode) -> bool:
    """Whether a cell is a check that gives points by itself."""
    own = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(own.get("grade")) and not own.get("solution")
