"""Highlighted code as lines that keep their order and break where a reader would break them.

Words from right to left in a string or a comment have that direction, and what is code in them, a number, a tuple, a
piece in braces, has the other one: as in what the code prints. Elements say so, and no character is added, so that
copied code is the code.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from polyneuron.isolation import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT, has_right_to_left, isolated

WHOLE = '<span class="whole">'
"""What is not broken; copied text stays as it is."""
_TOKEN = re.compile(r'<span class="(?P<kind>[\w-]*)">(?P<text>[^<]*)</span>|(?P<plain>[^<]+)')
_NO_COLOUR = ("n", "o", "p", "w", "x")
"""Half of a page's elements, without them."""
_STRINGS, _BRACES, _ESCAPES, _COMMENTS = ("s", "s1", "s2", "sd", "sb"), "si", "se", ("c", "c1", "ch", "cm")
_INDENT, _COMMENT_SIGN = re.compile(r"^[ \t]+(?=\S)"), re.compile(r"\W*")
_QUOTES = re.compile(r"^(\"{3}|'{3}|[\"']|)(.*?)(\"{3}|'{3}|[\"']|)$", re.DOTALL)
_RUN, _BREAK = re.compile(r"\S{17,}"), re.compile(r"(?<=[(\[{=.,])(?=[^\s)\]}=.,:])")
"""A run without a space that may be too long for a phone, and where it may end."""
_NUMBER_WITH_DASH = re.compile(r"(?<![^\W_])[-+−]?\d[\d.,٫]*(?:(?:[eE][-+]|[-–])\d[\d.,٫]*)+(?<![.,])")
_PARTS = re.compile(r"\{\d+\}|[\u2066\u2069]")
_HELD = str.maketrans({"{": "\ue000", "}": "\ue001"})
_RELEASED = str.maketrans({"\ue000": "{", "\ue001": "}"})


class _Token(NamedTuple):
    kind: str
    """Pygments' short name; empty for what has no colour of its own."""
    text: str
    start: int
    """Place in the line."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def behind(self, place: int) -> _Token:
        """The token without what stands before a place of the line."""
        return self._replace(text=self.text[max(0, place - self.start) :], start=max(place, self.start))


def code_lines(code: str) -> str:
    """Pygments' HTML of a text in a programming language, each line an element that hangs."""
    return "\n".join(_line(line) for line in code.splitlines())


def with_whole_numbers(printed: str) -> str:
    """HTML of a printed text in which `1e-11` and `300-100` are not broken."""
    parts = re.split("(<[^>]*>)", printed)
    parts[::2] = [_NUMBER_WITH_DASH.sub(rf"{WHOLE}\g<0></span>", part) for part in parts[::2]]
    return "".join(parts)


def _line(line: str) -> str:
    """Its style says how far a line stands in; what does not fit goes on a little further."""
    tokens = list(_tokens(line))
    text = "".join(token.text for token in tokens)
    indent = _INDENT.match(text)
    if indent:
        tokens = [token.behind(indent.end()) for token in tokens if token.end > indent.end()]
    breaks = {run.start() + place.start() for run in _RUN.finditer(text) for place in _BREAK.finditer(run[0])}
    inner = "".join(_pieces(tokens, breaks)) if tokens else line
    if indent is None:
        return f'<span class="line">{inner}</span>'
    return f'<span class="line" style="--indent:{indent.end()}">{WHOLE}{indent[0]}</span>{inner}</span>'


def _tokens(line: str) -> Iterator[_Token]:
    """The tokens of a line; none where it holds something else than Pygments' flat elements."""
    found = list(_TOKEN.finditer(line))
    start = 0
    if "".join(token[0] for token in found) == line:
        for token in found:
            kind = token["kind"] or ""
            text = html.unescape(token["text"] or token["plain"] or "")
            yield _Token("" if kind in _NO_COLOUR else kind, text, start)
            start += len(text)


