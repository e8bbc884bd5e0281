"""Spaces at which a line must not end: inside a number, between a number and its word (chapter 1, 12 minutes), and
behind a one-letter word where typography asks for it.

Catalogues keep plain spaces, which translators can see and type; pages get the others when they are made.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from polyneuron.book.model.language import Language

NO_BREAK_SPACE = "\u00a0"
_ISOLATE = "[\u2066-\u2068]"
_LETTER = r"[\w\u0300-\u036f\u200c]"
_NUMBERS = r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=×)|(?<=×) (?=\d)|(?<=\d) (?=[%٪])"
"""Between groups of three digits (60 000), before a sign of per cent, and around a multiplication sign (28 × 28)."""
_INITIALS = r"|(?<=\b[A-Z]\.) (?=[A-Z])"
"""Between an initial and the next one or the name (P. J. Werbos)."""

_WIDE_MARK = re.compile("(?<=[，。：；？！、）》])[ \u00a0]+")
_LEFT_ALONE = ("script", "style", "pre", "code", "title", "textarea", "math")
_MARKUP = re.compile(
    "|".join(["(<!--.*?-->", *(rf"<{name}\b.*?</{name}>" for name in _LEFT_ALONE), "<[^>]*>)"]), re.DOTALL
)
"""A tag, or an element whose text stays as it is."""
_WITHIN_A_LINE = re.compile(r"</?(?:span|b|strong|a|bdi|em|i|q|dfn)\b")


@cache
def _places(one_letter_words: str, dash_ends_line: bool) -> re.Pattern[str]:
    letters = one_letter_words + one_letter_words.upper()
    behind_word = rf"|(?<=\b[{letters}]) (?=\S)" if letters else ""
    return re.compile(_NUMBERS + _INITIALS + behind_word + ("| (?=— )" if dash_ends_line else ""))


@cache
def _numbered(before: str, behind: str, has_spaces: bool) -> re.Pattern[str] | None:
    """A word, a space and its number, or a number, a space and its word."""
    start, end = (f"(?<!{_LETTER})", f"(?!{_LETTER})") if has_spaces else ("", "")
    ways = []
    if before:
        ways.append(f"(?:{start}(?:{_words(before)})) (?={_ISOLATE}?\\d)")
    if behind:
        ways.append(f"(?:\\d\u2069?) (?=(?:{_words(behind)}){end if has_spaces else ''})")
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def _words(listed: str) -> str:
    """Words with blanks between as alternatives of a pattern."""
    return "|".join(re.escape(word).replace(r"\*", f"{_LETTER}*") for word in listed.split())


def join_words(text: str, language: Language) -> str:
    """Prose with no-break spaces where its language does not let a line end.

    Parameters
    ----------
    text
        Plain text, without markup.
    language
        That of the edition; it says which words end no line.
    """
    text = _places(language.one_letter_words, language.dash_ends_line).sub(NO_BREAK_SPACE, text)
    numbered = _numbered(language.words_before_numbers, language.words_behind_numbers, language.has_spaces)
    return numbered.sub(lambda found: found[0].removesuffix(" ") + NO_BREAK_SPACE, text) if numbered else text


def join_words_in_html(page: str, language: Language) -> str:
    """The HTML of a page with no-break spaces where its language does not let a line end; code stays as it is.

    Without spaces between words there is none behind a full-width mark either, which has its room within itself.

    A word and its number are found across elements within a line of text, such as `Exercise <b>3</b>`.
    """
    pieces = _MARKUP.split(page)
    between = ["" if _WITHIN_A_LINE.match(piece) else "\n" for piece in pieces[1::2]]
    texts = pieces[::2] if language.has_spaces else _without_double_gaps(pieces[::2], between)
    joined = join_words("".join(itertools.chain.from_iterable(zip(texts, [*between, ""], strict=True))), language)
    position, done = 0, []
    for text, gap, markup in zip(texts, [*between, ""], [*pieces[1::2], ""], strict=True):
        done += [joined[position : position + len(text)], markup]
        position += len(text) + len(gap)
    return "".join(done)


def _without_double_gaps(texts: Sequence[str], between: Sequence[str]) -> list[str]:
    done = [""]
    for text, gap in zip(texts, ["\n", *between], strict=True):
        last = "" if gap else done[-1][-1:]
        done.append(_WIDE_MARK.sub("", last + text)[len(last) :])
    return done[1:]
