"""Outputs of figures, as pages need them: without style and scripts, which a page loads once, from files.

A notebook's output carries them inside, because it must move on its own. In a page they would be repeated for every
figure, and a strict Content-Security-Policy would forbid them.
"""

from __future__ import annotations

import re

import nbformat

from polyneuron.figures.markup import FILES_END, FILES_START

_FILES = re.compile(f"{re.escape(FILES_START)}.*?{re.escape(FILES_END)}", re.DOTALL)
FIGURE_MARK = re.compile(r'data-figure="([a-z-]+)"')
"""Says in a page or an output which figure stands there."""


def without_files(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The same code cell; the outputs that hold a figure lose its style and scripts."""
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if FILES_START in data.get("text/html", ""):
            data["text/html"] = _FILES.sub("", data["text/html"])
            data.pop("text/plain", None)
    return cell


def figures_in(page: str) -> list[str]:
    """The names of the figures that a page holds."""
    return sorted(set(FIGURE_MARK.findall(page)))
