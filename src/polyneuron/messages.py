"""The package's own messages, in the language that the notebook has chosen."""

from __future__ import annotations

import gettext as gettext_library
from pathlib import Path
from typing import TextIO

_LOCALES = Path(__file__).parent / "locales"
_translations: gettext_library.NullTranslations = gettext_library.NullTranslations()
_language = "en"


def speak(language: str) -> None:
    """Choose the language of `gettext`; English where there is no catalogue."""
    global _translations, _language
    _language = language
    _translations = gettext_library.translation("polyneuron", _LOCALES, languages=[language], fallback=True)


def gettext(message: str) -> str:
    """Translate one of the package's own messages into the language chosen by `polyneuron.use_language`."""
    return _translations.gettext(message)


def chosen_language() -> str:
    """The code of the chosen language; `en` before one is chosen."""
    return _language


def write(text: str, stream: TextIO, end: str = "\n") -> None:
    """Print `text`; letters that an old terminal does not know become question marks instead of an error."""
    try:
        print(text, end=end, file=stream, flush=True)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        print(text.encode(encoding, "replace").decode(encoding), end=end, file=stream, flush=True)
