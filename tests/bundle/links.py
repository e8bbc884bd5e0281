"""Where the links of a PDF lead."""

from pypdf import PdfReader


def addresses_of(reader: PdfReader) -> list[str]:
    """The addresses outside the PDF that its links name."""
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", ())]
    return [address for link in links if (address := link.get("/A", {}).get("/URI", ""))]
