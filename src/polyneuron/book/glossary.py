"""The term base `locales/glossary.csv`: the words of the field, what they mean, and how each language says them.

Guards against editions that name one thing in two ways, or two things in one. Blind on purpose to whether a
translation uses a term: inflected languages need more than a comparison of letters for that.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

from polyneuron.book import myst
from polyneuron.book.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.lesson import Lesson
from polyneuron.book.messages import DEFINITION, Message
from polyneuron.book.problems import Problem
from polyneuron.book.prose_messages import prose_messages

FILE = "locales/glossary.csv"
PAGE = "glossary"
"""Name of the page that shows the terms, and of the catalogue that holds the definitions."""
DEFINITION_WORDS = 25
"""A definition is one sentence that fits into a small box beside the word."""

_BRACKETS = re.compile(r"[()\[\]{}（）]")
_SEPARATOR = "|"


@dataclass(frozen=True)
class Term:
    """A row of the term base."""

    names: dict[str, str]
    """Language code → the term; `en` is its name in `{term}` roles."""
    variants: dict[str, tuple[str, ...]]
    """Language code → other words for it: plural or short forms, synonyms."""
    definition: str
    """One English sentence."""
    line: int

    @property
    def english(self) -> str:
        """The English term, by which everything else finds it."""
        return self.names[SOURCE_LANGUAGE]

    @property
    def anchor(self) -> str:
        """Where the glossary page shows it: the same in all languages."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.english.lower()).strip("-")

    @property
    def is_code(self) -> bool:
        """Whether the term is a name in code, such as `from_logits`, and the same in all languages."""
        return "_" in self.english


def read_glossary(configuration: Configuration) -> tuple[dict[str, Term], list[Problem]]:
    """Read the term base: English term → term, in the order of the file, and what is wrong with it.

    A project without the file has no terms.
    """
    path = configuration.root / FILE
    if not path.exists():
        return {}, []
    codes = list(configuration.languages)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        needed = [*codes, "definition", *(f"variants_{code}" for code in codes)]
        if missing := [name for name in needed if name not in (reader.fieldnames or [])]:
            what = f"The term base lacks the columns: {', '.join(missing)}"
            return {}, [Problem(FILE, 1, what, "Add them; see README.md, section Translate.")]
        rows = [(reader.line_num, row) for row in reader]
    terms = [_term(row, line, codes) for line, row in rows if None not in row and None not in row.values()]
    problems = [
        Problem(FILE, line, "This row has more or fewer cells than the first one", "Quote cells that hold a comma.")
        for line, row in rows
        if None in row or None in row.values()
    ]
    for term in terms:
        problems += _broken_cells(term, codes)
    for code in codes:
        problems += _words_used_twice(terms, code)
    anchors: dict[str, Term] = {}
    for term in terms:
        other = anchors.setdefault(term.anchor, term)
        if other.english != term.english:
            what = f"{term.english!r} and {other.english!r} have the same address #{term.anchor}"
            problems.append(Problem(FILE, term.line, what, "Rename one of the two."))
    return {term.english: term for term in terms}, problems


def _term(row: dict[str, str], line: int, codes: Iterable[str]) -> Term:
    variants = {
        code: tuple(word.strip() for word in row[f"variants_{code}"].split(_SEPARATOR) if word.strip())
        for code in codes
    }
    return Term({code: row[code].strip() for code in codes}, variants, row["definition"].strip(), line)


def _broken_cells(term: Term, codes: Iterable[str]) -> list[Problem]:
    problems = []
    for code in codes:
        if not term.names[code]:
            what = f"The term {term.english!r} has an empty cell"
            problems.append(Problem(FILE, term.line, what, "Write how this language says it.", code))
        for word in (term.names[code], *term.variants[code]):
            if _BRACKETS.search(word):
                what = f"The term {word!r} holds brackets"
                remedy = f"Move what they hold to variants_{code} or to note."
                problems.append(Problem(FILE, term.line, what, remedy, code))
    words = len(term.definition.split())
    if not 0 < words <= DEFINITION_WORDS:
        what = f"The definition of {term.english!r} has {words} words"
        problems.append(
            Problem(FILE, term.line, what, f"Write one English sentence of at most {DEFINITION_WORDS} words.")
        )
    return problems


def _words_used_twice(terms: Iterable[Term], code: str) -> list[Problem]:
    problems = []
    owners: dict[str, Term] = {}
    for term in terms:
        for word in filter(None, dict.fromkeys((term.names[code], *term.variants[code]))):
            other = owners.setdefault(word.casefold(), term)
            if other is not term:
                what = f"{word!r} stands for {term.english!r} and for {other.english!r} (line {other.line})"
                problems.append(Problem(FILE, term.line, what, "Choose another word for one of the two.", code))
    return problems


def definition_messages(terms: Iterable[Term]) -> list[Message]:
    """The definitions, in the form in which catalogues take them."""
    return [
        Message(DEFINITION, term.definition, term.line, "", note=f"term: {term.english}", file=FILE) for term in terms
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
            f"The role {{term}} names {english!r}, which is not in {FILE}",
            f"Write {{term}}`the words here <the English term>`, or add the term to {FILE}.",
        )
        for english, line in uses
        if english not in terms
    ]
    if uses and PAGE not in pages:
        what = "The role {term} links to the glossary, and the book has no such page"
        problems.append(Problem(file, uses[0][1], what, f"Add pages/{PAGE} to _toc.yml."))
    return problems
