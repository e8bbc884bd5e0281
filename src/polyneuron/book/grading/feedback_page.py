"""The body of a page of feedback as nbconvert makes it → as a student can read it, alone and in their language.

Guards against links to notebooks that do not lie beside the page, words of nbconvert's in English, and lines of output
that are laid out from left to right although they are read from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import html
from lxml.etree import SubElement
from lxml.html import HtmlElement, HTMLParser

from polyneuron.isolation import RIGHT_TO_LEFT, first_direction, has_right_to_left

_ELSEWHERE = ("https://", "http://", "mailto:")
_NO_READER = ("prompt", "anchor-link")
"""nbconvert's numbers of cells, in English, and its signs beside headings."""
_RUNS = ("script", "iframe", "frame", "object", "embed", "applet", "meta", "base", "link", "portal", "template")
"""What a student's text or output could run, or bring from elsewhere, where a teacher opens the page."""
_ASKS = ("form", "input", "button", "select", "textarea")
"""What could ask a teacher for something; the words in them stay."""
_OUT_OF_PLACE = re.compile(r"position\s*:|z-index\s*:|url\s*\(", re.IGNORECASE)
"""Styles with which a text could lie over the rest of the page, or fetch something."""


def finished_body(body: str, published: Mapping[str, str]) -> str:
    """The inside of a page's body.

    Parameters
    ----------
    body
        What nbconvert's template has made.
    published
        Name of a notebook → its page on the published site.
    """
    root = html.fragment_fromstring(body, create_parent="div", parser=HTMLParser(huge_tree=True, encoding="utf-8"))
    for element in _of_class(root, *_NO_READER):
        element.drop_tree()
    for element in list(root.iter(*_RUNS)):
        element.drop_tree()
    for element in list(root.iter(*_ASKS)):
        element.drop_tag()
    for image in root.iter("img"):
        image.set("alt", image.get("alt", ""))  # else nbconvert writes an English sentence
    _mend_links(root, published)
    for element in root.iter("*"):
        _leave_what_rests(element)
    for output in _of_class(root, "output"):
        for lines in output.iter("pre"):
            _direct(lines)
    return (root.text or "") + "".join(html.tostring(part, encoding="unicode") for part in root)


def _of_class(root: HtmlElement, *names: str) -> list[HtmlElement]:
    return [element for element in root.iter("*") if {*names} & {*element.get("class", "").split()}]


def _leave_what_rests(element: HtmlElement) -> None:
    """Take away attributes that run something, lead to something that runs, or lay an element over others."""
    for name, value in list(element.attrib.items()):
        plain = re.sub(r"[\s\x00-\x1f]", "", str(value)).lower()
        leads = name.rpartition(":")[2] in ("href", "src", "action", "formaction", "srcdoc", "srcset", "ping")
        runs = leads and plain.startswith(("javascript:", "vbscript:", "data:text", "data:application"))
        if name.startswith("on") or runs or (name == "style" and _OUT_OF_PLACE.search(value)):
            del element.attrib[name]


def _mend_links(root: HtmlElement, published: Mapping[str, str]) -> None:
    """Let each link lead within the page, to another host, or nowhere: then its words stay."""
    places = {element.get(name) for element in root.iter("*") for name in ("id", "name")}
    for link in list(root.iter("a")):
        address = link.get("href")
        if address is None or address.startswith(_ELSEWHERE):
            continue
        file, mark, place = address.partition("#")
        if file in published:
            link.set("href", published[file] + mark + place)
        elif file or not {place, unquote(place)} & places:
            link.drop_tag()


def _direct(lines: HtmlElement) -> None:
    """Give the lines of an output that are read from right to left their direction, and their side of the page."""
    text = lines.text_content()
    if not has_right_to_left(text):
        return
    if len(lines):  # with colours: whatever most of it is, it stays together
        lines.set("dir", _direction(text))
        return
    lines.text = None
    for line in text.removesuffix("\n").lstrip("\n").split("\n"):
        direction = _direction(line)
        if not len(lines) or (line.strip() and lines[-1].get("dir") != direction):
            SubElement(lines, "span", {"class": "lines", "dir": direction})
        lines[-1].text = (lines[-1].text or "") + line + "\n"


def _direction(text: str) -> str:
    """That of the first letter, also where signs stand before an isolate, as in `✗ (…)`."""
    sign, isolate, _ = text.partition(RIGHT_TO_LEFT)
    return "rtl" if isolate and first_direction(sign) is None else first_direction(text) or "ltr"
