"""Text without what is no language: code, formulas, placeholders, addresses, tags.

Typographic tools and dictionaries do not know Markdown: they would set quotes in code right, and call a formula a
spelling mistake. Every such part becomes one mark (U+FFFC, which stands for an object in a line of text), so that
the words around it stay where they are; `restore` puts the parts back. The link text and the text of a role are
language and stay. Blind on purpose to emphasis: its asterisks stay too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from polyneuron.book.model.messages import PLAIN_ROLES
from polyneuron.book.source import myst
from polyneuron.book.texts.code_messages import placeholders
from polyneuron.book.texts.interface_messages import INTERFACE_ROLE
from polyneuron.book.texts.invariants import PLACEHOLDER

MARK = "\ufffc"


class Span(NamedTuple):
    """Where a part stands."""

    first: int
    last: int
    """The character behind its last."""
    wraps: bool = False
    """Whether it is one of two parts around the words of a role: readers see these words and nothing of it."""


_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]\"«»„”“،。，；：]*[^\s<>()\[\]\"«»„”“،。，；：.,;:!?]")
_LINK = re.compile(rf"\[([^\[\]]*)\]{MARK}")
_LINK_END = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
UNFORMATTED_ROLES = PLAIN_ROLES | {INTERFACE_ROLE, ""}
"""Roles whose text is no Markdown."""


def mask(text: str, role: str, formatted: bool) -> str:
    """The text with one `MARK` in the place of every part that is no language."""
    return _replaced(text, role, formatted, MARK)


def readable(text: str, role: str, formatted: bool) -> str:
    """The text as `mask` gives it, but with nothing around the words of roles and links, as readers see it."""
    return _LINK.sub(r"\1", _replaced(text, role, formatted, ""))


def _replaced(text: str, role: str, formatted: bool, wrapper: str) -> str:
    pieces, position = [], 0
    for span in parts(text, role, formatted):
        pieces += [text[position : span.first], wrapper if span.wraps else MARK]
        position = span.last
    return "".join([*pieces, text[position:]])


def restore(masked: str, text: str, role: str, formatted: bool) -> str:
    """Put the parts of `text` into the place of the marks of `masked`, in their order.

    Raises `ValueError` when a mark was lost or added on the way.
    """
    spans = parts(text, role, formatted)
    pieces = masked.split(MARK)
    if len(pieces) != len(spans) + 1:
        raise ValueError(f"{len(spans)} parts cannot take the place of {len(pieces) - 1} marks")
    kept = [text[first:last] for first, last, _ in spans]
    return pieces[0] + "".join(part + piece for part, piece in zip(kept, pieces[1:], strict=True))


@lru_cache(maxsize=100_000)
def parts(text: str, role: str, formatted: bool) -> tuple[Span, ...]:
    """Where the parts of a text stand that are no language."""
    if role in UNFORMATTED_ROLES:
        found = [Span(*match.span()) for match in _CODE.finditer(text)]
        found += _fields(text) if formatted else [Span(*match.span()) for match in PLACEHOLDER.finditer(text)]
    else:
        found = list(_markdown_parts(myst.parser().parseInline(text)[0].children or [], text))
    found += [Span(*match.span()) for match in _ADDRESS.finditer(text)]
    return tuple(_apart(found))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """The spans in their order, without those that lie in another one."""
    end = 0
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if span.first >= end:
            yield span
            end = span.last


def _fields(text: str) -> list[Span]:
    """The replacement fields of an f-string's text; none where its braces do not match, which another gate reports."""
    try:
        fields = placeholders(text)
    except SyntaxError:
        return []
    if not fields:
        return []
    longest_first = sorted(fields, key=len, reverse=True)
    return [Span(*match.span()) for match in re.finditer("|".join(map(re.escape, longest_first)), text)]


def _markdown_parts(tokens: list[Token], text: str) -> Iterator[Span]:
    """Where the tokens of MyST's parser stand in the text; roles and links are searched for, as their words stay."""
    position = 0
    opened: list[bool] = []
    for token in tokens:
        spans: list[Span] = []
        match token.type:
            case "text":
                for placeholder in myst.VALUE.finditer(token.content):
                    spans += _find(re.escape(placeholder[0]), text, spans[-1].last if spans else position)
            case "code_inline" | "math_inline" | "math_inline_double" | "html_inline":
                spans = [Span(*myst.span(token))]
            case "myst_role":
                spans = _role_spans(token, text, position)
            case "link_open":
                opened.append(token.info == "auto")
                spans = _find("<[^>]*>", text, position) if opened[-1] else []
            case "link_close" if not opened.pop():
                spans = _find(_LINK_END.pattern, text, position, skip=1)
            case "image":
                spans = _find(_LINK_END.pattern, text, position, skip=1)
        yield from spans
        position = spans[-1].last if spans else position


def _find(pattern: str, text: str, position: int, skip: int = 0) -> list[Span]:
    found = re.compile(pattern).search(text, position)
    return [Span(found.start() + skip, found.end())] if found else []


def _role_spans(token: Token, text: str, position: int) -> list[Span]:
    """A role: all of it, but for the words in front of its target."""
    name = re.escape(token.meta["name"])
    spans = _find(rf"\{{{name}\}}(`+)\s?{re.escape(token.content)}\s?\1", text, position)
    words = token.content.rpartition("<")[0].rstrip()
    if not spans or not words or token.meta["name"] in ("math", "kbd"):
        return spans
    first, last, _ = spans[0]
    start = text.index(words, first + len(name))
    return [Span(first, start, wraps=True), Span(start + len(words), last, wraps=True)]
