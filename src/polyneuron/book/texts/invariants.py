"""What a translation must keep and what it may not bring, checked for every message and cell of every edition.

Guards against editions whose code, formulas or links drift apart from the source, and against translations that do
something: a tag, a link, a formula or a directive of their own, characters that nobody sees. Blind on purpose to words:
whether a sentence says the same is for readers to judge.
"""

from __future__ import annotations

import re
from collections import Counter

from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.messages import CODE_COMMENT, CODE_ROLES, PLAIN_ROLES
from polyneuron.book.model.problems import Problem
from polyneuron.book.source import myst
from polyneuron.book.source.plain_texts import Wrong
from polyneuron.book.texts.code_comparison import same_code
from polyneuron.book.texts.code_messages import NOT_PROSE, escapes, has_words, placeholders
from polyneuron.book.texts.interface_messages import INTERFACE_ROLE
from polyneuron.book.texts.plain_invariants import (
    NO_LETTER,
    changed_parts,
    foreign_dollars,
    foreign_escapes,
    lost_fields,
    says_nothing,
    unsafe_text,
)
from polyneuron.book.tools.remembered import remembered

PLACEHOLDER = re.compile(r"%s|%\(\w+\)s|\$?\{\w+\}")
"""What is replaced by a number or a name in interface texts."""


@remembered
def broken_parts(role: str, text: str, translation: str, formatted: bool = False) -> list[Wrong]:
    """Compare a translation with its source text; return what is wrong and the remedy for each.

    Parameters
    ----------
    role
        The message's role; see `polyneuron.book.model.messages.Message`. The package's own messages have none.
    formatted
        Whether `text` is the text of an f-string or, without a role, of `str.format`.
    """
    return [*unsafe_translation(role, text, translation, formatted), *lost_parts(role, text, translation, formatted)]


# What a translation may not bring


def unsafe_translation(role: str, text: str, translation: str, formatted: bool = False) -> list[Wrong]:
    """What would do something, where the source has words only: see `broken_parts`."""
    found = unsafe_text(text, translation)
    if role == INTERFACE_ROLE:
        found += _more_than_words(text, translation)
    elif role in PLAIN_ROLES or not role:
        found += foreign_dollars(text, translation)
        found += (
            _foreign_fstring_escapes(text, translation) if formatted and role else foreign_escapes(text, translation)
        )
        if role == CODE_COMMENT and (NOT_PROSE.match(translation) or _ORDER_WITHIN.search(translation)):
            found.append(("a program would take this comment for an order", "Begin with another word."))
    else:
        found += _foreign_markup(text, translation)
    return found


_ORDER_WITHIN = re.compile(r"coding[:=]|#\s*@\w")
"""Orders that Python and Colab find wherever in a comment they stand: an encoding, and a form (`#@param …`)."""
_SIGNS = '<>&"`\\{}$%'


def _more_than_words(text: str, translation: str) -> list[Wrong]:
    """Signs of an interface text that mean something in HTML, scripts or formats, and that its source has not.

    Templates and scripts of Sphinx and its themes put these texts in without escaping, or escape them, each as it
    likes: only a text without such signs is the same in all of them.
    """
    found = []
    rest, source = (PLACEHOLDER.sub("", one) for one in (translation, text))
    for sign in _SIGNS:
        if rest.count(sign) > source.count(sign):
            remedy = "Leave it out; for quotation marks use those of your language."
            found.append((f"the translation has what the source has not: {sign}", remedy))
    return found


def _foreign_fstring_escapes(text: str, translation: str) -> list[Wrong]:
    """Escapes in the words of an f-string."""
    found = []
    foreign = set(escapes(translation)) - set(escapes(text)) - {"\\'", '\\"'}
    if "\\" in foreign:
        found.append(("the translation has a backslash that escapes nothing", "Remove it."))
    if foreign := foreign - {"\\"}:
        what = f"the translation has what the source has not: {', '.join(sorted(foreign))}"
        found.append((what, "Write the character itself."))
    return found


_TAG = re.compile(r"<[A-Za-z/!?][^\s<>]*")
_ENTITY = re.compile(r"&#?\w+;|&(?:#|amp|gt|lt|quot)")
"""Also what browsers take for an entity without its semicolon."""
_ESCAPE = re.compile(r"\\(?:[^*_#|~+\-.!]|$)")
"""A backslash before anything but a sign that it keeps from being markup: how formulas begin, and commands in them."""
_OF_OTHER_MARKDOWNS = re.compile(r"~~|\[[ xX]\](?=\s)|\[\^|\]\s?\[|\]\{|\{\{|\}\}")
"""Struck words, boxes to tick, notes, links by name, attributes, substitutions: Jupyter or an extension of MyST acts on
them, and a page shows them as they stand."""


