"""Localised lesson → notebooks: the one that learners launch, its quick copy, and the one the site is made from.

All three have the same cells with the same identifiers, so that what one of them prints can be shown in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from polyneuron.book import myst
from polyneuron.book.configuration import Language
from polyneuron.book.files import write_if_changed
from polyneuron.book.interface import Interface
from polyneuron.book.interface_messages import SET_UP_COMMENT, SHARE_TRANSLATED
from polyneuron.book.lesson import BUILD_CHECK, PARAMETERS, QUIZ, SET_UP, Cell, Lesson
from polyneuron.book.plain_markdown import plain_markdown

INSTALLATION = """\
import importlib.util
import subprocess
import sys

# {comment}
if importlib.util.find_spec("polyneuron") is None:
    package = "{requirement}"
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", package], check=True)

"""
"""What launched notebooks run before a lesson's own set-up; the comment is an interface text."""


@dataclass(frozen=True)
class Edition:
    """What every notebook of a language needs beside its lesson."""

    language: Language
    interface: Interface
    labels: dict[str, str]
    """Label → name of the lesson that holds it."""
    wheel_address: str
    """Where a notebook that lacks the package installs it from; ends with the digest."""

    @property
    def requirement(self) -> str:
        """What pip installs where the package is missing (PEP 508)."""
        extra = "[rtl]" if self.language.direction == "rtl" else ""
        return f"polyneuron{extra} @ {self.wheel_address}"


def _metadata(edition: Edition, lesson: Lesson) -> dict:
    return {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
        "polyneuron": {"chapter": lesson.name, "language": edition.language.tag},
    }


def _code_cell(cell: Cell, source: str) -> nbformat.NotebookNode:
    metadata: dict = {"tags": cell.tags} if cell.tags else {}
    if "alt" in cell.options:
        metadata["mystnb"] = {"image": {"alt": cell.options["alt"]}}
    return new_code_cell(source, id=cell.identifier, metadata=metadata)


def launched_notebook(lesson: Lesson, edition: Edition, *, with_build_checks: bool = False) -> nbformat.NotebookNode:
    """The notebook for Colab, JupyterLab, Binder and everything that runs notebooks.

    Parameters
    ----------
    with_build_checks
        Keep the cells that only builds run: for execution and for nbval, not for learners.
    """
    cells = []
    for cell in lesson.cells:
        if cell.kind == "markdown":
            text = plain_markdown(cell.source, edition.language.direction, edition.labels)
            cells.append(new_markdown_cell(text, id=cell.identifier))
        elif cell.kind == QUIZ:
            cells.append(new_code_cell(f'polyneuron.show_quiz("{lesson.name}")', id=cell.identifier))
        elif BUILD_CHECK not in cell.tags or with_build_checks:
            source = cell.source
            if SET_UP in cell.tags:
                comment = edition.interface(SET_UP_COMMENT)
                source = INSTALLATION.format(comment=comment, requirement=edition.requirement) + source
            cells.append(_code_cell(cell, source))
    if note := _share_note(lesson, edition):
        cells.insert(1, new_markdown_cell(plain_markdown(note, edition.language.direction, {}), id="translation-state"))
    return new_notebook(cells=cells, metadata=_metadata(edition, lesson))


def quick_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """A copy with small parameters, for tests: papermill's way, a cell after the one tagged `parameters`."""
    notebook = launched_notebook(lesson, edition, with_build_checks=True)
    for cell in lesson.cells:
        if PARAMETERS in cell.tags:
            values = "\n".join(f"{name} = {value!r}" for name, value in (cell.options.get("quick") or {}).items())
            place = next(number for number, found in enumerate(notebook.cells) if found.id == cell.identifier)
            injected = new_code_cell(values, id=f"{cell.identifier}-quick", metadata={"tags": ["injected-parameters"]})
            notebook.cells.insert(place + 1, injected)
    return notebook


def site_notebook(lesson: Lesson, edition: Edition, executed: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook that Jupyter Book reads: MyST Markdown and the outputs of the executed notebook."""
    outputs = {cell.id: cell for cell in executed.cells if cell.cell_type == "code"}
    cells = []
    for cell in lesson.cells:
        if cell.kind == "markdown":
            cells.append(new_markdown_cell(cell.source, id=cell.identifier))
        elif cell.kind == QUIZ:
            fence = myst.fence_around(cell.source)
            cells.append(new_markdown_cell(f"{fence}{{quiz}}\n{cell.source}\n{fence}", id=cell.identifier))
        elif BUILD_CHECK not in cell.tags:
            shown = _code_cell(cell, cell.source)
            done = outputs[cell.identifier]
            shown.outputs = [output for output in done.outputs if output.get("name") != "stderr"]
            shown.execution_count = done.execution_count
            cells.append(shown)
    if note := _share_note(lesson, edition):
        cells.insert(1, new_markdown_cell(f":::{{note}}\n{note}\n:::", id="translation-state"))
    return new_notebook(cells=cells, metadata=_metadata(edition, lesson))


def _share_note(lesson: Lesson, edition: Edition) -> str:
    """A sentence that says what share of a lesson is translated; empty when it is all."""
    if lesson.translated == lesson.total:
        return ""
    share = int(100 * lesson.translated / lesson.total)
    return edition.interface(SHARE_TRANSLATED).replace("{share}", str(share))


def write_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Check a notebook against its format and write it; leaves the file alone when it is the same already."""
    nbformat.validate(notebook)
    write_if_changed(path, nbformat.writes(notebook) + "\n")