def _pieces(tokens: list[_Token], breaks: set[int]) -> Iterator[str]:
    """HTML of tokens, with directions and places to break."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        last = _string_end(tokens, position)
        if last > position:
            if any(has_right_to_left(part.text) for part in tokens[position:last] if part.kind in _STRINGS):
                yield _string(tokens[position:last], breaks)
            else:
                yield from (_element(part, breaks) for part in tokens[position:last])
            position = last
            continue
        if token.kind in _COMMENTS and has_right_to_left(token.text):
            sign = _COMMENT_SIGN.match(token.text)
            assert sign is not None
            words = _directed(token.text[sign.end() :], [], "")
            yield f'<span class="{token.kind}">{_escaped(sign[0])}<span dir="rtl">{words}</span></span>'
        else:
            yield _element(token, breaks)
        position += 1


def _escaped(text: str) -> str:
    """A text between tags, where quotation marks are no markup."""
    return html.escape(text, quote=False)


def _string_end(tokens: list[_Token], first: int) -> int:
    """Behind which token the string ends that begins with one; the same where none begins."""
    depth, position = 0, first
    while position < len(tokens):
        kind, text = tokens[position].kind, tokens[position].text
        if kind == _BRACES:
            depth += text.count("{") - text.count("}")
        elif depth <= 0 and kind not in (*_STRINGS, _ESCAPES):
            break
        position += 1
    return position


def _element(token: _Token, breaks: set[int]) -> str:
    """A token as an element, or as bare text where it has no colour."""
    if token.kind in (*_STRINGS, *_COMMENTS):
        words = with_whole_numbers(_escaped(token.text))
    else:
        is_number = token.kind.startswith("m")
        inner = [] if is_number else sorted(place - token.start for place in breaks if token.start < place <= token.end)
        cuts = [0, *inner, len(token.text)]
        words = "<wbr>".join(_escaped(token.text[one:two]) for one, two in itertools.pairwise(cuts))
    return f'<span class="{token.kind}">{words}</span>' if token.kind else words


def _string(tokens: list[_Token], breaks: set[int]) -> str:
    """A string from right to left; what stands in braces runs from left to right."""
    code: list[str] = []
    words, depth = "", 0
    for token in tokens:
        inside = depth > 0
        if token.kind == _BRACES:
            depth += token.text.count("{") - token.text.count("}")
        if inside:
            code[-1] += _element(token, breaks)
        elif token.kind in _STRINGS:
            words += token.text.translate(_HELD)
        else:
            words += f"{{{len(code)}}}"
            code.append(_element(token, breaks))
    kind = next(token.kind for token in tokens if token.kind in _STRINGS)
    # The quotation marks stand outside: the first one behind its prefix, the last one before what follows.
    quoted = _QUOTES.match(words)
    assert quoted is not None
    first, inner, last = quoted.groups()
    if not code:
        return f'<span class="{kind}">{first}<span dir="rtl">{_directed(inner, [], "")}</span>{last}</span>'
    first, last = (f'<span class="{kind}">{mark}</span>' if mark else "" for mark in (first, last))
    return f'{first}<span dir="rtl">{_directed(inner, code, kind)}</span>{last}'


def _directed(words: str, code: list[str], kind: str) -> str:
    """Words from right to left as HTML: mathematics and pieces of code in elements of their own direction.

    `words` names the pieces of `code` as `{0}`, `{1}` …; words of a `kind` have an element.
    """
    has_marks = any(mark in words for mark in (LEFT_TO_RIGHT, RIGHT_TO_LEFT, END))
    directed = words if has_marks else isolated(words)
    parts, depth, position = [], 0, 0

    def text(piece: str) -> None:
        if piece:
            escaped = with_whole_numbers(_escaped(piece.translate(_RELEASED)))
            parts.append(f'<span class="{kind}">{escaped}</span>' if kind else escaped)

    for found in _PARTS.finditer(directed):
        if has_marks and not found[0].startswith("{"):
            continue
        text(directed[position : found.start()])
        position = found.end()
        if found[0] == LEFT_TO_RIGHT:
            depth += 1
            parts.append('<span dir="ltr">')
        elif found[0] == END:
            depth -= 1
            parts.append("</span>")
        elif code:
            piece = code[int(found[0][1:-1])]
            parts.append(piece if depth else f'<span dir="ltr">{piece}</span>')
        else:
            text(found[0])
    text(directed[position:])
    return "".join(parts)
