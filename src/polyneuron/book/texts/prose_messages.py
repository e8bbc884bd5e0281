"""Messages in Markdown cells: where they stand, and how a translation takes their place.

Guards against what Markdown PO tools do to MyST: they find blocks with regular expressions and so lose directives,
front matter and formulas. Here MyST's own parser says where each block begins and ends; the text outside the
blocks is copied untouched. Blind on purpose to raw HTML blocks and to display formulas: they are the same in every
language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it.token import Token

from polyneuron.book.model.messages import ALT_TEXT, Message, Translate
from polyneuron.book.source import myst
from polyneuron.book.source.myst import KEPT_IN_MEMORY
from polyneuron.book.tools.escaping import markdown_cell, yaml_value
from polyneuron.book.tools.remembered import remembered

UNTRANSLATED = '<span class="untranslated" lang="en" dir="ltr">{text}</span>'
"""A text that stays English in an edition because its translation is missing or stale: inline HTML, which the site and
launched notebooks both show."""

HEADING_TEXT, TABLE_CELL = "heading", "table cell"
_TABLE_CELLS = ("th_open", "td_open")
_LIST_ITEM = "list_item_open"


@dataclass(frozen=True)
class Segment:
    """A message and its place in the text of a cell (lines and columns counted from 0)."""

    role: str
    text: str
    first_line: int
    last_line: int
    """The line after the message's last one."""
    column: int
    in_table: bool = False


@lru_cache(KEPT_IN_MEMORY)
@remembered
def segments(source: str) -> tuple[Segment, ...]:
    """The messages of a Markdown text in their order, found once for all languages."""
    return tuple(_segments(source))


def _segments(source: str) -> Iterator[Segment]:
    lines = source.splitlines()
    containers: list[Token] = []
    table_columns: dict[int, int] = {}
    for token in myst.parser().parse(source):
        if token.nesting == 1:
            containers.append(token)
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline" and token.content.strip():
            first, last = myst.lines_of_token(token)
            role = _role([container.type for container in containers])
            written = token.content
            start = 0
            if containers[-1].type in _TABLE_CELLS:
                written = markdown_cell(token.content)
                start = table_columns.get(first, 0)
            column = lines[first].index(written.split("\n")[0], start)
            table_columns[first] = column + len(written)
            if _is_prose(token):
                text = " ".join(part.strip() for part in token.content.split("\n"))
                yield Segment(role, text, first, last, column, role == TABLE_CELL)
        elif token.type in ("fence", "colon_fence"):
            yield from _directive_segments(token, lines)


def _role(containers: list[str]) -> str:
    if containers[-1] == "heading_open":
        return HEADING_TEXT
    if containers[-1] in _TABLE_CELLS:
        return TABLE_CELL
    return "list item" if _LIST_ITEM in containers else "paragraph"


def _is_prose(inline: Token) -> bool:
    """Whether anything in a block is left to translate beside code, formulas and placeholders."""
    words = (myst.VALUE.sub("", child.content) for child in inline.children or [] if child.type == "text")
    found = (child for child in inline.children or [] if child.type == "myst_role")
    roles = (child.content for child in found if "<" in child.content or child.meta["name"] == "term")
    images = (child.content for child in inline.children or [] if child.type == "image")
    return any(any(character.isalpha() for character in text) for text in (*words, *roles, *images))


def _directive_segments(token: Token, lines: list[str]) -> Iterator[Segment]:
    directive = myst.directive_of(token, lines)
    if directive is None or directive.name not in myst.DIRECTIVES:
        return
    first, _ = myst.lines_of_token(token)
    if directive.name in myst.DIRECTIVES_WITH_TITLE and directive.argument:
        column = lines[first].rindex(directive.argument)
        role = myst.DIRECTIVES_WITH_TITLE[directive.name]
        yield Segment(role, directive.argument, first, first + 1, column)
    if directive.name in ("figure", "image") and directive.options.get("alt"):
        for number in range(first + 1, first + directive.body_line):
            key, _, value = lines[number].strip().lstrip(":").partition(":")
            if key == "alt":
                column = lines[number].index(value.strip())
                text = str(directive.options["alt"])
                yield Segment(ALT_TEXT, text, number, number + 1, column)
    if directive.name in myst.DIRECTIVES_WITH_PROSE:
        body_start = first + directive.body_line
        indent = 0
        if directive.body and body_start < len(lines):
            head = directive.body.splitlines()[0]
            indent = lines[body_start].index(head) if head in lines[body_start] else 0
        for segment in segments(directive.body):
            first_line, last_line = segment.first_line + body_start, segment.last_line + body_start
            yield replace(segment, first_line=first_line, last_line=last_line, column=segment.column + indent)


def prose_messages(source: str, line: int, cell: str) -> list[Message]:
    """The messages of a Markdown cell that begins at `line` of its file."""
    return [Message(segment.role, segment.text, line + segment.first_line, cell) for segment in segments(source)]


def localize_prose(source: str, translate: Translate) -> str:
    """Put translations in the place of the messages of a Markdown cell.

    A message without translation stays English and is marked, so that a reader sees it and a right-to-left page sets
    it left to right.
    """
    lines = source.splitlines()
    for segment in sorted(segments(source), key=lambda found: (found.first_line, found.column), reverse=True):
        translation = translate(segment.role, segment.text)
        if translation is None:
            if segment.role in (ALT_TEXT, myst.ADMONITION_TITLE, myst.EXERCISE_TITLE):
                continue
            translation = UNTRANSLATED.format(text=segment.text)
        elif segment.role == ALT_TEXT:
            translation = yaml_value(translation)  # an option of a directive
        first = lines[segment.first_line]
        before, after = first[: segment.column], ""
        if segment.in_table:
            written = markdown_cell(segment.text)
            after = first[segment.column + len(written) :]
            translation = markdown_cell(translation)
        lines[segment.first_line] = before + translation + after
        # From the last message to the first, so that the lines of those before it keep their numbers.
        del lines[segment.first_line + 1 : segment.last_line]
    return "\n".join(lines)
