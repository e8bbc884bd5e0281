"""The terms in the texts of the book: their definitions as messages, and where lessons use them."""

from __future__ import annotations

from collections.abc import Iterable

from polyneuron.book.model.domains import GLOSSARY_FILE, Domain
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.messages import DEFINITION, Message
from polyneuron.book.model.problems import Problem
from polyneuron.book.model.term import Term
from polyneuron.book.source import myst
from polyneuron.book.source.schema import did_you_mean
from polyneuron.book.texts.prose_messages import prose_messages


def definition_messages(terms: Iterable[Term]) -> list[Message]:
    """The definitions, in the form in which catalogues take them."""
    return [
        Message(DEFINITION, term.definition, term.line, "", note=f"term: {term.english}", file=GLOSSARY_FILE)
        for term in terms
    ]


def term_uses(lesson: Lesson) -> list[tuple[str, int]]:
    """Every `{term}` role of a lesson's prose: its target and its line."""
    return [
        (myst.role_target(token.content), message.line)
        for cell in lesson.cells
        if cell.kind != "code"
        for message in prose_messages(cell.source, cell.line, cell.identifier)
        for token in myst.parser().parseInline(message.text)[0].children or []
        if token.type == "myst_role" and token.meta["name"] == "term"
    ]


def unknown_terms(lesson: Lesson, terms: dict[str, Term], pages: Iterable[str], file: str) -> list[Problem]:
    """A problem for each `{term}` role whose target is not in the term base, and one where no page shows the terms."""
    uses = term_uses(lesson)
    problems = [
        Problem(
            file,
            line,
            f"The role {{term}} names {english!r}, which is not in {GLOSSARY_FILE}{did_you_mean(english, terms)}",
            f"Write {{term}}`the words here <the English term>`, or add the term to {GLOSSARY_FILE}.",
        )
        for english, line in uses
        if english not in terms
    ]
    if uses and Domain.GLOSSARY not in pages:
        what = "The role {term} links to the glossary, and the book has no such page"
        problems.append(Problem(file, uses[0][1], what, f"Add pages/{Domain.GLOSSARY} to _toc.yml."))
    return problems
