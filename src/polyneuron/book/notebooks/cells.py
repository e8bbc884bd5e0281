"""Cells and notebooks as nbformat's own constructors make them, without their check.

Those validate every cell when it is made, against a schema that is compiled anew for each, which took a quarter of the
time that all notebooks need. `polyneuron.book.notebooks.forms.write_notebook` validates every notebook once, whole.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, current_nbformat, current_nbformat_minor


def new_code_cell(source: str, *, id: str, metadata: dict[str, Any] | None = None) -> NotebookNode:
    """A code cell that has not run, with the identifier `id`."""
    cell = NotebookNode(cell_type="code", execution_count=None, source=source, outputs=[])
    cell.update(id=id, metadata=metadata or {})
    return cell


def new_markdown_cell(source: str, *, id: str, metadata: dict[str, Any] | None = None) -> NotebookNode:
    """A Markdown cell with the identifier `id`."""
    cell = NotebookNode(cell_type="markdown", source=source)
    cell.update(id=id, metadata=metadata or {})
    return cell


def new_notebook(cells: list[NotebookNode], metadata: dict[str, Any]) -> NotebookNode:
    """A notebook of nbformat's present version."""
    notebook = NotebookNode(nbformat=current_nbformat, nbformat_minor=current_nbformat_minor, cells=cells)
    notebook.update(metadata=metadata)
    return notebook
