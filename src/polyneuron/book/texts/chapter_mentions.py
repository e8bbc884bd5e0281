"""Chapters that the prose mentions by their number: each is a link, and the number is the chapter's own.

A writer writes ``{doc}`chapter 2 <02-activations>` ``: the words stay with the sentence, where languages inflect them,
and the target is a file. Guards against numbers that are wrong after a chapter was moved, and against mentions that
nobody can follow. Blind on purpose to code, its comments and what checks say, which cannot be links, and to headings,
titles and answers of a quiz, which are links or buttons themselves; there the chapter must exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from polyneuron.book.model.configuration import TOC_FILE
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.messages import ALT_TEXT
from polyneuron.book.model.problems import Problem
from polyneuron.book.source import myst
from polyneuron.book.texts.prose_messages import HEADING_TEXT, prose_messages

_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_JOINED = r"(?:,?\s+(?:and|or|to)\s+|,\s*|\s*[-–]\s*)"
MENTION = re.compile(
    rf"(?<!this )(?<!next )(?<!last )\b[Cc]hapter(?:s\s+\d+(?:{_JOINED}\d+)*|\s+(?:\d+|{'|'.join(_WORDS)}))\b"
)
"""One chapter or several, by their numbers: `chapter 2`, `chapters 1, 2 and 4`, `chapters 1 to 3`."""
_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(_WORDS)})\b")
_CONTINUED = re.compile(rf"{_JOINED}(\d+)\b")
_JOIN = re.compile(_JOINED)
_UNLINKED_ROLES = frozenset({HEADING_TEXT, ALT_TEXT, myst.ADMONITION_TITLE, myst.EXERCISE_TITLE, myst.QUIZ_ANSWER})
"""Roles of messages in which a mention is words only."""
_ANOTHER_BOOK = "Call a chapter of another book by other words, such as: its sixth chapter."

_Trouble = tuple[str, str]
"""What is wrong, and the remedy."""


def linked_mention(mention: str, numbers: Mapping[str, int]) -> str:
    """What a writer writes in the place of a mention: `chapters 1 and 2` becomes two links.

    Parameters
    ----------
    mention
        What `MENTION` finds.
    numbers
        Name of a lesson → its number, for all that have one. Every number of the mention is among them.
    """
    names = {number: name for name, number in numbers.items()}
    pieces, start = [], 0
    for found in _NUMBER.finditer(mention):
        joined = _JOIN.match(mention, start) if start else None
        begin = joined.end() if joined else start
        pieces += [mention[start:begin], f"{{doc}}`{mention[begin : found.end()]} <{names[_value(found[0])]}>`"]
        start = found.end()
    return "".join(pieces)


def _value(written: str) -> int:
    return _WORDS.get(written) or int(written)


def mention_problems(
    document: Lesson, numbers: Mapping[str, int], owners: Mapping[str, str], file: str
) -> list[Problem]:
    """What is wrong with the chapters that a lesson or a page mentions by their numbers.

    Parameters
    ----------
    document
        A lesson or page in English.
    numbers
        Name of every lesson → its number, 0 for the start page, which is not called by it.
    owners
        Label → name of the lesson or page that holds it.
    """
    numbered = {name: number for name, number in numbers.items() if number}
    reader = _Reader(document.name, numbered, owners)
    return [
        Problem(file, message.line, what, remedy)
        for cell in document.cells
        if cell.kind != "code"
        for message in prose_messages(cell.source, cell.line, cell.identifier)
        for what, remedy in reader.troubles(message.text, message.role not in _UNLINKED_ROLES)
    ]


@dataclass(frozen=True)
class _Piece:
    """Words of a message that stand together."""

    text: str
    target: str | None = None
    """For a link: the lesson or page where it leads, empty for anything else."""
    is_document: bool = False
    """Whether it is a `{doc}` role, whose words name nothing but the document."""


@dataclass(frozen=True)
class _Reader:
    name: str
    numbers: Mapping[str, int]
    owners: Mapping[str, str]

    def troubles(self, text: str, links: bool) -> Iterator[_Trouble]:
        """What is wrong in one message; `links` says whether its mentions have to be links."""
        several = False  # whether a link of `chapters 1 and 2` stands in front
        for piece in self.pieces(text):
            if piece.target is not None:
                yield from self.of_link(piece)
                several = bool(re.match(r"[Cc]hapters\b", piece.text)) or (several and piece.text.isdecimal())
                continue
            if several and links and (more := _CONTINUED.match(piece.text)) and int(more[1]) in self.numbers.values():
                target = self.named(int(more[1]))
                yield f"{more[1]} is a chapter here, and no link", f"Write {{doc}}`{more[1]} <{target}>`."
            several = several and bool(_JOIN.fullmatch(piece.text))
            for mention in MENTION.finditer(piece.text):
                yield from self.of_words(mention[0], links)

    def of_words(self, mention: str, links: bool) -> Iterator[_Trouble]:
        """What is wrong with a mention outside of links."""
        values = [_value(found) for found in _NUMBER.findall(mention)]
        if unknown := [value for value in values if value not in self.numbers.values()]:
            yield self.no_chapter(unknown[0])
        elif values == [self.numbers.get(self.name)]:
            yield f"{mention!r} is this chapter itself", f"Write: this chapter. {_ANOTHER_BOOK}"
        elif links:
            yield f"{mention!r} is no link", f"Write {linked_mention(mention, self.numbers)}. {_ANOTHER_BOOK}"

    def of_link(self, piece: _Piece) -> Iterator[_Trouble]:
        """What is wrong with the numbers in the words of a link."""
        found = piece.text if piece.is_document else " ".join(MENTION.findall(piece.text))
        for value in map(_value, _NUMBER.findall(found)):
            if value == self.numbers.get(piece.target or ""):
                continue
            if piece.is_document and piece.target not in self.numbers and not MENTION.search(piece.text):
                continue  # a page, whose words may hold any number
            if value not in self.numbers.values():
                yield self.no_chapter(value)
                continue
            number = self.numbers.get(piece.target or "")
            where = f"chapter {number}" if number else "no chapter with a number"
            what = f"The link {piece.text!r} leads to {piece.target or 'something else'}, which is {where}"
            yield what, f"Write {{doc}}`chapter {value} <{self.named(value)}>`, or the number of the chapter meant."

    def named(self, number: int) -> str:
        return next(name for name, value in self.numbers.items() if value == number)

    def no_chapter(self, number: int) -> _Trouble:
        last = max(self.numbers.values(), default=0)
        what = f"There is no chapter {number}: {TOC_FILE} has the chapters 1 to {last} behind the start page"
        if not last:
            what = f"There is no chapter {number}: {TOC_FILE} has the start page only"
        return what, f"Mend the number. {_ANOTHER_BOOK}"

    def pieces(self, text: str) -> Iterator[_Piece]:
        """The words of a message, and its links to lessons and pages."""
        words = ""
        address: str | None = None
        for token in myst.inline_tokens(text):
            if token.type in ("text", "softbreak", "image"):
                words += token.content or " "
                continue
            is_role = token.type == "myst_role" and token.meta["name"] in ("doc", "ref")
            if address is not None and token.type != "link_close":
                words += token.content
            elif token.type == "link_open" or is_role:
                yield _Piece(words)
                words = ""
                if is_role:
                    target = myst.role_target(token.content)
                    document = token.meta["name"] == "doc"
                    name = target if document else self.owners.get(target, "")
                    yield _Piece(myst.role_words(token.content), name, document)
                else:
                    address = str(token.attrGet("href") or "")
            elif token.type == "link_close":
                yield _Piece(words, self.owners.get((address or "").removeprefix("#"), ""))
                words, address = "", None
            elif not token.type.endswith(("_open", "_close")):
                words += "\0"  # code, formulas and other roles part the words around them
        yield _Piece(words)
