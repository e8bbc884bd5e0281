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


def listed_terms(lesson: Lesson) -> list[tuple[str, int]]:
    """The English terms that a lesson lists in `{chapter-terms}`, each with its line."""
    found = []
    for cell in lesson.cells:
        if cell.kind != "markdown":
            continue
        for directive, first, _ in myst.directives(cell.source):
            if directive.name == myst.CHAPTER_TERMS:
                begin = cell.line + first + directive.body_line
                found += [(term, begin + number) for number, term in terms_in_list(directive)]
    return found


def terms_in_list(directive: myst.Directive) -> list[tuple[int, str]]:
    """The English terms that stand in a list `{chapter-terms}`, one a line, each with its place among the lines."""
    lines = enumerate(directive.body.split("\n"))
    return [(number, line.strip()) for number, line in lines if line.strip()]


def unknown_terms(lesson: Lesson, terms: dict[str, Term], pages: Iterable[str], file: str) -> list[Problem]:
    """A problem for each term that a lesson names and the term base has not, and one where no page shows the terms.

    Lessons name terms in `{term}` roles and in the list `{chapter-terms}`, which has each of them once.
    """
    uses, listed = term_uses(lesson), listed_terms(lesson)
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
    first: dict[str, int] = {}
    for english, line in listed:
        if english not in terms:
            what = f"The list of terms names {english!r}, which is not in {GLOSSARY_FILE}{did_you_mean(english, terms)}"
            remedy = f"Write an English term of {GLOSSARY_FILE} in this line, or add it there with its definition."
            problems.append(Problem(file, line, what, remedy))
        elif first.setdefault(english, line) != line:
            what = f"The list of terms names {english!r} twice (first in line {first[english]})"
            problems.append(Problem(file, line, what, "Take one of the two out."))
    if (uses or listed) and Domain.GLOSSARY not in pages:
        what = "The role {term} links to the glossary, and the book has no such page"
        line = min(line for _, line in (*uses, *listed))
        problems.append(Problem(file, line, what, f"Add pages/{Domain.GLOSSARY} to _toc.yml."))
    return problems
