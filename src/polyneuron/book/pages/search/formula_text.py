"""A formula in one line of plain text, for excerpts: MathML's fraction as a/b, an index as x_k, a power as e^z."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from lxml import html

_BETWEEN = frozenset("=≠≈≡<>≤≥≪≫←→↦⇒∈∼∝+−-±×·⋅∗*⊙")
"""Operators with a blank on both sides where something stands before them."""
_OPENING = frozenset("([{,;|")
_TIGHT = re.compile(r"[\w.∂∇′^()\[\]∞]*")
_NAME = re.compile(r"\d+|[^\W\d_]+|[∂∇]?\w(?:_\w+|\^(?:\w+|\(\w+\)))?")
"""What may stand behind a stroke without brackets."""
_PRODUCT = re.compile(r"[\w∑∏√∇∂|\[].*", re.DOTALL)
_LARGE = frozenset("∑∏∫")
_ACCENTS = {"^": "\u0302", "~": "\u0303", "ˉ": "\u0304", "˙": "\u0307"}
_FENCES = str.maketrans("∣∥", "|‖")
_FUNCTION_OF = "\u2061"
"""MathML's invisible sign between a function and what it is applied to."""
_INVISIBLE = re.compile("[\u2062-\u2064\u200b\ufeff]")
_FEWEST = {"mfrac": 2, "msub": 2, "munder": 2, "msup": 2, "mover": 2, "msubsup": 3, "munderover": 3, "msqrt": 1}


def formula_text(formula: html.HtmlElement) -> str:
    """The text of a MathML element, as one writes it by keyboard: `w ← w − η ⋅ ∂J/∂w`."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", _text(formula))).strip()


def _text(element: html.HtmlElement) -> str:
    tag = str(element.tag)
    parts = [part for part in element if isinstance(part.tag, str) and part.tag not in ("annotation", "annotation-xml")]
    if tag in _FORMS and len(parts) >= _FEWEST.get(tag, 0):
        return _FORMS[tag](parts)
    if not parts:
        return " " if tag == "mspace" else (element.text or "")
    return _row(parts)


def _row(parts: list[html.HtmlElement]) -> str:
    written, last, applied, is_large = "", "", False, False
    for part in parts:
        text = _text(part).translate(_FENCES)
        if text == _FUNCTION_OF:
            applied = True
            continue
        left = written.rstrip()
        if part.tag == "mo" and text in _BETWEEN and left and left[-1] not in _OPENING | _BETWEEN:
            written = f"{left} {text} "
        elif part.tag == "mo" and text in (",", ";"):
            written += f"{text} "
        elif applied and part.tag == "mfrac":
            written += f" ({text})"
        elif (
            (applied and not text.startswith(("(", "[")))
            or (last in _FEWEST and part.tag != "mo" and _PRODUCT.fullmatch(text))
            or (is_large and text in ("|", "[", "("))
        ):
            written += f" {text}"
        else:
            written += text
        last, applied, is_large = str(part.tag), False, text[:1] in _LARGE
    return written


def _fraction(parts: list[html.HtmlElement]) -> str:
    above, below = (_text(part).strip() for part in parts[:2])
    return f"{_whole(above)}/{below if _NAME.fullmatch(below) else f'({below})'}"


def _whole(text: str) -> str:
    """A text in brackets where a sign beside it would take a part of it alone."""
    return text if _TIGHT.fullmatch(text) or _is_in_brackets(text) else f"({text})"


def _is_in_brackets(text: str) -> bool:
    depths, depth = [], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        depths.append(depth)
    return bool(depths) and text[0] in "([" and depths[-1] == 0 and 0 not in depths[:-1]


def _raised(base: str, part: html.HtmlElement) -> str:
    text = _tight(part)
    return f"{base}{text}" if set(text) <= set("′'") else f"{base}^{_script(text)}"


def _above(parts: list[html.HtmlElement]) -> str:
    base, sign = _text(parts[0]), _text(parts[1]).strip()
    return unicodedata.normalize("NFC", base + _ACCENTS[sign]) if sign in _ACCENTS else _raised(_whole(base), parts[1])


def _script(text: str) -> str:
    return text if re.fullmatch(r"[^\W_]+|[^\w\s]", text) else text if _is_in_brackets(text) else f"({text})"


def _tight(part: html.HtmlElement) -> str:
    return re.sub(r"\s*([=+−-])\s*", r"\1", _text(part)).strip()


def _lowered(parts: list[html.HtmlElement]) -> str:
    return f"{_text(parts[0])}_{_script(_tight(parts[1]))}"


def _rows(parts: list[html.HtmlElement]) -> str:
    rows = (" ".join(_text(cell).strip() for cell in row) for row in parts)
    return "; ".join(re.sub(r"(^|\s)=\s*(?=\S)", r"\1= ", row) for row in rows)


_FORMS: dict[str, Callable[[list[html.HtmlElement]], str]] = {
    "mfrac": _fraction,
    "msub": _lowered,
    "munder": _lowered,
    "msup": lambda parts: _raised(_whole(_text(parts[0])), parts[1]),
    "mover": _above,
    "msubsup": lambda parts: _raised(_lowered(parts), parts[2]),
    "munderover": lambda parts: _raised(_lowered(parts), parts[2]),
    "msqrt": lambda parts: f"√{_whole(_row(parts).strip())}",
    "mtable": _rows,
}
