"""Spaces at which a line must not end: inside a number, and behind a one-letter word where typography asks for it.

Catalogues keep plain spaces, which translators can see and type; pages get the others when they are made.
"""

from __future__ import annotations

import re
from functools import cache

from polyneuron.book.model.language import Language

NO_BREAK_SPACE = "\u00a0"
_NUMBERS = r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=×)|(?<=×) (?=\d)"
"""Between groups of three digits (60 000), and around a multiplication sign (28 × 28)."""
_INITIALS = r"|(?<=\b[A-Z]\.) (?=[A-Z])"
"""Between an initial and the next one or the name (P. J. Werbos)."""


@cache
def _places(one_letter_words: str, dash_ends_line: bool) -> re.Pattern[str]:
    letters = one_letter_words + one_letter_words.upper()
    behind_word = rf"|(?<=\b[{letters}]) (?=\S)" if letters else ""
    return re.compile(_NUMBERS + _INITIALS + behind_word + ("| (?=— )" if dash_ends_line else ""))


def join_words(text: str, language: Language) -> str:
    """Prose with no-break spaces where its language does not let a line end.

    Parameters
    ----------
    text
        Plain text, without markup.
    language
        That of the edition; it says which words end no line.
    """
    return _places(language.one_letter_words, language.dash_ends_line).sub(NO_BREAK_SPACE, text)
