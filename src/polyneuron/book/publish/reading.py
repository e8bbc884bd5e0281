"""Copies of the notebooks to read where nothing runs: on a git host, with outputs and without scripts.

They hold the learner's cells. Plots keep their picture, with the alternative text folded below; an interactive figure
becomes a picture of it; the quiz, which needs a page, becomes a link to it.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

from nbformat import NotebookNode

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import QUIZ, Lesson
from polyneuron.book.notebooks.cells import new_markdown_cell
from polyneuron.book.notebooks.figure_outputs import FIGURE_MARK
from polyneuron.book.notebooks.forms import launched_notebook
from polyneuron.book.notebooks.installation import without_installation
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import html_text

Stills = Mapping[tuple[str, str], bytes]
"""(chapter, name of a figure) → its picture, as PNG."""


def reading_notebook(lesson: Lesson, edition: Edition, executed: NotebookNode, stills: Stills) -> NotebookNode:
    """A lesson's notebook with what its executed copy printed."""
    notebook = launched_notebook(lesson, edition)
    quiz = {cell.identifier for cell in lesson.cells if cell.kind == QUIZ}
    done = {cell.id: cell for cell in executed.cells if cell.cell_type == "code"}
    cells = []
    for cell in notebook.cells:
        if cell.id in quiz:
            cells.append(_quiz_link(cell, lesson, edition))
            continue
        cells.append(cell)
        if cell.cell_type != "code":
            continue
        cell.source = without_installation(cell.source)
        if cell.id in done and done[cell.id].source == cell.source:  # an answer is still to be given
            cell.outputs = [_still(output, lesson.name, stills) for output in _readable(done[cell.id])]
            cell.execution_count = done[cell.id].execution_count
            if words := cell.metadata.get("mystnb", {}).get("image", {}).get("alt"):
                cells.append(_picture_in_words(cell.id, words, edition))
    notebook.cells = cells
    return notebook


def _readable(cell: NotebookNode) -> list[NotebookNode]:
    """Outputs without what a kernel said beside its cells."""
    return [output for output in cell.outputs if output.get("name") != "stderr"]


def _still(output: NotebookNode, chapter: str, stills: Stills) -> NotebookNode:
    """An output without scripts: in the place of an interactive figure, its picture."""
    found = FIGURE_MARK.search(output.get("data", {}).get("text/html", ""))
    if found is None:
        return output
    picture = base64.b64encode(stills[chapter, found[1]]).decode() + "\n"
    return NotebookNode(output_type="display_data", data=NotebookNode({"image/png": picture}), metadata=NotebookNode())


def _picture_in_words(identifier: str, words: str, edition: Edition) -> NotebookNode:
    """The alternative text of a plot, folded, since a git host's pictures have none."""
    title = html_text(edition.interface(interface_messages.READING_ALT))
    text = f"<details><summary>{title}</summary>\n\n{html_text(words)}\n\n</details>"
    return new_markdown_cell(_directed(text, edition), id=f"{identifier}-in-words"[:64])


def _quiz_link(cell: NotebookNode, lesson: Lesson, edition: Edition) -> NotebookNode:
    words = edition.interface(interface_messages.READING_QUIZ)
    link = f"[{words}]({edition.links.site}/{lesson.name}.html)"
    return new_markdown_cell(plain_markdown(link, edition.language.direction, edition.links), id=cell.id)


def _directed(text: str, edition: Edition) -> str:
    if edition.language.direction == "ltr":
        return text
    return f'<div dir="{edition.language.direction}">\n\n{text}\n\n</div>'
