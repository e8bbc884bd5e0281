"""The list of PDFs and of the zip on an edition's page of downloads.

The files are made from the built pages, so the page is built without the list; it is put in afterwards, whenever files
or pages are made again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.pages.landing import linked_page
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import html
from polyneuron.book.tools.files import file_digest, write_if_changed

DOWNLOADS_PAGE, DOWNLOADS_FOLDER = "downloads", "downloads"
_START, _END = "<!-- downloads -->", "<!-- end of the downloads -->"
_LIST = re.compile(f"{_START}.*?{_END}", re.DOTALL)


def pdf_name(configuration: Configuration, code: str, chapter: str = "") -> str:
    """File name of the PDF of a chapter; of the whole book where none is named."""
    return f"{archive_name(configuration, code).removesuffix('.zip')}{f'-{chapter}' if chapter else ''}.pdf"


def archive_name(configuration: Configuration, code: str) -> str:
    """File name of the zip with everything of an edition."""
    return f"{configuration.book['title'].lower()}-{code}.zip"


def no_downloads(interface: Interface) -> str:
    """What a page shows until there are files: other ways to take the course along."""
    words = html("<p>{words}</p>", words=interface(interface_messages.DOWNLOADS_NONE))
    return f"{_START}{words}{_END}"


def listed_downloads(
    configuration: Configuration, language: Language, interface: Interface, files: Iterable[Path], address: str
) -> str:
    """The list of files, with their sizes and checksums; those that are no downloads of the edition are left out.

    Parameters
    ----------
    address
        Where they lie, as seen from the page.
    """
    code, there = language.code, {file.name: file for file in files}
    names = {
        archive_name(configuration, code): interface(interface_messages.DOWNLOADS_ALL),
        pdf_name(configuration, code): interface(interface_messages.DOWNLOADS_BOOK),
    }
    for chapter in configuration.chapter_names:
        page = linked_page(configuration.build / "site" / code / f"{chapter}.html")
        if page:
            number = f"{page.number}. " if page.number else ""
            names[pdf_name(configuration, code, chapter)] = f"{number}{page.name}"
    items = [
        html(
            '<li><a href="{address}/{name}" download>{words}</a> (<bdi>{kind}</bdi>, {size})<br>'
            '<small>SHA-256: <code dir="ltr">{digest}</code></small></li>',
            address=address,
            name=name,
            words=words,
            kind=Path(name).suffix[1:].upper(),
            size=_size(there[name], language, interface),
            digest=file_digest(there[name]),
        )
        for name, words in names.items()
        if name in there
    ]
    listed = html('<ul class="pn-downloads">{items}</ul>', items=Markup("").join(items))
    return f"{_START}{listed}{_END}" if items else no_downloads(interface)


def with_downloads(page: str, downloads: str) -> str:
    """A page's HTML with another list of downloads."""
    return _LIST.sub(lambda found: downloads, page)


def put_downloads(configuration: Configuration, language: Language, interface: Interface, site: Path) -> None:
    """Put the downloads of an edition into a site, and the list of them on their page."""
    made, target = configuration.build / DOWNLOADS_FOLDER / language.code, site / DOWNLOADS_FOLDER / language.code
    shutil.rmtree(target, ignore_errors=True)
    files = sorted(path for path in made.glob("[!.]*") if path.is_file())
    for path in files:
        target.mkdir(parents=True, exist_ok=True)
        _link(path, target / path.name)
    page = site / language.code / f"{DOWNLOADS_PAGE}.html"
    if page.is_file():
        address = f"../{DOWNLOADS_FOLDER}/{language.code}"
        listed = listed_downloads(configuration, language, interface, files, address)
        write_if_changed(page, with_downloads(page.read_text(encoding="utf-8"), listed))


def _size(file: Path, language: Language, interface: Interface) -> str:
    megabytes = max(0.1, round(file.stat().st_size / 1e6, 1))
    return interface(interface_messages.DOWNLOADS_SIZE).replace("{size}", language.written(megabytes))


def _link(source: Path, target: Path) -> None:
    """A file under a second name, without a copy where the file system can; neither is ever written to."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
