"""PDFs of real chapters: the numbers in the contents, where its links lead, digits and direction."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pytest
from pypdf import PdfReader

from polyneuron.book.bundle.contents import Heading
from polyneuron.book.bundle.printed_pages import PaperWords, PrintedDocument, printed_document
from polyneuron.book.bundle.printing import print_pages
from polyneuron.book.model.language import Language
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts.interface import read_interface
from tests.bundle.links import addresses_of
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
CHAPTER = "01-neurons"


@dataclass(frozen=True)
class Printed:
    """A PDF, and what it was printed from."""

    language: Language
    reader: PdfReader
    texts: list[str]
    """Of its pages. In one from right to left pypdf has the signs of a word in the order in which they are drawn."""
    document: PrintedDocument

    def number(self, value: int) -> str:
        shown = self.language.number(value)
        return shown[::-1] if self.language.is_right_to_left else shown

    def page(self, heading: Heading) -> int:
        """The page to which the place of a heading leads, counted from 1."""
        return self.reader.get_destination_page_number(self.reader.named_destinations[f"/{heading.identifier}"]) + 1


@pytest.fixture(scope="module", params=["en", "fa"])
def printed(request, configuration, browser):
    """The PDF of a chapter."""
    code = request.param
    language, interface = configuration.language(code), read_interface(code, configuration)
    pdf = print_pages(configuration, language, interface, browser, [CHAPTER])
    words = PaperWords("Contents", "Answers")
    document = printed_document(SITE / code, [CHAPTER], "", words)
    reader = PdfReader(BytesIO(pdf))
    return Printed(language, reader, [page.extract_text() for page in reader.pages], document)


def test_persian_letters_are_printed_with_a_font_that_has_a_name(printed):
    """Chromium prints a font with many weights as drawings, which have none."""
    pages = [[font.get_object() for font in page["/Resources"]["/Font"].values()] for page in printed.reader.pages]
    names = {str(font.get("/BaseFont")).partition("+")[2] for fonts in pages for font in fonts}
    assert any(name.startswith("Vazirmatn") for name in names) == (printed.language.code == "fa")
    assert sum("/Type3" in {font["/Subtype"] for font in fonts} for fonts in pages) < len(pages) / 4


def letters(text: str) -> str:
    """A text without blanks and marks, in one form of Arabic letters: a PDF says where signs stand, not words."""
    return "".join(sign for sign in text if sign.isalpha() and sign.isascii()).lower()


def links_of(reader: PdfReader, page: int) -> list[str]:
    """The named places to which the links of a page lead, from its top down."""
    found = []
    for link in reader.pages[page].get("/Annots", ()):
        target = link.get_object()
        if "/Dest" in target:
            found.append((-float(target["/Rect"][3]), str(target["/Dest"])))
    return [place for _, place in sorted(found)]


def test_contents_link_to_every_section_and_say_its_page(printed):
    expected = [f"/{heading.identifier}" for heading in printed.document.headings]
    assert len(expected) > 12
    assert [place for place in links_of(printed.reader, 0) if place in expected] == expected
    position = 0
    for heading in printed.document.headings:
        position = printed.texts[0].find(printed.number(printed.page(heading)), position)
        assert position >= 0, heading


def test_a_heading_stands_on_the_page_that_its_place_names(printed):
    outlined = [item["/Title"] for item in flat(printed.reader.outline)]
    for heading in printed.document.headings[:-1]:  # the last one is named otherwise here
        assert heading.text in outlined
        if printed.language.code == "en":
            assert letters(heading.text) in letters(printed.texts[printed.page(heading) - 1]), heading


def flat(outline: list) -> list:
    return [one for item in outline for one in (flat(item) if isinstance(item, list) else [item])]


def test_each_page_has_its_number_and_the_title_in_the_digits_of_the_edition(printed):
    for number, text in enumerate(printed.texts, 1):
        assert printed.number(number) in text.split(), number
        assert "Polyneuron" in text
    if printed.language.code == "fa":
        assert "12" not in printed.texts[11].split()


def test_what_is_folded_is_printed_and_the_file_says_what_it_is(printed):
    reader, code = printed.reader, printed.language.code
    if code == "en":
        whole = letters("".join(printed.texts))
        explanation = whole.index("itisaddedaftertheproductswhatevertheinputsare")
        assert whole.rindex("answerstothequiz") < explanation
    assert reader.metadata.title.endswith(" – Polyneuron")
    assert reader.metadata.creation_date is None
    assert reader.root_object["/ViewerPreferences"]["/Direction"] == ("/R2L" if code == "fa" else "/L2R")
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert not [address for address in addresses_of(reader) if "site.invalid" in address or address.startswith("file:")]


def test_a_page_that_is_not_built_is_named(configuration, browser):
    language, interface = configuration.language("fa"), read_interface("fa", configuration)
    with pytest.raises(ProblemsFound, match="make site"):
        print_pages(configuration, language, interface, browser, ["99-nothing"])


def test_several_pages_are_one_document_whose_links_lead_within_it(configuration):
    words = PaperWords("Contents", "Answers", "Title", "Tagline")
    names = [CHAPTER, "glossary"]
    document = printed_document(SITE / "en", names, "https://example.org/en", words)
    assert 'href="#glossary.' in document.text
    assert 'href="https://example.org/en/02-activations.html' in document.text
    assert document.text.count('id="01-neurons.answers"') == 1
    assert "Content-Security-Policy" not in document.text
    assert [heading.level for heading in document.headings][:2] == [1, 2]
    assert len(document.titles) == 2
