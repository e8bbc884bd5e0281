"""Numbers that keep their order in a sentence from right to left: signs, ranges, tuples, products, `x2 = −5.8`.

Unicode's bidirectional algorithm lays "−1" out as "1−" behind a Persian letter, and turns tuples and arrays round. A
piece that is mathematics, or a dictionary or list as Python prints it, is therefore put between two invisible
characters, a left-to-right isolate and its end. Pages, launched notebooks, quizzes, figures, plots, printed lines and
messages of checks all do it here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2066", "\u2067", "\u2069"
"""Unicode isolates."""

_DIGITS = "0-9۰-۹⁰¹²³⁴-⁹¼-¾⅐-⅞"
_SIGN = "[+\\-−±⁻]"
_PLACEHOLDER = r"\{[^{}\n]*\}"
_DIGIT = rf"(?:[{_DIGITS}]|{_PLACEHOLDER})"
_NUMBER = rf"{_DIGIT}(?:[.,٫٬](?=[{_DIGITS}])|{_DIGIT})*[ᵀᵗⁿⁱʲ]*(?:[eE][+\-−]?[0-9]+)?(?:[ \u00a0]?[%٪])?"
_RAISED = "\u00b2\u00b3\u00b9\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u2070-\u209c"
"""Letters, digits and brackets above and below the line."""
_ROOT = rf"√[{_DIGITS}]+(?:[.,٫][{_DIGITS}]+)?"
_NAME = rf"(?:{_ROOT}|[A-Za-z_\u0370-\u03ff∂∇√][A-Za-z0-9_\u0370-\u03ff'′∂∇{_RAISED}]*)"
_FUNCTIONS = frozenset(["ln", "log", "log2", "log10", "exp", "sin", "cos", "tan", "tanh"])
"""Names that are written before their number with a space."""
_TOKEN = re.compile(
    rf"(?P<signed>(?<![{_DIGITS}A-Za-z)\]])(?:{_SIGN})(?=[{_DIGITS}{{A-Za-z\u0370-\u03ff(]))"
    rf"|(?P<number>{_NUMBER})|(?P<name>{_NAME})"
    r"|(?P<open>[\[(])|(?P<close>[\])])|(?P<separator>[,;.])|(?P<colon>:)|(?P<space>[ \u00a0]+)"
    rf"|(?P<operator>[=≈≠<>≤≥×·@/÷+\-−–±^→⁻|]+)|(?P<other>.)",
    re.DOTALL,
)
_PAIRS = {"(": ")", "[": "]"}
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")


_VALUE_BEGINS = re.compile(
    r"(?<![\w.\])}'\"])(?:(?:\.?[A-Za-z_][\w.]*=?)?(?P<bracket>[\[({])"
    r"|(?P<quoted>'[^'\n]*'|\"[^\"\n]*\")(?!\w|[.\[(]\w))"
)
"""Where a value may stand as Python writes it: a bracket, with the name of its kind before it, or a quotation."""
_IN_VALUE = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|[\[({]|[\])}]|[^'\"\[\](){}\n]+")
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_OPERANDS = ("number", "name", "open", "signed")
_ATTACHED = {("number", "open"), ("name", "open"), ("close", "open"), ("number", "name"), ("close", "number")}
"""Kinds that are one piece without a space: f(2), 3x."""
_UNFINISHED = ("space", "operator", "colon", "separator", "signed", "open")
"""Kinds with which no piece ends."""


class _Piece:
    """A row of tokens that may be one piece of mathematics."""

    def __init__(self) -> None:
        self.tokens: list[re.Match[str]] = []
        self.opened: list[int] = []
        """Positions in `tokens` of brackets that are still open."""

    def takes(self, token: re.Match[str], following: str | None) -> bool:
        """Add a token when it continues the piece; `following` is the kind of the next one."""
        if not self._fits(token, following):
            return False
        if token.lastgroup == "open":
            self.opened.append(len(self.tokens))
        elif token.lastgroup == "close":
            self.opened.pop()
        self.tokens.append(token)
        return True

    def _fits(self, token: re.Match[str], following: str | None) -> bool:
        kind, last = token.lastgroup, self.tokens[-1].lastgroup if self.tokens else None
        before = self.tokens[-2].lastgroup if last == "space" else last
        if kind == "operator":
            if before in (None, "operator", "signed", "colon", "separator", "open"):
                return False
            # A space on both sides or on none; a dash with spaces stands between words.
            return last != "space" or (token[0] != "–" and (following == "space" or bool(self.opened)))
        if self.opened:
            pair = _PAIRS[self.tokens[self.opened[-1]][0]]
            return token[0] == pair if kind == "close" else kind != "other"
        if kind in _OPERANDS:
            # Two numbers beside each other are no piece outside of brackets; names of one script are: ln p.
            goes_on = last in (None, "signed") or before in ("operator", "colon") or before == kind == "name"
            goes_on = goes_on or (kind == "number" and self._ends_with_function())
            return goes_on or (last, kind) in _ATTACHED
        if kind == "colon":
            return last == "name" and following == "space"
        if kind == "space":
            goes_on = last in ("operator", "colon") or following == "operator" or last == following == "name"
            goes_on = goes_on or (following == "number" and self._ends_with_function())
            return last is not None and goes_on
        return False

    def _ends_with_function(self) -> bool:
        """Whether the last token, or the one before a last space, is a function such as `ln`."""
        return next((token[0] in _FUNCTIONS for token in reversed(self.tokens) if token.lastgroup != "space"), False)

    def trimmed(self) -> list[re.Match[str]]:
        """The tokens up to where they are whole: no round bracket left open, no operator or space at the end."""
        tokens = self.tokens
        for position in self.opened:
            if tokens[position][0] == "(":  # an array goes on in the next line; a bracket of prose does not
                tokens = tokens[:position]
                break
        while tokens and tokens[-1].lastgroup in _UNFINISHED:
            tokens = tokens[:-1]
        return tokens


def _is_mathematics(tokens: list[re.Match[str]]) -> bool:
    kinds = [token.lastgroup for token in tokens]
    return any(map(_has_loose_end, tokens)) or (len(tokens) > 1 and ("number" in kinds or "signed" in kinds))


def _has_loose_end(token: re.Match[str]) -> bool:
    """Whether a name begins or ends with a sign that has no direction of its own: the prime of g′, the nabla of ∇J."""
    name = token[0].rstrip("0123456789")
    return token.lastgroup == "name" and {unicodedata.bidirectional(sign) for sign in (name[0], name[-1])} != {"L"}


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where pieces of mathematics begin and end."""
    tokens = list(_TOKEN.finditer(text))
    kinds = [token.lastgroup for token in tokens] + [None]
    number = 0
    while number < len(tokens):
        piece = _Piece()
        first = number
        while number < len(tokens) and piece.takes(tokens[number], kinds[number + 1]):
            number += 1
        whole = piece.trimmed()
        if _is_mathematics(whole):
            yield whole[0].start(), whole[-1].end()
        number = first + max(1, len(whole))  # words without a number hold no piece: none of them begins one


