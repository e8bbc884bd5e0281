"""The name of a question in a bank: plain text, short, and cut where nothing is open.

Platforms show names in lists, where nobody typesets formulas: these become plain signs, and are never cut. In an
edition from right to left they, code and numbers keep their isolates, or a list would show (2, −1) turned round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml.html import HtmlElement, fragment_fromstring

from polyneuron.book.teaching.excerpts import letters
from polyneuron.isolation import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT

_WIDTH, _ENOUGH = 60, 30
"""How wide the words of a name may be, in letters, and when whole sentences of them are enough."""
_OPERATORS = frozenset("=+*/−·×÷≈≤≥<>")
_LOOSE = " ,;:.،؛，；：、。-–—"
"""What a name that goes on does not end with."""
_OPENING, _CLOSING = f"([{{«“„{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}\u2068（「", f")]}}»”{END}）」"
_ISOLATES = re.compile(f"[{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}\u2068{END}]")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_SIGNS = {"times": "×", "cdot": "·", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "approx": "≈"}
_SIGNS |= {"partial": "∂", "infty": "∞", "to": "→", "pm": "±", ",": " ", ";": " ", "%": "%", "$": "$"}
_FUNCTIONS = ("ln", "log", "exp", "max", "min", "sin", "cos", "tanh")
_UNKNOWN = "…"
"""In the place of a formula that plain signs cannot write."""


def question_name(markup: str, *, right_to_left: bool) -> str:
    """The first words of a question.

    Parameters
    ----------
    markup
        HTML of the question; formulas in `\\(…\\)`, and these and code with a direction of their own.
    """
    words = " ".join("".join(_texts(fragment_fromstring(markup))).split())
    name = _shortened(words)
    return name if right_to_left else _ISOLATES.sub("", name)


def _shortened(words: str) -> str:
    """Whole sentences where they are enough, else as many words as there is room for."""
    if letters(_ISOLATES.sub("", words)) <= _WIDTH:
        return words
    fitting = [part for part in _beginnings(words) if letters(_ISOLATES.sub("", part)) <= _WIDTH]
    sentences = [part for part in fitting if _ISOLATES.sub("", part)[-1:] in (*".?!؟。？！",)]
    if sentences and letters(sentences[-1]) >= _ENOUGH:
        return sentences[-1]
    return f"{fitting[-1].rstrip(_LOOSE) if fitting else ''} …".lstrip()


def plain_formula(tex: str) -> str:
    """A formula in plain signs; an ellipsis for one that needs more than a line of them."""
    text = _COMMAND.sub(lambda found: _sign(found[1]), tex)
    return _UNKNOWN if re.search(r"[\\{}^_&]", text) else " ".join(text.split())


def _sign(command: str) -> str:
    if command in _FUNCTIONS:
        return command
    kind = "CAPITAL" if command[:1].isupper() else "SMALL"
    try:
        return _SIGNS.get(command) or unicodedata.lookup(f"GREEK {kind} LETTER {command.upper()}")
    except KeyError:
        return f"\\{command}"


def _texts(element: HtmlElement, top: bool = True) -> Iterator[str]:
    """The texts of an element; what has a direction of its own is isolated."""
    inner = element.text or ""
    formula = re.fullmatch(r"\s*\\[(\[](.*)\\[)\]]\s*", inner, re.DOTALL)
    own = not top and element.get("dir") == "ltr"
    if own:
        yield LEFT_TO_RIGHT
    yield plain_formula(formula[1]) if formula else inner
    for child in element:
        yield from _texts(child, top=False)
        yield child.tail or ""
    if own:
        yield END
    elif not top and element.tag in ("p", "li", "pre", "div"):
        yield " "


def _beginnings(words: str) -> Iterator[str]:
    """The beginnings of a text at which nothing is open, shortest first: before a space, behind a Chinese sign."""
    depth = 0
    for place, sign in enumerate(words):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        around = {words[place - 1 : place], words[place + 1 : place + 2]}
        if depth or (sign.isspace() and around & _OPERATORS):
            continue
        if sign.isspace():
            yield words[:place]
        elif sign in "，。；：？！、":
            yield words[: place + 1]
