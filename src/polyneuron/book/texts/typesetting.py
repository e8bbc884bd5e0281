"""Spaces at which a line must not end: inside a number, and behind a one-letter word where typography asks for it.

Catalogues keep plain spaces, which translators can see and type; pages get the others when they are made.
"""

from __future__ import annotations

import re
from functools import cache

NO_BREAK_SPACE = "\u00a0"
_NUMBERS = r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=×)|(?<=×) (?=\d)"
"""Between groups of three digits (60 000), and around a multiplication sign (28 × 28)."""
_BESIDE_WORDS = {
    "pl": r"|(?<=\b[aiouwzAIOUWZ]) (?=\S)",
    "ru": r"|(?<=\b[авикосуяАВИКОСУЯ]) (?=\S)| (?=— )",
}
"""A line does not end with a one-letter word in Polish and Russian, nor begin with a dash in Russian."""


@cache
def _places(language: str) -> re.Pattern[str]:
    return re.compile(_NUMBERS + _BESIDE_WORDS.get(language, ""))


def join_words(text: str, language: str) -> str:
    """Prose with no-break spaces where its language does not let a line end.

    Parameters
    ----------
    text
        Plain text, without markup.
    language
        Code of the edition.
    """
    return _places(language).sub(NO_BREAK_SPACE, text)
