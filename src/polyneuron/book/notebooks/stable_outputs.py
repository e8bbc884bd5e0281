"""Outputs that are the same every time the same code runs, where a library puts in something random.

Guards against pages that differ from build to build with nothing changed. pandas gives each styled table an identifier
of five random digits; here it becomes the cell's identifier and a number, the same in all languages. The plain text
beside a table or picture, which no page shows, loses the address of the object. Blind on purpose to what lessons make
random themselves: they set a seed.
"""

from __future__ import annotations

import re

import nbformat

_STYLED_TABLE = re.compile(r"\bT_[0-9a-f]{5}(?=_|\b)")
"""pandas.io.formats.style.Styler: `T_` and the beginning of a UUID."""
_ADDRESS = re.compile(r" at 0x[0-9a-f]+\b")
"""Where an object lies in memory."""


def with_stable_outputs(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The executed notebook, with identifiers in its outputs that depend on the cell only; changes it in place."""
    for cell in notebook.cells:
        names: dict[str, str] = {}
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                html = output.data["text/html"]
                for found in _STYLED_TABLE.findall(html):
                    names.setdefault(found, f"T_{cell.id}-{len(names) + 1}")
                for found, name in names.items():
                    html = re.sub(rf"\b{found}(?=_|\b)", name, html)
                output.data["text/html"] = html
            if "text/plain" in output.get("data", {}) and len(output.data) > 1:
                output.data["text/plain"] = _ADDRESS.sub("", output.data["text/plain"])
    return notebook
