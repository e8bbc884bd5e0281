"""A chapter's quiz inside a notebook: the same questions as on the page, in the notebook's language.

Answers stay in the reader's browser; nothing is sent anywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from polyneuron import messages

if TYPE_CHECKING:
    from IPython.display import HTML

_QUIZZES = Path(__file__).parent / "quizzes"
_FILES = Path(__file__).parent / "quiz_files"


def show_quiz(chapter: str) -> HTML:
    """The quiz of a chapter, in the language chosen by `polyneuron.use_language`.

    Parameters
    ----------
    chapter
        Name of the chapter's file without extension, such as `01-neurons`.

    Raises
    ------
    ValueError
        When there is no such quiz in this language.
    """
    from IPython.display import HTML

    language = messages.chosen_language()
    quizzes = {path.stem: path for path in (_QUIZZES / language).glob("*.html")}
    if chapter not in quizzes:
        raise ValueError(
            messages.gettext("There is no quiz with this name: {name}. There are: {names}").format(
                name=chapter, names=", ".join(sorted(quizzes)) or "–"
            )
        )
    style = (_FILES / "quiz.css").read_text(encoding="utf-8")
    script = (_FILES / "quiz.js").read_text(encoding="utf-8")
    questions = quizzes[chapter].read_text(encoding="utf-8")
    return HTML(f"<style>\n{style}</style>\n{questions}<script>\n{script}</script>")
