"""The package's own messages, in the language that the notebook has chosen."""

from __future__ import annotations

import gettext as gettext_library
from pathlib import Path

_LOCALES = Path(__file__).parent / "locales"
_translations: gettext_library.NullTranslations = gettext_library.NullTranslations()
_language = "en"


def speak(language: str) -> None:
    """Choose the language of `gettext`; English where there is no catalogue."""
    global _translations, _language
    _language = language
    _translations = gettext_library.translation("polyneuron", _LOCALES, languages=[language], fallback=True)


def language() -> str:
    """The code of the language that was chosen last; English before that."""
    return _language


def gettext(message: str) -> str:
    """Translate one of the package's own messages into the language chosen by `polyneuron.use_language`."""
    return _translations.gettext(message)
