"""Questions → the HTML that `polyneuron.show_quiz` shows in a launched notebook.

One file for each language and lesson, `src/polyneuron/quizzes/<language>/<lesson>.html`, which travels in the wheel.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import QUIZ, Lesson
from polyneuron.book.notebooks.markdown_html import JUPYTER, markdown_html
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.notebooks.quiz_markup import Html, Inline, quiz_pieces
from polyneuron.book.source.questions import read_quiz
from polyneuron.book.tools.files import write_if_changed

FOLDER = Path("src") / "polyneuron" / "quizzes"
"""Where the files lie, seen from the project's root."""


def quiz_html(source: str, edition: Edition) -> str:
    """The HTML of a quiz, without style and script.

    Parameters
    ----------
    source
        The `question` directives of a localised lesson.
    """
    questions, _ = read_quiz(source, 1, "")
    links = edition.links.published()
    parts = []
    for piece in quiz_pieces(questions, edition.interface, edition.language):
        if isinstance(piece, Html):
            parts.append(piece.text)
            continue
        text = plain_markdown(piece.text, "ltr", links)
        parts.append(markdown_html(text, edition.language, JUPYTER, inline=isinstance(piece, Inline)))
    return "".join(parts) + "\n"


def write_quizzes(
    root: Path,
    editions: Iterable[tuple[Edition, Iterable[Lesson]]],
    known: Iterable[str],
    kept: Collection[str] = (),
) -> None:
    """Write the quizzes of these editions, and remove what the book no longer has.

    Parameters
    ----------
    known
        The codes of all languages of the book; those that are not asked for keep what was written last.
    kept
        Names of lessons that are not asked for either: their quizzes stay as they were written last.
    """
    folder = root / FOLDER
    for old in folder.glob("*"):
        if old.name not in known:
            shutil.rmtree(old)
    for edition, lessons in editions:
        target = folder / edition.language.code
        written = set()
        for lesson in lessons:
            for cell in lesson.cells:
                if cell.kind == QUIZ:
                    path = target / f"{lesson.name}.html"
                    write_if_changed(path, quiz_html(cell.source, edition))
                    written.add(path)
        for path in target.glob("*"):
            if path not in written and path.stem not in kept:
                path.unlink()
