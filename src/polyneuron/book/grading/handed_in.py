"""What a file that a student handed in says of itself: whether it is a notebook, which chapter, which cells check."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

_TELLING = 40
"""Characters of a text that no other notebook is likely to have."""


def is_notebook(content: object) -> bool:
    """Whether JSON that was read is a notebook, of any version."""
    return isinstance(content, dict) and any(isinstance(content.get(key), list) for key in ("cells", "worksheets"))


def read_notebook(content: bytes) -> dict[str, Any]:
    """The JSON of a file, whatever editor wrote it: with or without a mark at its beginning, parts of cells missing.

    Raises `ValueError` where it is no JSON, or no notebook.
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        found = json.loads(content.decode("utf-16" if wide else "utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the file cannot be read as a notebook: {error}") from error
    if not is_notebook(found):
        raise ValueError("the file is JSON, but no notebook")
    if isinstance(found.get("cells"), list):
        found["cells"] = [_whole(cell) for cell in found["cells"] if isinstance(cell, dict)]
        found.setdefault("nbformat", 4)
        found.setdefault("nbformat_minor", 4)
        found["metadata"] = found["metadata"] if isinstance(found.get("metadata"), dict) else {}
    return found


def as_cells(found: dict[str, Any]) -> NotebookNode:
    """What was read as cells of the present format, with identifiers as they are: missing, or twice the same."""
    if isinstance(found.get("cells"), list):
        return nbformat.from_dict(found)
    return nbformat.reads(json.dumps(found), as_version=4)


def _whole(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell with every part that the format asks for, and without outputs: they are made anew."""
    kind = cell.get("cell_type")
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    whole: dict[str, Any] = {
        "cell_type": kind if kind in ("code", "markdown", "raw") else "markdown",
        "metadata": dict(cell["metadata"]) if isinstance(cell.get("metadata"), dict) else {},
        "source": text.replace("\r\n", "\n").replace("\r", "\n"),
    }
    if kind == "code":
        whole |= {"execution_count": None, "outputs": []}
    for key in ("id", "attachments"):
        if key in cell:
            whole[key] = cell[key]
    return whole


def chapter_of(notebook: Mapping[str, Any]) -> str | None:
    """The chapter that a notebook says it is; None where it says nothing, or nothing that can be understood."""
    return _said(notebook, "chapter")


def language_of(notebook: Mapping[str, Any]) -> str | None:
    """The code of the edition that a notebook says it is of."""
    return _said(notebook, "language")


def _said(notebook: Mapping[str, Any], name: str) -> str | None:
    found: object = notebook
    for key in ("metadata", "polyneuron", name):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else None


def is_of(notebook: Mapping[str, Any], assignment: NotebookNode) -> bool:
    """Whether a notebook has a cell of an assignment, by nbgrader's name or by its text."""
    signs = {sign for cell in assignment.cells for sign in _signs(cell)}
    cells = notebook.get("cells")
    return any(signs & {*_signs(cell)} for cell in (cells if isinstance(cells, list) else ()))


def answered(notebook: Mapping[str, Any], assignment: NotebookNode) -> int:
    """How many cells for answers hold something else than the assignment gave."""
    given = {
        name: cell.source.strip()
        for cell in assignment.cells
        if (name := _grade_name(cell)) and cell.metadata.nbgrader.get("solution")
    }
    cells = notebook.get("cells")
    touched = {
        name
        for cell in (cells if isinstance(cells, list) else ())
        if (name := _grade_name(cell)) in given and str(cell.get("source", "")).strip() != given[name]
    }
    return len(touched)


def _grade_name(cell: Mapping[str, Any]) -> str | None:
    metadata = cell.get("metadata")
    own = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    name = own.get("grade_id") if isinstance(own, Mapping) else None
    return name if isinstance(name, str) else None


def _signs(cell: object) -> Iterator[str]:
    """What tells a cell from others; short texts tell nothing."""
    if not isinstance(cell, Mapping):
        return
    name = _grade_name(cell)
    source = cell.get("source")
    text = "".join(map(str, source)) if isinstance(source, list) else source
    if name is not None:
        yield f"name {name}"
    if isinstance(text, str) and len(text.strip()) >= _TELLING:
        yield text.strip()


def is_check(cell: NotebookNode) -> bool:
    """Whether a cell is a check that gives points by itself."""
    own = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(own.get("grade")) and not own.get("solution")
