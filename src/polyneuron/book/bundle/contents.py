"""Contents of a PDF: first found without numbers, then printed with the pages on which the headings stand."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from markupsafe import Markup
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, Fit, IndirectObject, NameObject, TextStringObject

from polyneuron.book.model.language import Language
from polyneuron.book.tools.escaping import html

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of a count in Chromium's files that means nothing


@dataclass(frozen=True)
class Heading:
    """A heading that the contents list."""

    identifier: str
    """Of its element, and so of the place in the PDF."""
    level: int
    """1 for the title of a page."""
    text: str
    """Its words, for the outline that a program shows beside the pages."""
    markup: Markup
    """The same with formulas and code, for the list on paper."""


def contents_list(headings: Sequence[Heading]) -> Markup:
    """The list as HTML; numbers are put into its elements `paper-number` later."""
    found, start = [], 0
    while start < len(headings):
        end = start + 1
        while end < len(headings) and headings[end].level > headings[start].level:
            end += 1
        one = headings[start]
        found.append(
            html(
                '<li class="{kind}"><a href="#{target}"><span>{words}</span>'
                '<span class="paper-number" data-heading="{target}"></span></a>{inner}</li>',
                kind="paper-chapter" if one.level == 1 else "paper-section",
                target=one.identifier,
                words=one.markup,
                inner=contents_list(headings[start + 1 : end]),
            )
        )
        start = end
    return html("<ol>{items}</ol>", items=Markup("").join(found)) if found else Markup("")


def heading_pages(pdf: bytes, headings: Sequence[Heading]) -> dict[str, int]:
    """Identifier of a heading → the page on which it stands, counted from 1."""
    reader = PdfReader(BytesIO(pdf))
    places = reader.named_destinations
    found = {}
    for heading in headings:
        page = reader.get_destination_page_number(places[f"/{heading.identifier}"])
        assert page is not None, f"{heading.identifier} leads to no page"
        found[heading.identifier] = page + 1
    return found


def finished(pdf: bytes, headings: Sequence[Heading], title: str, author: str, language: Language) -> bytes:
    """The PDF with its outline, title and direction, and without the time of printing.

    Chromium makes an outline too, but puts the words of right-to-left headings in the order in which they are drawn.
    """
    reader = PdfReader(BytesIO(pdf))
    places, numbers = reader.named_destinations, heading_pages(pdf, headings)
    writer = PdfWriter(clone_from=reader)
    root = writer.root_object
    root.pop("/Outlines", None)
    above: list[tuple[int, IndirectObject]] = []
    for heading in headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        item = writer.add_outline_item(
            title=heading.text,
            page_number=numbers[heading.identifier] - 1,
            parent=above[-1][1] if above else None,
            fit=Fit.xyz(0, float(places[f"/{heading.identifier}"].top or 0)),
            is_open=heading.level == 1,
        )
        above.append((heading.level, item))
    root[NameObject("/Lang")] = TextStringObject(language.tag)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {
            NameObject("/DisplayDocTitle"): BooleanObject(True),
            NameObject("/Direction"): NameObject("/R2L" if language.is_right_to_left else "/L2R"),
        }
    )
    writer.metadata = {"/Title": title, "/Author": author}
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
