"""The number of a chapter in its title, in the digits of the edition; its place in `_toc.yml` is the one source."""

from __future__ import annotations

from dataclasses import replace

from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.source import myst


def with_number(lesson: Lesson, number: int, language: Language) -> Lesson:
    """A localised lesson whose title begins with its number; the start page, number 0, has none.

    Whatever shows titles shows the number with them: pages, navigation, search, course map, glossary, notebooks.
    """
    if not number:
        return lesson
    for place, cell in enumerate(lesson.cells):
        if cell.kind != "markdown":
            continue
        lines = myst.lines_of(cell.source)
        for token in myst.parser().parse(cell.source):
            if token.type == "heading_open" and token.tag == "h1":
                first, _ = myst.lines_of_token(token)
                sign = "#" if token.markup == "#" else ""
                # Without the sign of a heading in front, a number and a point would begin a list.
                point = "." if sign else r"\."
                words = lines[first].lstrip()[len(sign) :].lstrip()
                lines[first] = f"{sign} {language.number(number)}{point} {words}".lstrip()
                numbered = replace(cell, source="\n".join(lines))
                return replace(lesson, cells=(*lesson.cells[:place], numbered, *lesson.cells[place + 1 :]))
    return lesson
