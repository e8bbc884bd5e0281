"""Characters by their names: what nobody sees on a screen has to be called something in an error message."""

from __future__ import annotations

import unicodedata

_CONTROLS = (
    "NULL",
    "ALERT",
    "BACKSPACE",
    "CHARACTER TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "ESCAPE",
    "DELETE",
    "NEXT LINE",
)
_CONTROL_NAMES = {unicodedata.lookup(name): name for name in _CONTROLS}
"""Control characters have no name in Unicode's list; these are the aliases that it gives for them."""


def character_name(character: str) -> str:
    """A character's number and name, such as `U+2028 LINE SEPARATOR`."""
    known = _CONTROL_NAMES.get(character, "")
    return f"U+{ord(character):04X} {known or unicodedata.name(character, 'without a name')}"


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing of itself: controls, format characters, and spaces other than U+0020."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Co"} and character != " "
