"""What a translation must keep and may not bring where it is neither Markdown nor code: the rules that all texts share.

`invariants` builds the rules for lessons on them. Needs neither the parser of lessons nor that of code, so that the
build of the learner's package, which holds such texts only, asks the same questions.
"""

from __future__ import annotations

from collections import Counter
from string import Formatter

from polyneuron.book.source.plain_texts import Wrong, unsafe_parts

NO_LETTER: Wrong = ("the translation has no letter", "Say in words what the English text says.")
LENGTH, LENGTH_TO_SPARE = 5, 200
"""A translation is at most this many times as long as its source, and some characters more: what is longer says more
than its source. The longest of the first 4 000 has 0.27 of that. There are two limits because `catalogs` must refuse
what would keep the parsers busy before any rule can look at it; that limit is the wider one for every length
(5 n + 200 ≤ max(400, 10 n)), so that this one alone decides what a translation may be."""


def broken_message(text: str, translation: str) -> list[Wrong]:
    """What is wrong with the translation of a message of the learner's package, and the remedy for each."""
    return [
        *unsafe_text(text, translation),
        *says_nothing(text, translation),
        *foreign_dollars(text, translation),
        *foreign_escapes(text, translation),
        *lost_fields(text, translation),
    ]


def unsafe_text(text: str, translation: str) -> list[Wrong]:
    """What no translation may hold, whatever it is for; nothing more is looked for in one that is too long."""
    if len(translation) > LENGTH * len(text) + LENGTH_TO_SPARE:
        what = f"the translation is much longer than the source: {len(translation)} characters for {len(text)}"
        return [(what, "Say the same, and no more.")]
    return unsafe_parts(translation, text)


def says_nothing(text: str, translation: str) -> list[Wrong]:
    """Where the words of a text became only blanks and signs, or joiners that nobody sees; placeholders count."""
    if any(map(str.isalpha, text)) and not any(map(str.isalnum, translation)):
        return [NO_LETTER]
    return []


def foreign_dollars(text: str, translation: str) -> list[Wrong]:
    """The sign that begins a formula."""
    if translation.count("$") > text.count("$"):
        return [("the translation has what the source has not: $", "It begins a formula; write a word.")]
    return []


def foreign_escapes(text: str, translation: str) -> list[Wrong]:
    """The sign that begins an escape in plain text."""
    if translation.count("\\") > text.count("\\"):
        return [("the translation has what the source has not: \\", "Write the character itself.")]
    return []


def lost_fields(text: str, translation: str) -> list[Wrong]:
    """Fields of `str.format` that a translation lost of its source, or has more than it: it would raise an error.

    Nothing where the source itself is no format, which has nothing to be filled in.
    """
    try:
        expected = _fields(text)
    except ValueError:
        return []
    try:
        actual = _fields(translation)
    except ValueError:
        return [("the braces of the translation do not match", "Write every {…} exactly as in the English text.")]
    return changed_parts(expected, actual, "Copy the placeholder with its braces from the English text.")


def _fields(text: str) -> Counter[str]:
    return Counter(
        f"{{{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}}}"
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )


def changed_parts(expected: Counter[str], actual: Counter[str], remedy: str) -> list[Wrong]:
    """The parts that a translation lost, and those that it has more than its source."""
    lost = [(f"the translation lost: {part}", remedy) for part in sorted((expected - actual).elements())]
    added = [
        (f"the translation has what the source has not: {part}", "Remove it, or mend it to equal the English text's.")
        for part in sorted((actual - expected).elements())
    ]
    return lost + added
