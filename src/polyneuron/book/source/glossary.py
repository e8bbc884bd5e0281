"""The term base `locales/glossary.csv`: the words of the field, what they mean, and how each language says them.

Guards against editions that name one thing in two ways, or two things in one. A language that has no word for a term
yet, or no columns, says it in English. Blind on purpose to whether a translation uses a term: inflected languages need
more than a comparison of letters for that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.domains import GLOSSARY_FILE
from polyneuron.book.model.problems import Problem
from polyneuron.book.model.term import Term
from polyneuron.book.source.csv_files import TableRow, read_csv
from polyneuron.book.source.definitions import broken_definition
from polyneuron.book.source.schema import did_you_mean
from polyneuron.book.tools.characters import character_name, is_invisible

_BRACKETS = re.compile(r"[()\[\]{}（）]")
_SEPARATOR = "|"
_DEFINITION, _NOTE, _VARIANTS = "definition", "note", "variants_"
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


def read_glossary(configuration: Configuration) -> tuple[dict[str, Term], list[Problem]]:
    """Read the term base: English term → term, in the order of the file, and what is wrong with its rows.

    A project without the file has no terms. Raises `ProblemsFound` where it is no table, or has not the columns.
    """
    path = configuration.root / GLOSSARY_FILE
    if not path.exists() and not path.is_symlink():
        return {}, []
    codes = list(configuration.languages)
    rows = read_csv(path, configuration.root, lambda columns: _broken_columns(columns, codes))
    first: dict[tuple[str, ...], int] = {}
    problems = []
    terms = []
    for row in rows:
        cells = tuple(row.cells.values())
        if cells in first:
            what = f"This row repeats that of line {first[cells]}"
            problems.append(Problem(GLOSSARY_FILE, row.line, what, "Take one of the two out."))
            continue
        first[cells] = row.line
        if not row.cells[SOURCE_LANGUAGE]:
            what = "This row has no English term"
            problems.append(Problem(GLOSSARY_FILE, row.line, what, "Write it: everything else finds the row by it."))
            continue
        terms.append(_term(row, codes))
    for term in terms:
        problems += _broken_cells(term)
    for code in codes:
        problems += _words_used_twice(terms, code)
    anchors: dict[str, Term] = {}
    for term in terms:
        other = anchors.setdefault(term.anchor, term)
        if other.english != term.english:
            what = f"{term.english!r} and {other.english!r} have the same address #{term.anchor}"
            problems.append(Problem(GLOSSARY_FILE, term.line, what, "Rename one of the two."))
    return {term.english: term for term in terms}, problems


def _broken_columns(columns: list[str], codes: list[str]) -> list[Problem]:
    """What is wrong with the columns: a language has both of its own, or none."""
    needed = [SOURCE_LANGUAGE, _DEFINITION, f"{_VARIANTS}{SOURCE_LANGUAGE}"]
    for code in codes:
        pair = [code, f"{_VARIANTS}{code}"]
        needed += pair if any(name in columns for name in pair) else []
    missing = [name for name in dict.fromkeys(needed) if name not in columns]
    every = [*codes, *(f"{_VARIANTS}{code}" for code in codes), _DEFINITION, _NOTE]
    lacking = [name for name in every if name not in columns]
    unknown = [name for name in columns if name not in every]
    foreign = [name for name in unknown if _CODE.fullmatch(name.removeprefix(_VARIANTS))]
    if not lacking or lacking == [_NOTE]:  # columns of a language that the course has no more, or not yet
        unknown = [name for name in unknown if name not in foreign]
    remedy = "Mend the first line; see README.md, section Terms."
    problems = []
    if missing:
        what = f"The term base lacks the columns: {', '.join(missing)}"
        problems.append(Problem(GLOSSARY_FILE, 1, what, f"Add them, or mend their names. {remedy}"))
    for name in unknown:
        what = f"The term base has an unknown column: {name!r}{did_you_mean(name, lacking)}"
        problems.append(Problem(GLOSSARY_FILE, 1, what, remedy))
    return problems


def _term(row: TableRow, codes: Iterable[str]) -> Term:
    cells = row.cells
    variants = {
        code: tuple(word.strip() for word in cells.get(f"{_VARIANTS}{code}", "").split(_SEPARATOR) if word.strip())
        for code in codes
    }
    names = {code: cells[code] for code in codes if cells.get(code)}
    return Term(names, variants, cells[_DEFINITION], row.line, cells.get(_NOTE, ""))


def _broken_cells(term: Term) -> list[Problem]:
    problems = []
    for code, variants in term.variants.items():
        words = [word for word in (term.names.get(code, ""), *variants) if word]
        for what, remedy in _broken_words(words):
            problems.append(Problem(GLOSSARY_FILE, term.line, what, remedy, code))
        for word in words:
            if _BRACKETS.search(word):
                what = f"The term {word!r} holds brackets"
                remedy = f"Move what they hold to variants_{code} or to note."
                problems.append(Problem(GLOSSARY_FILE, term.line, what, remedy, code))
        if variants and not term.has(code):
            what = f"The term {term.english!r} has other words in this language, and no first one"
            problems.append(Problem(GLOSSARY_FILE, term.line, what, f"Write it in the column {code}.", code))
    return [*problems, *broken_definition(term)]


def _broken_words(words: list[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the words that one language has for a term, and how to mend it."""
    for word in words:
        if not any(sign.isalnum() for sign in word):
            yield f"The term {word!r} has no letter", "Write a word, or leave the cell empty."
        for sign in sorted({sign for sign in word if is_invisible(sign) and unicodedata.category(sign) != "Cf"}):
            yield f"The term {word!r} holds {character_name(sign)}", "Write an ordinary space: pages find terms by it."
    folded = [word.casefold() for word in words]
    for word in dict.fromkeys(word for word in folded if folded.count(word) > 1):
        yield f"{word!r} stands more than once in this row", "Take it out, but for one."


def _words_used_twice(terms: Iterable[Term], code: str) -> list[Problem]:
    problems = []
    owners: dict[str, Term] = {}
    for term in terms:
        for word in dict.fromkeys((term.names.get(code, ""), *term.variants[code])):
            other = owners.setdefault(word.casefold(), term) if word else term
            if other is not term:
                what = f"{word!r} stands for {term.english!r} and for {other.english!r} (line {other.line})"
                problems.append(
                    Problem(GLOSSARY_FILE, term.line, what, "Choose another word for one of the two.", code)
                )
    return problems
