"""What a definition of the term base must be: it is read alone, on a phone, by somebody who tapped a word.

Guards against definitions that need a second reading, since five languages translate them without the chapter around
them: too long for the small box, in circles, or a piece of a sentence (*How many examples …*, *Of a layer: only …*)
where a noun phrase says what the thing is. Blind on purpose to everything else that makes a definition good: the first
word alone is judged, so a whole sentence passes, and the term in other words (*predict* for *prediction*) too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyneuron.book.model.domains import GLOSSARY_FILE
from polyneuron.book.model.problems import Problem
from polyneuron.book.model.term import Term

DEFINITION_WORDS = 22
"""A definition is one sentence that fits into a small box beside the word."""

_NO_NOUN_PHRASE = re.compile(
    r"(how|if|in|is|it|of|to|what(ever)?|when(ever)?|where|whether|which|who(ever)?|why|with(out)?)\b", re.IGNORECASE
)
"""No noun phrase begins with one of these words."""


def broken_definition(term: Term) -> Iterator[Problem]:
    """What is wrong with the definition of a term, each with its remedy; nothing where it is as it should be."""
    definition = term.definition
    words = definition.split()
    if not 0 < len(words) <= DEFINITION_WORDS:
        what = f"The definition of {term.english!r} has {len(words)} words"
        yield _problem(term, what, f"Write one English noun phrase of at most {DEFINITION_WORDS} words.")
    if not words:
        return
    if start := _NO_NOUN_PHRASE.match(definition):
        what = f"The definition of {term.english!r} begins with {start[0]!r} instead of saying what the thing is"
        yield _problem(term, what, "Begin with a noun, such as: The number of …, A rule that …, The property of ….")
    if repeated := re.search(rf"(?<!\w){re.escape(term.english)}(e?s)?(?!\w)", definition, re.IGNORECASE):
        what = f"The definition of {term.english!r} uses the word that it defines: {repeated[0]!r}"
        yield _problem(term, what, "Say it in other words; who looks a word up does not know it.")


def _problem(term: Term, what: str, remedy: str) -> Problem:
    return Problem(GLOSSARY_FILE, term.line, what, remedy)
