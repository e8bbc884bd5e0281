"""Pieces of a built page for slides: an element without what only a page needs, its first sentences, its length."""

from __future__ import annotations

import copy
import functools
import re
import unicodedata
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement, tostring

from polyneuron.book.tools.elements import drop_of_classes, of_class

_LEFT_OUT = ("headerlink",)
_WHOLE = ("code", "kbd", "math", "svg")
"""Elements that no sentence ends in."""
_SENTENCE = re.compile("[.!?؟…][”»\"')\\]\u2069]*(?=\\s|$)|[。！？][”」』）]*")
_SHORT_WORD = re.compile(r"(?:^|[\s(])\w{1,4}\.$")
_STAND_IN = "\ufffc"
_FORMULA_LETTERS = 0.6
"""How wide a formula is for each character of its source."""


def cleaned(element: HtmlElement) -> HtmlElement:
    """A copy without identifiers and links; words that the page explains stand out."""
    fresh = copy.deepcopy(element)
    fresh.tail = None
    drop_of_classes(fresh, _LEFT_OUT)
    for part in fresh.iter(etree.Element):
        part.attrib.pop("id", None)
        if part.tag == "a":
            part.tag = "strong" if "pn-term" in part.get("class", "") else "span"
            part.attrib.clear()
        if part.tag == "img":
            part.attrib.pop("loading", None)
    return fresh


def markup(element: HtmlElement) -> str:
    """An element as HTML, without what follows it."""
    return tostring(element, encoding="unicode", with_tail=False)


def text_of(element: HtmlElement) -> str:
    """The words of an element; code and formulas count as one sign."""
    return "".join(_texts(element))


def _texts(element: HtmlElement) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        if _is_whole(child):
            yield _STAND_IN
        elif isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _is_whole(element: HtmlElement) -> bool:
    classes = element.get("class", "").split() if isinstance(element.tag, str) else []
    return element.tag in _WHOLE or "katex" in classes or "math" in classes


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a text end, in any language of the course; its own end is the last one."""
    ends = []
    for found in _SENTENCE.finditer(text):
        rest = text[found.end() :].lstrip()
        if rest[:1].islower():
            continue  # an abbreviation
        if rest[:1].isdigit() and _SHORT_WORD.search(text[: found.end()]):
            continue
        ends.append(found.end())
    return ends if ends and ends[-1] >= len(text.rstrip()) else [*ends, len(text)]


def sentences(element: HtmlElement, fewest: int = 1, width: float = 0) -> HtmlElement:
    """A copy with the first sentences alone: so many, and more as long as they are not wider."""
    fresh = cleaned(element)
    first, *more = sentence_ends(text_of(fresh))[fewest - 1 :]
    shown = _until(fresh, first)
    for end in more:
        longer = _until(fresh, end)
        if width_of(longer) > width:
            break
        shown = longer
    return shown


def _until(element: HtmlElement, end: int) -> HtmlElement:
    """A copy with the letters before a place alone."""
    shown = copy.deepcopy(element)
    _cut(shown, end)
    return shown


def sentence_with(element: HtmlElement, name: str) -> int:
    """Which sentence of an element holds the first element of a class, counted from 1; 0 where there is none."""
    marked = copy.deepcopy(element)
    found = of_class(marked, name)
    if not found:
        return 0
    before = text_of(marked)
    place = _place(marked, found[0])
    return 1 + sum(end <= place for end in sentence_ends(before))


def _place(element: HtmlElement, wanted: HtmlElement) -> int:
    """Where an element begins in the text of another one."""
    wanted.text = "\ue000" + (wanted.text or "")
    return text_of(element).index("\ue000")


def _cut(element: HtmlElement, left: int) -> int:
    """Leave the first characters of an element, as `text_of` counts them; what is over is returned."""
    element.text = (element.text or "")[:left]
    left -= len(element.text)
    for child in list(element):
        if left <= 0:
            element.remove(child)
            continue
        tail, child.tail = child.tail or "", None
        left = left - 1 if _is_whole(child) else _cut(child, left)
        child.tail = tail[: max(left, 0)]
        left -= len(child.tail)
    return left


def width_of(element: HtmlElement) -> float:
    """How wide the text of an element is, in letters of the Latin alphabet."""
    shown = copy.deepcopy(element)
    formulas = sum(_FORMULA_LETTERS * len(source.text_content()) for source in shown.iter("annotation"))
    for part in [*of_class(shown, "katex"), *of_class(shown, "math")]:
        part.drop_tree()
    return formulas + letters(shown.text_content())


def letters(text: str) -> float:
    """How wide a text is: marks take no room, Chinese signs that of two letters, Cyrillic ones a little more."""
    return sum(map(_width_of_sign, " ".join(text.split())))


@functools.cache
def _width_of_sign(sign: str) -> float:
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 2
    return 1.15 if unicodedata.name(sign, "").startswith("CYRILLIC") else 1
