"""Localised lesson → notebooks: for learners, for instructors, for execution (in full and quick), and for the site.

All of them have the same cells with the same identifiers, so that what one of them prints can be shown in another.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import v4

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import BUILD_CHECK, PARAMETERS, QUIZ, SET_UP, Cell, Lesson
from polyneuron.book.notebooks.cells import new_code_cell, new_markdown_cell, new_notebook
from polyneuron.book.notebooks.exercise_cells import ExerciseCells, by_exercise, with_outputs
from polyneuron.book.notebooks.figure_outputs import without_files
from polyneuron.book.notebooks.installation import installation
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.source import myst
from polyneuron.book.texts.interface_messages import SHARE_TRANSLATED
from polyneuron.book.tools.escaping import markdown_words, python_string
from polyneuron.book.tools.files import write_if_changed


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


def launched_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """The notebook for learners, in Colab, JupyterLab, Binder and everything that runs notebooks."""
    return _notebook(lesson, edition, for_learners=True, installs=True)


def complete_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """The notebook with everything in it: solutions, hidden checks, cells that only builds run. Builds execute it.

    It does not install the package, which a build has: the address in that part changes with every word of a quiz, and
    would run all notebooks again.
    """
    return _notebook(lesson, edition, for_learners=False, installs=False)


def instructor_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """The source of an assignment for nbgrader: solutions and hidden checks, without what only builds run."""
    notebook = _notebook(lesson, edition, for_learners=False, installs=True)
    notebook.cells = [cell for cell in notebook.cells if BUILD_CHECK not in cell.metadata.get("tags", [])]
    return notebook


def _notebook(lesson: Lesson, edition: Edition, *, for_learners: bool, installs: bool) -> nbformat.NotebookNode:
    cells: list[nbformat.NotebookNode] = []
    for exercise, run in by_exercise(lesson.cells):
        if exercise is not None:
            forms = ExerciseCells(exercise, run, edition)
            cells += forms.student() if for_learners else forms.instructor()
            continue
        for cell in run:
            if cell.kind == "markdown":
                text = plain_markdown(cell.source, edition.language.direction, edition.links)
                cells.append(new_markdown_cell(text, id=cell.identifier))
            elif cell.kind == QUIZ:
                cells.append(new_code_cell(f"polyneuron.show_quiz({python_string(lesson.name)})", id=cell.identifier))
            elif cell.for_readers or not for_learners:
                first = installation(lesson, edition) if installs and SET_UP in cell.tags else ""
                cells.append(_code_cell(cell, first + cell.source))
    if note := _share_note(lesson, edition):
        cells.insert(
            1,
            new_markdown_cell(plain_markdown(note, edition.language.direction, edition.links), id="translation-state"),
        )
    return new_notebook(cells=cells, metadata=_metadata(edition, lesson))


def quick_notebook(lesson: Lesson, edition: Edition) -> nbformat.NotebookNode:
    """A complete copy with small parameters, for tests: papermill's way, a cell after the one tagged `parameters`."""
    return with_small_parameters(complete_notebook(lesson, edition), lesson)


def with_small_parameters(notebook: nbformat.NotebookNode, lesson: Lesson) -> nbformat.NotebookNode:
    """The same notebook, in any form of the lesson, with the cell that sets small parameters."""
    for cell in lesson.cells:
        if PARAMETERS in cell.tags:
            place = next(number for number, found in enumerate(notebook.cells) if found.id == cell.identifier)
            injected = new_code_cell(
                _small_values(cell), id=f"{cell.identifier}-quick", metadata={"tags": ["injected-parameters"]}
            )
            notebook.cells.insert(place + 1, injected)
    return notebook


def with_small_values(notebook: nbformat.NotebookNode, lesson: Lesson) -> nbformat.NotebookNode:
    """The same notebook with small parameters in the cell that has the large ones: no cell more, for grading."""
    for cell in lesson.cells:
        if PARAMETERS in cell.tags:
            found = next(one for one in notebook.cells if one.id == cell.identifier)
            found.source = f"{found.source}\n{_small_values(cell)}"
    return notebook


def _small_values(cell: Cell) -> str:
    return "\n".join(f"{name} = {value!r}" for name, value in (cell.options.get("quick") or {}).items())


def site_notebook(lesson: Lesson, edition: Edition, executed: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook that Jupyter Book reads: MyST Markdown and the outputs of the executed notebook."""
    outputs = {cell.id: cell for cell in executed.cells if cell.cell_type == "code"}
    cells: list[nbformat.NotebookNode] = []
    for exercise, run in by_exercise(lesson.cells):
        if exercise is not None:
            cells += ExerciseCells(exercise, run, edition).page(outputs)
            continue
        for cell in run:
            if cell.kind == "markdown":
                cells.append(new_markdown_cell(cell.source, id=cell.identifier))
            elif cell.kind == QUIZ:
                fence = myst.fence_around(cell.source)
                cells.append(new_markdown_cell(f"{fence}{{quiz}}\n{cell.source}\n{fence}", id=cell.identifier))
            elif cell.for_readers:
                cells.append(without_files(with_outputs(_code_cell(cell, cell.source), outputs)))
    if note := _share_note(lesson, edition):
        cells.insert(1, new_markdown_cell(f":::{{note}}\n{note}\n:::", id="translation-state"))
    return new_notebook(cells=cells, metadata=_metadata(edition, lesson))


def _share_note(lesson: Lesson, edition: Edition) -> str:
    """A sentence that says what share of a lesson is translated; empty when it is all."""
    if lesson.translated == lesson.total:
        return ""
    share = int(100 * lesson.translated / lesson.total)
    return markdown_words(edition.interface(SHARE_TRANSLATED).replace("{share}", edition.language.number(share)))


def write_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Check a notebook against its format and write it; leaves the file alone when it is the same already."""
    nbformat.validate(notebook)
    write_if_changed(path, v4.writes(notebook) + "\n")  # nbformat's own would check it once more
