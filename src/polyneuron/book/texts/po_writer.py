"""PO files as they are written: one form, whatever tool the texts come from.

polib's form, which the catalogues have had from the beginning, with what polib leaves out: flags of the header,
comments of obsolete messages, comments behind the last message; and comments of translators are not wrapped anew.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import polib

WIDTH = 100
"""Columns of a line."""

HEADER_FIELDS = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
"""gettext's fields in gettext's order; those of tools follow in their own."""


class Catalog(polib.POFile):
    """The messages of a PO file; `str` gives the file's text."""

    def __init__(self) -> None:
        super().__init__(wrapwidth=WIDTH)
        self.header_entry = polib.POEntry()
        """What stands above the header beside its comment: flags, extracted comments."""
        self.last_comment = ""
        """What a translator wrote behind the last message."""
        self.source: bytes | None = None
        """The bytes of the file that it was read from; None where it is new."""

    def __unicode__(self) -> str:
        header = polib.POEntry(
            msgstr="".join(f"{line}\n" for line in self._header_lines()),
            tcomment=self.header,
            comment=self.header_entry.comment,
            occurrences=self.header_entry.occurrences,
            flags=self.header_entry.flags,
        )
        entries = sorted(self, key=lambda entry: bool(entry.obsolete))
        blocks = ["\n".join(_entry_lines(entry)) for entry in (header, *entries)]
        if self.last_comment:
            blocks.append("\n".join(_comment_lines(self.last_comment)))
        return "\n\n".join(blocks) + "\n"

    def __str__(self) -> str:
        return self.__unicode__()

    def _header_lines(self) -> Iterator[str]:
        ordered = [name for name in HEADER_FIELDS if name in self.metadata]
        for name in [*ordered, *(name for name in self.metadata if name not in HEADER_FIELDS)]:
            yield f"{name}: {self.metadata[name]}" if name else self.metadata[name]


def _entry_lines(entry: polib.POEntry) -> Iterator[str]:
    mark = "#~ " if entry.obsolete else ""
    if entry.tcomment:
        yield from _comment_lines(entry.tcomment)
    if entry.comment:
        for line in entry.comment.split("\n"):
            yield from _wrapped_comment(line, "#. ")
    if entry.occurrences:
        places = [f"{file}:{line}" if line else file for file, line in entry.occurrences]
        yield from _filled("#:", places)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    previous = "#~| " if entry.obsolete else "#| "
    if entry.previous_msgid is not None:
        if entry.previous_msgctxt is not None:
            yield from _field_lines(previous, "msgctxt", entry.previous_msgctxt)
        yield from _field_lines(previous, "msgid", entry.previous_msgid)
        if entry.previous_msgid_plural is not None:
            yield from _field_lines(previous, "msgid_plural", entry.previous_msgid_plural)
    if entry.msgctxt is not None:
        yield from _field_lines(mark, "msgctxt", entry.msgctxt)
    yield from _field_lines(mark, "msgid", entry.msgid)
    if not entry.msgstr_plural:
        yield from _field_lines(mark, "msgstr", entry.msgstr)
        return
    yield from _field_lines(mark, "msgid_plural", entry.msgid_plural)
    for number, form in sorted(entry.msgstr_plural.items()):
        yield from _field_lines(mark, f"msgstr[{number}]", form)


def _comment_lines(comment: str) -> Iterable[str]:
    return (f"# {line}" if line else "#" for line in comment.split("\n"))


def _wrapped_comment(line: str, begin: str) -> list[str]:
    if len(begin + line) <= WIDTH:
        return [(begin + line).rstrip(" ") if not line else begin + line]
    return textwrap.wrap(line, WIDTH, initial_indent=begin, subsequent_indent=begin, break_long_words=False)


def _filled(begin: str, words: Iterable[str]) -> Iterator[str]:
    """Words in lines that all begin alike; a word is never broken."""
    line = begin
    for word in words:
        if line != begin and len(f"{line} {word}") > WIDTH:
            yield line
            line = begin
        line = f"{line} {word}"
    yield line


def _field_lines(mark: str, name: str, text: str) -> Iterator[str]:
    """A keyword with its text: on one line, or an empty string and then a line for each line or width of the text."""
    lines = text.splitlines(keepends=True)
    if len(lines) <= 1:
        escaped = polib.escape(text)
        # Columns are counted over what a reader sees, so an escape counts as the one character that it stands for.
        if len(text) + len(f'{name} ""') <= WIDTH + sum(text.count(sign) for sign in '\\\n\r\t\v\b\f"'):
            yield f'{mark}{name} "{_escape(escaped)}"'
            return
        pieces = textwrap.wrap(escaped, WIDTH - 2, drop_whitespace=False, break_long_words=False)
    else:
        pieces = [polib.escape(line) for line in lines]
    yield f'{mark}{name} ""'
    yield from (f'{mark}"{_escape(piece)}"' for piece in pieces)


def _escape(escaped: str) -> str:
    """What polib leaves as it is and gettext's tools write as an escape."""
    return escaped.replace("\a", "\\a")
