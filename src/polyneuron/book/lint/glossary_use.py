"""The terms of `locales/glossary.csv` are what the editions use.

Guards against an edition that calls one thing by two names: where the English text of a message has a term, the
translation has the edition's term, a listed variant, or a form of one of these. Languages differ in what a form is:
Russian and Polish words are compared by lemma, in any order; Chinese by characters; Persian by words with their
endings, without the joiners, spaces and vowel marks that writers set as they like; Yoruba by whole words, in their
order, with others in between (*mú kóòdù ṣiṣẹ́*).

Of English verbs only the form of the term base and the one with -s count: *trained* and *weighted* say too often
something else. Blind on purpose to how often a translation has a term: once is enough, since pronouns, and languages
that need none, take its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.lemmas import WORD, same_word
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from polyneuron.book.lint.word_lists import ROOT
from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.domains import GLOSSARY_FILE
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.model.term import Term
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.source.settings import read_configuration

LEVEL = Level.ERROR
"""An error since, after tuning, it is wrong about no more than 1 % of the messages of any edition."""

_ENGLISH_WORD = re.compile(r"([^\W_]+(?:_[^\W_]+)*)(?:['’]s?\b)?|[^\s\w*_-]")
"""A word, without *'s*; or a mark of punctuation, which no term has inside."""
_TITLES = (re.compile(r"“[^”]+”|\"[^\"]+\""), re.compile(r"(?<!\*)\*[^*\s][^*]*\*(?!\*)"))
"""Where the title of a book or an article may stand."""

NOT_TERMS = "locales/not-terms.txt"
"""English words, in the singular, that have a term in them and mean something else: *for example*."""

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


def _has_lemmas(language: str) -> Callable[[str, str], bool]:
    def has(text: str, term: str) -> bool:
        words = _letters(text)
        return all(any(same_word(part, word, language) for word in words) for part in WORD.findall(term))

    return has


@cache
def _letters(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in WORD.findall(text)))


def _has_characters(text: str, term: str) -> bool:
    return term.lower().replace(" ", "") in text.lower().replace(" ", "")


_PERSIAN_MARKS = re.compile("[\u064b-\u0655\u0670\u0640]")
_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ۀ": "ه", "أ": "ا", "\u200c": " "})


@cache
def _plain_persian(text: str) -> str:
    """Without vowel marks; joiners are spaces."""
    return _PERSIAN_MARKS.sub("", unicodedata.normalize("NFC", text).translate(_PERSIAN_LETTERS)).lower()


_PERSIAN_ENDING = "(?:ها\\w*|ی?(?:ی|ش|شان|م|مان|ت|تان)|ای|ات|ان|اند|ست)?"
"""Plurals, possessives, *a*, *is*, where they are written without a joiner."""


def _has_persian(text: str, term: str) -> bool:
    plain, words = _plain_persian(text), [re.escape(word) for word in _plain_persian(term).split()]
    return _has_word(plain, " ?".join(words)) or all(_has_word(plain, word) for word in words)


def _has_word(text: str, pattern: str) -> bool:
    return bool(re.search(rf"(?<!\w){pattern}{_PERSIAN_ENDING}(?!\w)", text))


def _has_yoruba(text: str, term: str) -> bool:
    return bool(_with_gaps(term).search(unicodedata.normalize("NFC", text).lower()))


@cache
def _with_gaps(term: str) -> re.Pattern:
    """The words of a term in their order, in one sentence."""
    letter = "[\\w\u0300-\u036f]"
    words = unicodedata.normalize("NFC", term).lower().split()
    return re.compile("[^.!?;]*?".join(rf"(?<!{letter}){re.escape(word)}(?!{letter})" for word in words))


_HAS: dict[str, Callable[[str, str], bool]] = {
    "ru": _has_lemmas("ru"),
    "pl": _has_lemmas("pl"),
    "zh": _has_characters,
    "fa": _has_persian,
    "yo": _has_yoruba,
}


def missing_terms(text: Text, names: Names) -> list[tuple[str, Term]]:
    """The terms of a message's English text that its translation lacks, with their English words there."""
    source, translation = _without_titles(text.plain_source, text.plain), text.plain
    has = _HAS[text.language]
    return [
        (english, term)
        for english, term in find_uses(source, names)
        if not any(has(translation, word) for word in _accepted(term, text.language))
    ]


def _accepted(term: Term, language: str) -> tuple[str, ...]:
    return (term.name(language), *term.variants[language])


def _without_titles(source: str, translation: str) -> str:
    """An English text without the titles that its translation leaves as they are."""
    for title in _TITLES:
        source = title.sub(lambda match: "." if match[0][1:-1] in translation else match[0], source)
    return source


@cache
def _course_names() -> Names:
    terms, problems = read_glossary(read_configuration(ROOT))
    if problems:
        raise ProblemsFound(problems)
    idioms = (ROOT / NOT_TERMS).read_text(encoding="utf-8").splitlines()
    return english_names((term for term in terms.values() if not term.is_code), idioms)


def _glossary(texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        if text.role == GLOSSARY_TERM:
            continue
        for english, term in missing_terms(text, _course_names()):
            expected = " or ".join(_accepted(term, text.language))
            what = f"the English text has {english!r}, the translation has not: {expected}"
            remedy = (
                f"Use the term, or list what is as right in {GLOSSARY_FILE}, column variants_{text.language}; "
                f"where the English words mean something else, list them in {NOT_TERMS}."
            )
            yield finding_in(text, "glossary", what, remedy, word=term.english)


GATES = (Gate("glossary", LEVEL, tuple(_HAS), _glossary, "where English has a term, the translation has its term"),)
