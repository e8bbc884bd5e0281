"""Characters by their names, and those that no text needs.

What nobody sees on a screen has to be called something in an error message; and what nobody sees, but some program acts
on, has no place in a file that somebody writes.
"""

from __future__ import annotations

import unicodedata

_MARKS_OF_ENCODINGS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
"""Everything that some program takes for the end of a line."""

_CONTROLS = (
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "ALERT",
    "BACKSPACE",
    "CHARACTER TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
    "DATA LINK ESCAPE",
    "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO",
    "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR",
    "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE",
    "END OF TRANSMISSION BLOCK",
    "CANCEL",
    "END OF MEDIUM",
    "SUBSTITUTE",
    "ESCAPE",
    "INFORMATION SEPARATOR FOUR",
    "INFORMATION SEPARATOR THREE",
    "INFORMATION SEPARATOR TWO",
    "INFORMATION SEPARATOR ONE",
    "DELETE",
    "NEXT LINE",
)
_CONTROL_NAMES = {unicodedata.lookup(name): name for name in _CONTROLS}
"""Control characters have no name in Unicode's list; these are the aliases that it gives for them."""
_KINDS = {"Cc": "a control character", "Co": "a character for private use", "Cs": "half of a surrogate pair"}

_INVISIBLE_AND_NEEDED = frozenset("\u061c\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
"""Invisible characters that languages need: word joiner, joiners (Persian verbs and plurals), marks of direction,
isolates. All others of their kind are refused: overrides and embeddings (U+202A to U+202E) because they turn what
follows, even behind their paragraph's end in some programs; the soft hyphen because browsers hyphenate by themselves
and searches miss the word; the rest because it hides in a text and does nothing."""
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Of the category of format characters (Cf), but drawn: signs that Arabic script writes around numbers."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Letters and marks by their category, and blank on every screen: fillers of Hangul, the empty pattern of Braille."""
_OPENS, _CLOSES = frozenset("\u2066\u2067\u2068"), "\u2069"


def character_name(character: str) -> str:
    """A character's number and name, such as `U+2028 LINE SEPARATOR`."""
    return f"U+{ord(character):04X} {_name(character)}"


def _name(character: str) -> str:
    if _is_never_a_character(character):
        return "which is no character"
    kind = _KINDS.get(unicodedata.category(character), "without a name")
    return _CONTROL_NAMES.get(character, "") or unicodedata.name(character, kind)


def marked_encoding(data: bytes) -> str:
    """The encoding that a mark of byte order gives for a file, where that is not UTF-8; else empty."""
    return next((encoding for mark, encoding in _MARKS_OF_ENCODINGS.items() if data.startswith(mark)), "")


def is_invisible(character: str) -> bool:
    """Whether a character shows nothing of itself: controls, format characters, and spaces other than U+0020."""
    blank = unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Co"}
    return (blank or character in _BLANK_LETTERS) and character != " "


def is_needless(character: str) -> bool:
    """Whether no text for people needs a character that nobody sees: see the sets above.

    Line breaks and tabs are among them: whoever asks knows where they have their place.
    """
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in _INVISIBLE_AND_NEEDED | _VISIBLE_FORMATS
    # Unassigned ones are left alone, since Unicode grows; but not those that will never be characters.
    return (
        character in _BLANK_LETTERS
        or category in ("Cc", "Cs", "Co", "Zl", "Zp")
        or _is_never_a_character(character)
        or 0xE0000 <= ord(character) <= 0xE00FF
    )


def isolates_are_balanced(text: str) -> bool:
    """Whether every isolate (U+2066 to U+2068) is closed by U+2069 in its own line, and U+2069 closes one."""
    depth = 0
    for sign in text:
        depth += (sign in _OPENS) - (sign == _CLOSES)
        if depth < 0 or (depth and sign in LINE_BREAKS):
            return False
    return depth == 0


def _is_never_a_character(character: str) -> bool:
    return (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
