"""Elements of built HTML, found by their classes as a style sheet finds them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement, tostring
from markupsafe import Markup

from polyneuron.book.tools.escaping import html_text


def of_class(element: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements within another one that have a class."""
    return element.xpath(".//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} ")


def inner_markup(element: HtmlElement) -> Markup:
    """What stands in an element, as HTML."""
    return html_text(element.text or "") + Markup("".join(tostring(child, encoding="unicode") for child in element))


def drop_of_classes(element: HtmlElement, names: Iterable[str]) -> None:
    """Remove the elements that have one of these classes; what follows them stays."""
    for found in [one for name in names for one in of_class(element, name)]:
        found.drop_tree()
