"""The term base `locales/glossary.csv`: the words of the field, what they mean, and how each language says them.

Guards against editions that name one thing in two ways, or two things in one. Blind on purpose to whether a
translation uses a term: inflected languages need more than a comparison of letters for that.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.domains import GLOSSARY_FILE
from polyneuron.book.model.problems import Problem
from polyneuron.book.model.term import Term

DEFINITION_WORDS = 25
"""A definition is one sentence that fits into a small box beside the word."""

_BRACKETS = re.compile(r"[()\[\]{}（）]")
_SEPARATOR = "|"


def read_glossary(configuration: Configuration) -> tuple[dict[str, Term], list[Problem]]:
    """Read the term base: English term → term, in the order of the file, and what is wrong with it.

    A project without the file has no terms.
    """
    path = configuration.root / GLOSSARY_FILE
    if not path.exists():
        return {}, []
    codes = list(configuration.languages)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        needed = [*codes, "definition", *(f"variants_{code}" for code in codes)]
        if missing := [name for name in needed if name not in (reader.fieldnames or [])]:
            what = f"The term base lacks the columns: {', '.join(missing)}"
            return {}, [Problem(GLOSSARY_FILE, 1, what, "Add them; see README.md, section Translate.")]
        rows = [(reader.line_num, row) for row in reader]
    terms = [_term(row, line, codes) for line, row in rows if None not in row and None not in row.values()]
    problems = [
        Problem(
            GLOSSARY_FILE, line, "This row has more or fewer cells than the first one", "Quote cells that hold a comma."
        )
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
            problems.append(Problem(GLOSSARY_FILE, term.line, what, "Rename one of the two."))
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
            problems.append(Problem(GLOSSARY_FILE, term.line, what, "Write how this language says it.", code))
        for word in (term.names[code], *term.variants[code]):
            if _BRACKETS.search(word):
                what = f"The term {word!r} holds brackets"
                remedy = f"Move what they hold to variants_{code} or to note."
                problems.append(Problem(GLOSSARY_FILE, term.line, what, remedy, code))
    words = len(term.definition.split())
    if not 0 < words <= DEFINITION_WORDS:
        what = f"The definition of {term.english!r} has {words} words"
        problems.append(
            Problem(GLOSSARY_FILE, term.line, what, f"Write one English sentence of at most {DEFINITION_WORDS} words.")
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
                problems.append(
                    Problem(GLOSSARY_FILE, term.line, what, "Choose another word for one of the two.", code)
                )
    return problems
