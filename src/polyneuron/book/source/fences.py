"""Fences that are opened and never closed, and directives whose options cannot be read.

Guards against the cascade: a fence that is not closed swallows what follows, up to the end of another directive, and
everything after it looks wrong. The line where it was opened is named, and nothing that it swallowed is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token

from polyneuron.book.source import myst

_OPENING = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\{[^`]*$")
_LABEL = re.compile(r"\([a-z0-9-]+\)=")


@dataclass(frozen=True)
class Fault:
    """A block that cannot be read."""

    line: int
    """Counted from 0."""
    message: str
    remedy: str


def fault_of(token: Token, lines: list[str], offset: int = 0) -> Fault | None:
    """The one cause why a block between fences, or something in it, cannot be read; None where all is well.

    Parameters
    ----------
    lines
        The lines that the token's map counts in.
    offset
        Line of the file at which they begin, counted from 0.
    """
    line = offset + myst.lines_of_token(token)[0]
    closed = myst.is_closed(token, lines)
    try:
        directive = myst.directive_of(token, lines)
    except myst.OptionsError as error:
        name = token.info.strip()[1:].partition("}")[0]
        if closed and not (name in myst.CODE_DIRECTIVES and _other_opening(token)):
            return Fault(line, f"The options of this directive cannot be read: {error}", "Quote values with ': '.")
        return _never_closed(token, line)
    if directive is None or directive.name in myst.CODE_DIRECTIVES | myst.DIRECTIVES_VERBATIM:
        other = _other_opening(token)
        return _never_closed(token, line, other and line + other) if other or not closed else None
    inner_fault = None
    body_lines = myst.lines_of(directive.body)
    for inner in myst.parser().parse(directive.body):
        if not myst.is_fence(inner):
            continue
        swallows = inner.markup[0] == token.markup[0] and len(inner.markup) >= len(token.markup)
        if swallows and not myst.is_closed(inner, body_lines):
            return _never_closed(token, line, line + directive.body_line + myst.lines_of_token(inner)[0])
        inner_fault = inner_fault or fault_of(inner, body_lines, line + directive.body_line)
    return inner_fault if closed else _never_closed(token, line)


def _other_opening(token: Token) -> int:
    """How many lines below a code block's fence another directive or a label begins in it; 0 where none does."""
    python = token.info.strip().startswith("{")
    for number, text in enumerate(myst.lines_of(token.content), 1):
        opening = _OPENING.match(text)
        if opening and opening[1][0] == token.markup[0] and len(opening[1]) >= len(token.markup):
            return number
        if python and (opening or _LABEL.fullmatch(text)):
            return number
    return 0


def _never_closed(token: Token, line: int, other: int = 0) -> Fault:
    name = token.info.strip()
    if token.type == "colon_fence" and not name:
        remedy = "Take it out, or look whether the directive above ends too early."
        return Fault(line, f"{token.markup} stands here and closes nothing", remedy)
    what = f"The directive {name.partition('}')[0]}}}" if name.startswith("{") else "A block of code"
    begun = f": in line {other + 1} already another one begins" if other else ""
    if begun and name[1:].partition("}")[0] in myst.CODE_DIRECTIVES:
        begun += ", and this is no valid Python"
    remedy = f"Add a line {token.markup} where it ends; a directive that holds another one needs a longer fence."
    return Fault(line, f"{what} is opened here and never closed{begun}", remedy)
