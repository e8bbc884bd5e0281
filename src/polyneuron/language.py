"""The language that a notebook speaks: the package's own messages and the letters of its plots."""

from __future__ import annotations

import gettext as gettext_library
from pathlib import Path

from polyneuron import fonts

LANGUAGES = ("en", "yo", "zh", "fa", "ru", "pl")
"""Codes that `use_language` knows; English is the source of all messages."""

_LOCALES = Path(__file__).parent / "locales"
_translations: gettext_library.NullTranslations = gettext_library.NullTranslations()


def use_language(code: str) -> None:
    """Choose the language of the package's messages, and give Matplotlib letters for it.

    Parameters
    ----------
    code
        One of `LANGUAGES`.

    Raises
    ------
    ValueError
        When the course has no edition in that language.
    """
    global _translations
    if code not in LANGUAGES:
        raise ValueError(f"Unknown language {code!r}. This course speaks: {', '.join(LANGUAGES)}.")
    _translations = gettext_library.translation("polyneuron", _LOCALES, languages=[code], fallback=True)
    fonts.use_fonts_for(code)


def gettext(message: str) -> str:
    """Translate one of the package's own messages into the language chosen by `use_language`."""
    return _translations.gettext(message)
