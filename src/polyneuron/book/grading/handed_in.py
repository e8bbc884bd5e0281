"""What a file that a student handed in says of itself: whether it is a notebook, which chapter, which cells check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode


def is_notebook(content: object) -> bool:
    """Whether JSON that was read is a notebook, of any version."""
    return isinstance(content, dict) and any(isinstance(content.get(key), list) for key in ("cells", "worksheets"))


def chapter_of(notebook: Mapping[str, Any]) -> str | None:
    """The chapter that a notebook says it is; None where it says nothing, or nothing that can be understood."""
    found: object = notebook
    for key in ("metadata", "polyneuron", "chapter"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else None


def is_check(cell: NotebookNode) -> bool:
    """Whether a cell is a check that gives points by itself."""
    own = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(own.get("grade")) and not own.get("solution")