def isolated(text: str) -> str:
    """A text from right to left in which every piece of mathematics, and every value of Python, keeps its order.

    What is isolated already stays as it is. A positive number alone needs nothing.
    """
    return outside(_ISOLATED, text, _isolated_part)


def outside(kept: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """A text with every part changed that stands before, between or behind the matches of a pattern."""
    pieces, position = [], 0
    for found in kept.finditer(text):
        pieces += [change(text[position : found.start()]), found[0]]
        position = found.end()
    return "".join([*pieces, change(text[position:])])


def _isolated_part(text: str) -> str:
    parts, position = [], 0
    for first, last in _values(text):
        parts += [_isolated_mathematics(text[position:first]), LEFT_TO_RIGHT, text[first:last], END]
        position = last
    return "".join([*parts, _isolated_mathematics(text[position:])])


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Where values begin and end that are no mathematics alone: `{'the': 1}`, `['a', 'b']`, `'good!'`."""
    position = 0
    while found := _VALUE_BEGINS.search(text, position):
        position = found.end()
        if found["quoted"]:
            inner = found["quoted"][1:-1]
            # A word keeps its double marks by itself; a single one could be a prime.
            keeps = text[found.start("quoted")] == '"' and inner[:1].isalnum() and inner[-1:].isalnum()
            if inner and not keeps and not has_right_to_left(inner):
                yield found.span()
        elif end := _end_of_value(text, found.start("bracket")):
            yield found.start(), end
            position = end


def _end_of_value(text: str, first: int) -> int | None:
    """Where a value in brackets ends; None for mathematics, prose, placeholders and what stays open.

    Words from right to left may stand in its quotations only.
    """
    open_brackets: list[str] = []
    has_items, position = False, first
    while found := _IN_VALUE.match(text, position):
        part, position = found[0], found.end()
        if part in _CLOSES:
            open_brackets.append(_CLOSES[part])
        elif part in _CLOSES.values():
            if open_brackets.pop() != part:
                return None
            if not open_brackets:
                return position if has_items else None
        elif part[0] in "'\"":
            has_items = True
        elif has_right_to_left(part):
            return None
        else:
            has_items = has_items or (open_brackets[-1] == "}" and re.search("[,:] ", part) is not None)
    return None


def _isolated_mathematics(text: str) -> str:
    parts, position = [], 0
    for first, last in _pieces(text):
        parts += [text[position:first], LEFT_TO_RIGHT, text[first:last], END]
        position = last
    return "".join([*parts, text[position:]])


def first_direction(text: str) -> str | None:
    """`ltr` or `rtl` after the first letter of a text that has a direction; None where there is none."""
    for character in _ISOLATED.sub("", text):
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def has_right_to_left(text: str) -> bool:
    """Whether there is a letter in a text that is read from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
