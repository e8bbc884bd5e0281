"""The terms of `locales/glossary.csv` are what the editions use.

Guards against an edition that calls one thing by two names: where the English text of a message has a term, the
translation has the edition's term, a listed variant, or a form of one of these. Languages differ in what a form is:
the modules of `polyneuron.book.lint.languages` know it, and the gate leaves alone a language without such a module.

Of English verbs only the form of the term base and the one with -s count: *trained* and *weighted* say too often
something else. Blind on purpose to how often a translation has a term: once is enough, since pronouns, and languages
that need none, take its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from polyneuron.book.lint.context import NOT_TERMS, Context
from polyneuron.book.lint.findings import Finding, Gate, Level, NotKnown, finding_in
from polyneuron.book.lint.languages import KNOWN
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.domains import GLOSSARY_FILE
from polyneuron.book.model.term import Term

LEVEL = Level.ERROR
"""An error since, after tuning, it is wrong about no more than 1 % of the messages of any edition."""

_ENGLISH_WORD = re.compile(r"([^\W_]+(?:_[^\W_]+)*)(?:['’]s?\b)?|[^\s\w*_-]")
"""A word, without *'s*; or a mark of punctuation, which no term has inside."""
_TITLES = (re.compile(r"“[^”]+”|\"[^\"]+\""), re.compile(r"(?<!\*)\*[^*\s][^*]*\*(?!\*)"))
"""Where the title of a book or an article may stand."""

_Words = tuple[str, ...]
Names = Mapping[_Words, Term | None]
"""The words of an English term, in lower case → the term, or none for an idiom."""


def find_uses(text: str, names: Names) -> list[tuple[str, Term]]:
    """The terms of an English text, each with the words of its first place; of terms inside others the longer ones."""
    longest = max(map(len, names), default=0)
    words = _words(text)
    low = [word.lower() for word in words]
    found: dict[str, tuple[str, Term]] = {}
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            name = tuple(low[place : place + length])
            if name in names:
                if term := names[name]:
                    found.setdefault(term.english, (" ".join(words[place : place + length]), term))
                place += length
                break
        else:
            place += 1
    return list(found.values())


def english_names(terms: Iterable[Term], idioms: Iterable[str] = ()) -> Names:
    """How English writes the terms: their names and variants, in the singular and in the plural.

    `idioms` are words that have a term in them and mean something else.
    """
    entries: list[tuple[str, Term | None]] = [(idiom, None) for idiom in idioms]
    entries += [(name, term) for term in terms for name in (term.english, *term.variants[SOURCE_LANGUAGE])]
    names: dict[_Words, Term | None] = {}
    for name, term in entries:
        *first, last = _words(name.lower())
        for form in _with_plural(last):
            names.setdefault((*first, form), term)
    return names


def _words(text: str) -> _Words:
    return tuple(match[1] or match[0] for match in _ENGLISH_WORD.finditer(text))


def _with_plural(word: str) -> tuple[str, ...]:
    if word.endswith("ix"):
        return word, f"{word[:-2]}ices"
    if word.endswith(("s", "x", "sh", "ch")):
        return word, f"{word}es", f"{word}s"  # batches, epochs
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word, f"{word[:-1]}ies"
    return word, f"{word}s"


def missing_terms(text: Text, names: Names, has_term: Callable[[str, str], bool]) -> list[tuple[str, Term]]:
    """The terms of a message's English text that its translation lacks, with their English words there.

    A term that the edition has no word for yet is lacking nowhere.
    """
    source, translation = _without_titles(text.plain_source, text.plain), text.plain
    return [
        (english, term)
        for english, term in find_uses(source, names)
        if (accepted := _accepted(term, text.language)) and not any(has_term(translation, word) for word in accepted)
    ]


def _accepted(term: Term, language: str) -> tuple[str, ...]:
    return (*((term.name(language),) if term.has(language) else ()), *term.variants.get(language, ()))


def _without_titles(source: str, translation: str) -> str:
    """An English text without the titles that its translation leaves as they are."""
    for title in _TITLES:
        source = title.sub(lambda match: "." if match[0][1:-1] in translation else match[0], source)
    return source


def _glossary(context: Context) -> Iterator[Finding]:
    code = context.language.code
    if code not in KNOWN:
        raise NotKnown(f"no module of lint/languages tells which forms a word of {context.language.name} has")
    names = english_names((term for term in context.terms.values() if not term.is_code), context.idioms)
    for text in context.texts:
        if text.role == GLOSSARY_TERM:
            continue
        for english, term in missing_terms(text, names, KNOWN[code].has_term):
            expected = " or ".join(_accepted(term, text.language))
            what = f"the English text has {english!r}, the translation has not: {expected}"
            remedy = (
                f"Use the term, or list what is as right in {GLOSSARY_FILE}, column variants_{text.language}; "
                f"where the English words mean something else, list them in {NOT_TERMS}."
            )
            yield finding_in(text, "glossary", what, remedy, word=term.english)


GATES = (Gate("glossary", LEVEL, (), "where English has a term, the translation has its term", _glossary),)
