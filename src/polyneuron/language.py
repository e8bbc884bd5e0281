"""The language that a notebook speaks: the package's own messages, and the letters and direction of its plots."""

from __future__ import annotations

from polyneuron import fonts, messages, plot_direction

LANGUAGES = ("en", "yo", "zh", "fa", "ru", "pl")
"""Codes that `use_language` knows; English is the source of all messages."""

DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹"}
"""Languages whose prose is not written with the digits 0 to 9 → their ten digits, as in the editions' settings."""


def with_own_digits(text: str, code: str) -> str:
    """A text with the digits that this language writes in prose."""
    return text.translate(str.maketrans("0123456789", DIGITS.get(code, "0123456789")))


def use_language(code: str) -> None:
    """Choose the language of the package's messages, and make plots fit for it: letters, direction, legends.

    Parameters
    ----------
    code
        One of `LANGUAGES`.

    Raises
    ------
    ValueError
        When the course has no edition in that language.
    ImportError
        When plots in that language need a library that is missing; the text says which.
    """
    if code not in LANGUAGES:
        raise ValueError(f"Unknown language {code!r}. This course speaks: {', '.join(LANGUAGES)}.")
    messages.speak(code)
    fonts.use_fonts_for(code)
    plot_direction.use_direction_of(code)
