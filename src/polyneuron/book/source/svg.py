"""What a vector picture of a lesson may not hold: scripts, links, and addresses of other files and hosts.

Guards against an SVG file that does more than to be looked at, since readers can also open it by its own address,
where a browser runs what it holds. Blind on purpose to whether the drawing is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

SvgFault = tuple[int, str, str]
"""Line counted from 1, what is wrong, remedy."""

_SEPARATOR = " "
_NAMESPACE = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
_DRAWN_BY_EDITORS = re.compile(r"inkscape|sodipodi|purl\.org|creativecommons|22-rdf-syntax|serif\.com|figma")
"""Namespaces (parts of their names) in which drawing programs write notes to themselves; browsers ignore them."""
_ACTIVE = frozenset(
    {"a", "animate", "animateMotion", "animateTransform", "audio", "canvas", "discard", "embed", "foreignObject"}
    | {"handler", "iframe", "link", "listener", "object", "script", "set", "video"}
)
"""Elements that run, move, lead away or show other documents (https://www.w3.org/TR/SVG2/eltindex.html)."""
_INSIDE = re.compile(r"#[^\s]+|data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")
"""What an `href` may be: a place in the same file, or an image in the file itself."""
_LEADS_AWAY = re.compile(
    r"url\(\s*[\"']?(?!\s*[\"']?#)|@import|image-set|\bsrc\(|//|\b(?:java|vb|live)script:|expression\(", re.IGNORECASE
)
"""What styles and attributes may not hold; a paint such as url(#shade) stays."""


def svg_faults(data: bytes) -> list[SvgFault]:
    """What is wrong with a file that calls itself SVG, by its lines; nothing where it is as it should be."""
    found: list[SvgFault] = []
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    opened: list[str] = []
    style, is_svg = "", True

    def fault(what: str, remedy: str) -> None:
        found.append((parser.CurrentLineNumber, what, remedy))

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal style, is_svg
        namespace, _, local = name.rpartition(_SEPARATOR)
        if not opened and (namespace, local) != (_NAMESPACE, "svg"):
            is_svg = False
            fault(f"This is no SVG: its first element is <{local}>", f'Begin it with <svg xmlns="{_NAMESPACE}">.')
        elif not is_svg:
            pass  # the cause is said
        elif namespace != _NAMESPACE and not _DRAWN_BY_EDITORS.search(namespace):
            fault(f"The element <{local}> is none of SVG", "Take it out.")
        elif local in _ACTIVE and namespace == _NAMESPACE:
            fault(f"The element <{local}> does more than to be looked at", "Take it out; a picture only shows.")
        elif namespace == _NAMESPACE:
            for what, remedy in _attribute_faults(attributes):
                fault(what, remedy)
        opened.append(local if namespace == _NAMESPACE else "")
        style = ""

    def text(words: str) -> None:
        nonlocal style
        style += words if opened and opened[-1] == "style" else ""

    def end(name: str) -> None:
        nonlocal style
        if opened.pop() == "style" and (away := _leading_away(style)):
            fault(f"This style leads out of the file: {away}", "Take it out, or write its values here.")
        style = ""

    def instruction(target: str, data: str) -> None:
        fault(f"The instruction <?{target} …?> may load another file", "Take it out.")

    def doctype(name: str, system: str | None, public: str | None, has_internal: bool) -> None:
        fault("A <!DOCTYPE …> stands here, which names or defines other things", "Take it out: SVG needs none.")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.ProcessingInstructionHandler, parser.StartDoctypeDeclHandler = instruction, doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 1)
        if not found:  # what is refused anyway needs no second reason
            found.append((line, f"This is no SVG: {error}", "Export it again as plain SVG."))
    return found


def _attribute_faults(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        namespace, _, local = name.rpartition(_SEPARATOR)
        if _DRAWN_BY_EDITORS.search(namespace) or local.startswith("aria-"):
            continue
        if local.lower().startswith("on"):
            yield f"The attribute {local} holds a script", "Take it out; a picture only shows."
        elif (namespace, local) == (_XML, "base") or local == "src":
            yield f"The attribute {local} names another file", "Take it out."
        elif local == "href":
            if not _INSIDE.fullmatch(value.strip()):
                what = f"This address leads out of the file: {_short(value)}"
                yield what, "Put what it shows into the file, and name it as #name."
        elif away := _leading_away(value):
            yield f"The attribute {local} leads out of the file: {away}", "Take it out, or write its value here."


def _leading_away(style: str) -> str:
    """The first piece of a style that leads to another file, or hides behind a backslash; empty where there is none."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    if "\\" in style:
        return "\\"
    found = _LEADS_AWAY.search(style)
    return _short(style[found.start() :]) if found else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
