"""Questions → the HTML that `polyneuron.show_quiz` shows in a launched notebook.

One file for each language and lesson, `src/polyneuron/quizzes/<language>/<lesson>.html`, which travels in the wheel.
Formulas stay in dollar signs: JupyterLab and its like typeset them as they do in Markdown.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import QUIZ, Lesson
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.notebooks.quiz_markup import Html, Inline, quiz_pieces
from polyneuron.book.source import myst
from polyneuron.book.source.questions import read_quiz
from polyneuron.book.tools.escaping import html
from polyneuron.book.tools.files import write_if_changed
from polyneuron.isolation import isolated

FOLDER = Path("src") / "polyneuron" / "quizzes"
"""Where the files lie, seen from the project's root."""


@cache
def _markdown() -> MarkdownIt:
    markdown = create_md_parser(MdParserConfig(enable_extensions=set(myst.EXTENSIONS)), RendererHTML)
    markdown.add_render_rule("text", _text)
    markdown.add_render_rule("math_inline", lambda _, tokens, index, *more: _formula(tokens[index], "$"))
    markdown.add_render_rule("math_block", lambda _, tokens, index, *more: f"<p>{_formula(tokens[index], '$$')}</p>\n")
    return markdown


def _text(_: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: EnvType) -> str:
    return escapeHtml(env["typeset"](tokens[index].content))


def _formula(token: Token, sign: str) -> str:
    return str(html('<span dir="ltr">{sign}{formula}{sign}</span>', sign=sign, formula=token.content.strip()))


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
    env = {"typeset": isolated if edition.language.is_right_to_left else str}
    for piece in quiz_pieces(questions, edition.interface, edition.language):
        if isinstance(piece, Html):
            parts.append(piece.text)
            continue
        text = plain_markdown(piece.text, "ltr", links)
        if isinstance(piece, Inline):
            parts.append(_markdown().renderInline(text, env))
        else:
            parts.append(_markdown().render(text, env))
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