def _foreign_markup(text: str, translation: str) -> list[Wrong]:
    """Markup of a Markdown message that its source has not, and that MyST or any program for notebooks would act on."""
    found = []
    before, after = myst.words_as_written(text), myst.words_as_written(translation)
    for pattern, remedy in (
        (_TAG, "Remove the tag, or put a space behind <."),
        (_ENTITY, "Write the character itself."),
        (_ESCAPE, "Remove the backslash."),
        (_OF_OTHER_MARKDOWNS, "Say it in words: a page and a notebook would show two things."),
    ):
        added = Counter(pattern.findall(after)) - Counter(pattern.findall(before))
        found += [(f"the translation has what the source has not: {part}", remedy) for part in sorted(added)]
    found += foreign_dollars(text, translation)
    for name, words in myst.words_of_roles(translation):
        if signs := "".join(sorted(set(words) & set("<>[]`\\$"))):
            found.append((f"the words of {{{name}}} hold {signs}", "Write words only, in front of <the target>."))
        if name == "numref" and not any(
            PLACEHOLDER.findall(words) == PLACEHOLDER.findall(source) and words.count("%") == source.count("%")
            for source_name, source in myst.words_of_roles(text)
            if source_name == name
        ):
            found.append((f"the words of {{{name}}} have other placeholders: {words}", "Copy %s from the English."))
    return found


# What a translation must keep


def lost_parts(role: str, text: str, translation: str, formatted: bool = False) -> list[Wrong]:
    """What a translation lost of its source, or has more than it: see `broken_parts`."""
    if role == INTERFACE_ROLE:
        before, after = (Counter(PLACEHOLDER.findall(one)) for one in (text, translation))
        lost = changed_parts(before, after, "Copy it from the English text, once.")
        return [*lost, *says_nothing(text, translation)]
    if not role:
        return lost_fields(text, translation)
    if role in PLAIN_ROLES:
        if role in CODE_ROLES and role != CODE_COMMENT and not has_words(translation, formatted):
            return [NO_LETTER]
        if not formatted and (empty := says_nothing(text, translation)):
            return empty
        return _broken_plain_text(text, translation, formatted)
    found = []
    expected, actual = myst.protected_parts(text), myst.protected_parts(translation)
    found += changed_parts(expected, actual, "Copy it from the English text unchanged.")
    if not found:
        found += _other_numbers(text, translation)
        found += says_nothing(*map(myst.visible_words, (text, translation)))
        found += _links_without_words(text, translation)
    title = role in myst.DIRECTIVES_WITH_TITLE.values()
    if not found and not title and _block_of(text) != _block_of(translation):
        remedy = "Begin it with a word, and leave : ` # and > at its beginning out."
        found.append(
            ("the translation would become another block than the source (list, heading, directive …)", remedy)
        )
    if not found and ("\\`" not in text) and translation.count("`") % 2:
        found.append(("the translation has an odd number of backticks", "Close every code span."))
    return found


def _block_of(text: str) -> tuple[str, ...]:
    """The kind of block that a message makes where it stands alone, or first in a directive: there `:` and `---` begin
    options."""
    options = ("options",) if text.lstrip().startswith((":", "---")) else ()
    return (*options, *myst.structure(f"{text}\n"))


def _links_without_words(text: str, translation: str) -> list[Wrong]:
    """Links that nobody can see or press, where those of the source have words."""
    added = Counter(myst.links_without_words(translation)) - Counter(myst.links_without_words(text))
    return [(f"the link to {target} has no words", "Write them in the square brackets.") for target in sorted(added)]


def _other_numbers(text: str, translation: str) -> list[Wrong]:
    """Numbers in the words of a link to a chapter that its source has not: the number is that of another chapter."""
    before, after = (
        {target: set(map(int, re.findall(r"\d+", words))) for target, words in myst.links_to_documents(one)}
        for one in (text, translation)
    )
    return [
        (
            f"the words of the link to {target} name chapter {number}",
            f"Write {' or '.join(map(str, sorted(before[target])))}, in the digits of your language."
            if before[target]
            else "Leave the number out, as the English text does.",
        )
        for target, numbers in after.items()
        for number in sorted(numbers - before[target])
    ]


def _broken_plain_text(text: str, translation: str, formatted: bool) -> list[Wrong]:
    if not formatted:
        return []
    try:
        actual = placeholders(translation)
    except SyntaxError:
        return [("the braces of the translation do not match", "Write every {…} exactly as in the English text.")]
    return changed_parts(placeholders(text), actual, "Copy the placeholder with its braces from the English text.")


def compare_lessons(source: Lesson, localized: Lesson, file: str) -> list[Problem]:
    """Compare every cell of an edition with the source: same cells, same code, same structure of the prose."""
    problems = []
    for one, other in zip(source.cells, localized.cells, strict=True):
        what = None
        if (one.identifier, one.kind, one.tags) != (other.identifier, other.kind, other.tags):
            what = f"this cell became {other.identifier} ({other.kind})"
        elif one.kind == "code":
            try:
                same = same_code(one.source, other.source)
                what = None if same else "a translation changes the code of this cell"
            except SyntaxError as error:
                what = f"a translation makes this cell invalid Python: {error}"
        elif not _same_structure(one.source, other.source):
            what = "a translation changes the structure of this cell: blocks, labels, formulas or directives differ"
        if what:
            remedy = "Compare the translations of this cell with their English texts."
            problems.append(Problem(file, one.line, what, remedy, localized.language, one.identifier))
    return problems


def _same_structure(source: str, translation: str) -> bool:
    try:
        return myst.structure(source) == myst.structure(translation)
    except myst.OptionsError:  # the source has been read; so a translation is taken for options, and for broken ones
        return False
