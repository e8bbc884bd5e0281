"""The list `{chapter-terms}` of a lesson → a table of its terms and what they mean, in the language of the edition.

A definition stands in one place, the term base: the table takes it from there, on pages and in notebooks. Where one is
not translated yet, the English one is shown as such.
"""

from __future__ import annotations

from dataclasses import replace

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.term import Term
from polyneuron.book.source import myst
from polyneuron.book.texts.interface_messages import TERM_HEADING, TERM_MEANING
from polyneuron.book.texts.prose_messages import UNTRANSLATED
from polyneuron.book.texts.terms import terms_in_list
from polyneuron.book.tools.escaping import markdown_cell, markdown_words, words_in_role


def with_term_tables(lesson: Lesson, edition: Edition) -> Lesson:
    """A localised lesson with tables in the place of its lists of terms; all of these are in the term base."""
    cells = tuple(
        replace(cell, source=_with_tables(cell.source, edition)) if cell.kind == "markdown" else cell
        for cell in lesson.cells
    )
    return replace(lesson, cells=cells)


def _with_tables(source: str, edition: Edition) -> str:
    def table(directive: myst.Directive) -> list[str]:
        return _table([edition.links.terms[name] for _, name in terms_in_list(directive)], edition)

    return myst.with_directives(source, myst.CHAPTER_TERMS, table)


def _table(terms: list[Term], edition: Edition) -> list[str]:
    head = (markdown_words(edition.interface(TERM_HEADING)), markdown_words(edition.interface(TERM_MEANING)))
    rows = [head, ("---", "---"), *((_name(term, edition), _meaning(term, edition)) for term in terms)]
    return [f"| {' | '.join(map(markdown_cell, row))} |" for row in rows]


def _name(term: Term, edition: Edition) -> str:
    code = edition.language.code
    name = f"{{term}}`{words_in_role(term.name(code))} <{words_in_role(term.english)}>`"
    if not term.has(code):
        name = UNTRANSLATED.format(text=name)
    short = term.abbreviation(code)
    return f"{name} · {markdown_words(short)}" if short else name


def _meaning(term: Term, edition: Edition) -> str:
    words = markdown_words(edition.links.definition(term))
    translated = edition.language.code == SOURCE_LANGUAGE or term.definition in edition.links.definitions
    return words if translated else UNTRANSLATED.format(text=words)
