"""A folder for nbgrader: the instructor's notebooks of an edition, and the settings that they need.

Guards against the loss of an instructor's work: `source/` and `nbgrader_config.py` are written, everything else in the
folder (submissions, marks, the gradebook) is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import jinja2

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.notebooks.forms import instructor_notebook, write_notebook
from polyneuron.book.tools.escaping import python_string
from polyneuron.book.tools.files import write_if_changed

TEMPLATES = Path(__file__).parent / "templates"
NBGRADER_CONFIG_FILE = "nbgrader_config.py"


def write_course(edition: Edition, lessons: Iterable[Lesson], folder: Path, cell_timeout: int) -> None:
    """Write `<language>/source/<chapter>/<chapter>.ipynb` for every lesson with exercises, and the settings.

    The exercises have the numbers of the edition's seed; a course with numbers of its own has a name of its own, too.
    `cell_timeout` is the number of seconds that nbgrader lets a cell run.
    """
    target = folder / edition.language.code
    for lesson in lessons:
        if lesson.exercises:
            path = target / "source" / lesson.name / f"{lesson.name}.ipynb"
            write_notebook(instructor_notebook(lesson, edition), path)
    loader = jinja2.FileSystemLoader(TEMPLATES)
    template = jinja2.Environment(loader=loader, keep_trailing_newline=True).get_template(NBGRADER_CONFIG_FILE)
    settings = template.render(
        course=python_string(f"polyneuron-{edition.language.code}{f'-{edition.seed}' if edition.seed else ''}"),
        cell_timeout=cell_timeout,
    )
    write_if_changed(target / NBGRADER_CONFIG_FILE, settings)
