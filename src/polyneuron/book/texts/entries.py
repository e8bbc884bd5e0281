"""What an entry of a catalogue is called and where it stands: types that are true where polib's are not.

polib's types say that every entry has a context, which the header and the package's messages have not, and leave it
open whether one has a line, which all have that `po_reader` reads.
"""

from __future__ import annotations

import polib

Key = tuple[str | None, str]
"""Role and English text of a message."""


def key(entry: polib.POEntry) -> Key:
    """What identifies an entry: its context, which is the message's role, and its English text."""
    return entry.msgctxt, entry.msgid


def line_of(entry: polib.POEntry) -> int:
    """The line of an entry's first comment in the file that it was read from, counted from 1; 0 where it was made here.

    So a `Problem` counts lines, too.
    """
    return entry.linenum or 0
