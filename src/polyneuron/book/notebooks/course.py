"""A folder for nbgrader: the instructor's notebooks of an edition, and the settings that they need.

Guards against the loss of an instructor's work: `source/` and `nbgrader_config.py` are written, everything else in the
folder (submissions, marks, the gradebook) is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import jinja2

from polyneuron.book.model.course_folder import COURSE_SOURCES, course_notebook
from polyneuron.book.model.edition import Edition, Links
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.notebooks.forms import instructor_notebook, write_notebook
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import python_string
from polyneuron.book.tools.files import write_if_changed

TEMPLATES = Path(__file__).parent / "templates"
NBGRADER_CONFIG_FILE = "nbgrader_config.py"
EXERCISE_TIMEOUT = 120
"""Seconds that an answer or a check may run while submissions are graded: an endless loop costs no more."""
GRADING_TEXTS = {
    "too_long": interface_messages.GRADING_TOO_LONG,
    "died": interface_messages.GRADING_DIED,
    "not_passed": interface_messages.GRADING_NOT_PASSED,
    "score": interface_messages.GRADING_SCORE,
    "not_marked": interface_messages.GRADING_NOT_MARKED,
    "penalty": interface_messages.GRADING_PENALTY,
    "answer": interface_messages.GRADING_ANSWER,
    "comment": interface_messages.GRADING_COMMENT,
    "no_answer": interface_messages.GRADING_NO_ANSWER,
    "got": interface_messages.GRADING_GOT,
    "possible": interface_messages.GRADING_POSSIBLE,
    "partly": interface_messages.GRADING_PARTLY,
    "exercise": interface_messages.TABLE_EXERCISE,
    "all": interface_messages.TABLE_TOTAL,
    "name": interface_messages.SHEET_NAME,
    "show_code": interface_messages.SHOW_CODE,
}
"""Name in the settings → what students read in a marked notebook."""


def write_course(edition: Edition, lessons: Iterable[Lesson], folder: Path, cell_timeout: int) -> None:
    """Write `<language>/source/<chapter>/<chapter>.ipynb` for every lesson with exercises, and the settings.

    The exercises have the numbers of the edition's seed; a course with numbers of its own has a name of its own, too.
    `cell_timeout` is the number of seconds that nbgrader lets a cell run.
    """
    target = folder / edition.language.code
    for lesson in lessons:
        if lesson.exercises:
            write_notebook(instructor_notebook(lesson, edition), course_notebook(target / COURSE_SOURCES, lesson.name))
    write_course_settings(edition, target, cell_timeout)


def write_course_settings(edition: Edition, target: Path, cell_timeout: int) -> None:
    """Write nbgrader's settings into the folder of a course."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    template = jinja2.Environment(loader=loader, keep_trailing_newline=True).get_template(NBGRADER_CONFIG_FILE)
    language = edition.language
    settings = template.render(
        course=python_string(f"polyneuron-{edition.language.code}{f'-{edition.seed}' if edition.seed else ''}"),
        cell_timeout=cell_timeout,
        exercise_timeout=min(cell_timeout, EXERCISE_TIMEOUT),
        language=python_string(language.tag),
        direction=python_string(language.direction),
        digits=python_string(language.digits),
        decimal_sign=python_string(language.decimal),
        published=_published(edition.links),
        texts={name: python_string(edition.interface(text)) for name, text in GRADING_TEXTS.items()},
    )
    write_if_changed(target / NBGRADER_CONFIG_FILE, settings)


def _published(links: Links) -> dict[str, str]:
    """Name of a notebook → its page on the published site, as text of Python; nothing where there is no site."""
    pages = links.published().documents
    return {
        python_string(file): python_string(pages[name])
        for name, file in sorted(links.documents.items())
        if "://" in links.site and pages[name] != file
    }
