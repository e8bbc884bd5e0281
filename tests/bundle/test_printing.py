"""PDFs of real chapters: the numbers in the contents, where its links lead, digits and direction."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from polyneuron.book.bundle import printing
from polyneuron.book.bundle.printed_pages import PaperWords, printed_document
from polyneuron.book.bundle.printing import print_pages
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.tools.chromium import open_chromium
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
CHAPTER = "01-neurons"


@pytest.fixture(scope="module", params=["en", "fa"])
def printed(request, configuration, browser):
    """(code, the PDF of a chapter, what it was printed from)."""
    code = request.param
    language, interface = configuration.language(code), read_interface(code, configuration)
    pdf = print_pages(configuration, language, interface, browser, [CHAPTER])
    words = PaperWords("Contents", "Answers")
    return code, PdfReader(BytesIO(pdf)), printed_document(SITE / code, [CHAPTER], "", words)


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


def test_contents_link_to_every_section_and_say_its_page(printed, configuration):
    code, reader, document = printed
    language = configuration.language(code)
    places = reader.named_destinations
    first = reader.pages[0].extract_text()
    linked = links_of(reader, 0)
    expected = [f"/{heading.identifier}" for heading in document.headings]
    assert len(expected) > 12
    assert [place for place in linked if place in expected] == expected
    position = 0
    for heading in document.headings:
        page = reader.get_destination_page_number(places[f"/{heading.identifier}"]) + 1
        position = first.find(language.number(page), position)
        assert position >= 0, (heading, page)


def test_a_heading_stands_on_the_page_that_its_place_names(printed):
    code, reader, document = printed
    for heading in document.headings[:-1]:  # the last one is named here otherwise
        page = reader.get_destination_page_number(reader.named_destinations[f"/{heading.identifier}"])
        text = reader.pages[page].extract_text()
        if code == "en":
            assert letters(heading.text) in letters(text), (heading, page + 1)
        words = [item["/Title"] for item in flat(reader.outline)]
        assert heading.text in words


def flat(outline: list) -> list:
    return [one for item in outline for one in (flat(item) if isinstance(item, list) else [item])]


def test_each_page_has_its_number_and_the_title_in_the_digits_of_the_edition(printed, configuration):
    code, reader, _ = printed
    language = configuration.language(code)
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert language.number(number) in text.split(), number
        assert "Polyneuron" in text
    if code == "fa":
        assert "12" not in reader.pages[11].extract_text().split()


def test_what_is_folded_is_printed_and_the_file_says_what_it_is(printed):
    code, reader, _ = printed
    whole = letters("".join(page.extract_text() for page in reader.pages))
    if code == "en":
        assert "itisaddedaftertheproductswhatevertheinputsare" in whole, "an explanation of the quiz"
        assert whole.index("answerstothequiz", 3000) < whole.index("itisaddedaftertheproductswhatevertheinputsare")
    assert reader.metadata.title.endswith(" – Polyneuron")
    assert reader.metadata.creation_date is None
    assert reader.root_object["/ViewerPreferences"]["/Direction"] == ("/R2L" if code == "fa" else "/L2R")
    assert reader.root_object["/MarkInfo"]["/Marked"]
    addresses = [
        link.get_object().get("/A", {}).get("/URI", "") for page in reader.pages for link in page.get("/Annots", ())
    ]
    assert not [address for address in addresses if "site.invalid" in address or address.startswith("file:")]


FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def test_a_character_without_a_font_is_named_with_the_remedy(configuration, monkeypatch, tmp_path):
    """Chromium on a machine without fonts: what the pages bring with them is all that there is."""
    language, interface = configuration.language("zh"), read_interface("zh", configuration)

    def with_chinese(folder, *others):
        document = printed_document(SITE / "en", *others)
        return replace(document, text=document.text.replace("</h1>", "神经元</h1>", 1))

    (tmp_path / "fonts.conf").write_text(FONTS.format(folder=tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setattr(printing, "printed_document", with_chinese)
    with pytest.raises(ProblemsFound, match="fonts-noto-cjk"), open_chromium("prints") as browser:
        print_pages(configuration, language, interface, browser, [CHAPTER])


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
