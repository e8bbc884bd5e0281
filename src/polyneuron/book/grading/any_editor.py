"""nbgrader's way from a file to a notebook, for files as students hand them in: with marks, in UTF-16, in parts.

Guards against an end with an error before anything of ours has seen the notebook.
"""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode

from polyneuron.book.grading.handed_in import as_cells, read_notebook


class NotebookOfAnyEditor(NotebookExporter):
    """Reads a sound notebook as it is, outputs too, and of others what can be read."""

    def from_file(
        self, file_stream: Any, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Convert an open file."""
        content = file_stream.buffer.read()
        try:
            notebook = nbformat.reads(content.decode("utf-8"), as_version=4)
            nbformat.validate(notebook)
        except Exception:  # whatever a file may hold
            notebook = as_cells(read_notebook(content))
        return self.from_notebook_node(notebook, resources=resources, **options)
