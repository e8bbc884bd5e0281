"""A built page → its sections, each with the text that a reader sees in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from polyneuron.book.pages.search.formula_text import formula_text
from polyneuron.book.tools.elements import drop_of_classes
from polyneuron.isolation import END, LEFT_TO_RIGHT

_OWN = "self::section[@id] or contains(concat(' ', @class, ' '), ' pn-entry ')"
"""What stands in the results for itself: sections, and the entries of the glossary."""
_LEFT_OUT = (
    "headerlink",
    "launch-menu",
    "contents-above",
    "pn-others",
    "pn-uses",
    "pn-figure-missing",
    "pn-filter",
)
"""Classes of what is no part of the text: controls, and words of other languages."""
_CONTROLS = ".//script | .//style | .//button | .//input | .//details[contains(@class, 'admonition hide')]/summary"
_LEFT_TO_RIGHT = ".//code | .//pre | .//*[contains(concat(' ', @class, ' '), ' katex ')]"
_FORMULAS = ".//*[contains(concat(' ', @class, ' '), ' katex ')][.//math]"
_LETTERS = re.compile(r"[^\W\d_]{3}")
_BLOCKS = frozenset(
    ("p", "li", "div", "pre", "td", "th", "dt", "dd", "summary", "tr", "h1", "h2", "h3", "h4", "label", "section")
)


@dataclass(frozen=True)
class Section:
    """A place that a result leads to."""

    id: str
    title: str
    text: str
    """Everything in it but its title and what belongs to sections within it, code last; blanks are single."""
    level: int
    """1 for a page, 2 for its sections, and so on."""


def sections_of(page: str) -> list[Section]:
    """The sections of a page's HTML, in order."""
    article = next(iter(html.fromstring(page).xpath("//article[@class='page']")), None)
    if article is None:
        return []
    drop_of_classes(article, _LEFT_OUT)
    for control in article.xpath(_CONTROLS):
        control.drop_tree()
    for formula in article.xpath(_FORMULAS):
        # KaTeX's other form lies in layers: a fraction's denominator comes first.
        written = formula_text(formula.xpath(".//math")[0])
        for child in list(formula):
            formula.remove(child)
        formula.text = written
    # Nobody searches for the numbers that a cell prints.
    for output in article.xpath(".//*[contains(@class, 'cell_output')]//pre"):
        lines = [line for line in output.text_content().splitlines() if _LETTERS.search(line)]
        for child in list(output):
            child.drop_tree()
        output.text = "\n".join(lines)
    # What is found in prose is shown in prose: code and what it prints follow it.
    for block in article.xpath(".//pre"):
        own = block.xpath(f"ancestor::*[{_OWN}][1]")
        block.drop_tree()
        block.tail = None
        for place in own:
            place.append(block)
    if article.getroottree().getroot().get("dir") == "rtl":
        # An excerpt is plain text: what is read from left to right keeps its order by marks.
        for passage in article.xpath(_LEFT_TO_RIGHT):
            passage.text = LEFT_TO_RIGHT + (passage.text or "")
            passage.tail = END + (passage.tail or "")
    return [_section(element) for element in article.xpath(f".//*[{_OWN}]")]


def _section(element: html.HtmlElement) -> Section:
    heading = next(iter(element.xpath("./h1|./h2|./h3|./h4|./dt")), None)
    title = "" if heading is None else _title(heading)
    level = int(heading.tag[1]) if heading is not None and heading.tag != "dt" else 2
    return Section(element.get("id"), title, _words(_texts(element, heading)), level)


def _title(heading: html.HtmlElement) -> str:
    """A heading's words; an entry of the glossary has its English term in brackets, where it is another word."""
    english = heading.xpath("./*[@class='pn-english']")
    for term in english:
        heading.remove(term)
    own = _words(_texts(heading, None))
    others = (term.text_content().strip() for term in english)
    return " ".join([own, *(f"({term})" for term in others if term.casefold() != own.casefold())])


def _texts(element: html.HtmlElement, heading: html.HtmlElement | None) -> Iterator[str]:
    """The texts in an element, with blanks where a reader sees another line."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child is not heading and not child.xpath(_OWN):
            block = child.tag in _BLOCKS
            yield " " if block else ""
            yield from _texts(child, None)
            yield " " if block else ""
        yield child.tail or ""


def _words(texts: Iterator[str]) -> str:
    return re.sub(r"[\s\u200b]+", " ", "".join(texts)).strip()
