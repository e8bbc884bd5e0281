"""The lists on an edition's page of downloads: PDFs and the zip for readers, and a table for those who teach.

The files are made from the built pages, so the page is built without the list; it is put in afterwards, whenever files
or pages are made again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.pages.landing import linked_page
from polyneuron.book.pages.titles import Titles, titles_of
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.typesetting import join_words_in_html
from polyneuron.book.tools.escaping import html
from polyneuron.book.tools.files import file_digest, write_if_changed

DOWNLOADS_PAGE, DOWNLOADS_FOLDER = "downloads", "downloads"
QUESTION_KINDS_OF_FILES = ("xml", "gift")
"""Endings of question banks: Moodle XML and GIFT."""
SLIDES_FOLDER = "slides"
"""Beside the pages of an edition: a deck for each chapter."""
SLIDES_PDF, EXERCISE_SHEET, ANSWER_SHEET = "slides", "exercises", "answers"
"""What the name of a PDF for those who teach ends with."""
_START, _END = "<!-- downloads -->", "<!-- end of the downloads -->"
_LIST = re.compile(f"{_START}.*?{_END}", re.DOTALL)


def pdf_name(configuration: Configuration, code: str, chapter: str = "") -> str:
    """File name of the PDF of a chapter; of the whole book where none is named."""
    return f"{archive_name(configuration, code).removesuffix('.zip')}{f'-{chapter}' if chapter else ''}.pdf"


def teaching_pdf_name(configuration: Configuration, code: str, chapter: str, what: str) -> str:
    """File name of the PDF of a chapter's slides, or of a sheet with its exercises or the answers."""
    return pdf_name(configuration, code, f"{chapter}-{what}")


def questions_name(configuration: Configuration, code: str, ending: str, chapter: str = "") -> str:
    """File name of the questions of a chapter, or of all, in a form that platforms import."""
    return pdf_name(configuration, code, f"{chapter}-questions".lstrip("-")).removesuffix("pdf") + ending


def teaching_names(configuration: Configuration, code: str, chapter: str = "") -> dict[str, list[str]]:
    """Heading of a column → names of the files that those who teach may find of a chapter; of all where none is named.

    The headings are interface texts.
    """
    questions = [questions_name(configuration, code, ending, chapter) for ending in QUESTION_KINDS_OF_FILES]
    sheets = {
        interface_messages.DOWNLOADS_SLIDES: SLIDES_PDF,
        interface_messages.DOWNLOADS_EXERCISES: EXERCISE_SHEET,
        interface_messages.DOWNLOADS_ANSWERS: ANSWER_SHEET,
    }
    pdfs = {
        heading: [teaching_pdf_name(configuration, code, chapter, what)] if chapter else []
        for heading, what in sheets.items()
    }
    return {**pdfs, interface_messages.QUIZ_QUESTIONS: questions}


def archive_name(configuration: Configuration, code: str) -> str:
    """File name of the zip with everything of an edition."""
    return f"{configuration.book['title'].lower()}-{code}.zip"


def no_downloads(interface: Interface) -> str:
    """What a page shows until there are files: other ways to take the course along."""
    return f"{_START}{_none_yet(interface)}{_END}"


def _none_yet(interface: Interface) -> Markup:
    return html("<p>{words}</p>", words=interface(interface_messages.DOWNLOADS_NONE))


def listed_downloads(
    configuration: Configuration,
    language: Language,
    interface: Interface,
    files: Mapping[Path, str],
    pages: Path,
) -> str:
    """The list of files, with their sizes and checksums; those that are no downloads of the edition are left out.

    Parameters
    ----------
    files
        Each with the folder in which it lies, as seen from the page.
    pages
        The folder of the edition's pages.
    """
    code, there = language.code, {file.name: file for file in files}
    addresses = {file.name: f"{folder}/{file.name}" for file, folder in files.items()}
    names = {
        archive_name(configuration, code): interface(interface_messages.DOWNLOADS_ALL),
        pdf_name(configuration, code): interface(interface_messages.DOWNLOADS_BOOK),
    }
    titles = chapter_titles(configuration, pages)
    names |= {pdf_name(configuration, code, chapter): title for chapter, title in titles.items()}
    items = [
        html(
            '<li><a href="{address}" download>{words}</a> (<bdi>{kind}</bdi>, {size})<br>'
            '<small>SHA-256: <code dir="ltr">{digest}</code></small></li>',
            address=addresses[name],
            words=words,
            kind=Path(name).suffix[1:].upper(),
            size=_size(there[name], language, interface),
            digest=file_digest(there[name]),
        )
        for name, words in names.items()
        if name in there
    ]
    listed = html('<ul class="pn-downloads">{items}</ul>', items=Markup("").join(items))
    rows = {titles[name]: teaching_names(configuration, code, name) for name in titles}
    decks = {titles[name]: f"{SLIDES_FOLDER}/{name}.html" for name in titles}
    decks = {title: deck for title, deck in decks.items() if (pages / deck).is_file()}
    rows[interface(interface_messages.DOWNLOADS_BOOK)] = teaching_names(configuration, code)
    titled = titles_of(str(configuration.root), code)
    table = _teaching_table(rows, decks, there, addresses, language, interface, titled)
    return join_words_in_html(f"{_START}{listed if items else _none_yet(interface)}{table}{_END}", language)


def chapter_titles(configuration: Configuration, pages: Path) -> dict[str, str]:
    """Name → title of each built chapter, with its number and without what stands behind a colon."""
    titles = {}
    for chapter in configuration.chapter_names:
        page = linked_page(pages / f"{chapter}.html")
        if page:
            number = f"{page.number}. " if page.number else ""
            titles[chapter] = f"{number}{page.name}"
    return titles


def _teaching_table(
    rows: Mapping[str, Mapping[str, Sequence[str]]],
    decks: Mapping[str, str],
    there: Mapping[str, Path],
    addresses: Mapping[str, str],
    language: Language,
    interface: Interface,
    titled: Titles,
) -> Markup:
    """A row for each chapter, a column for each kind of file of which there is one; nothing where there is none."""
    shown = {
        title: {heading: [name for name in names if name in there] for heading, names in row.items()}
        for title, row in rows.items()
    }
    headings = [head for head in next(iter(shown.values())) if any(row[head] for row in shown.values())]
    if decks and interface_messages.DOWNLOADS_SLIDES not in headings:
        headings.insert(0, interface_messages.DOWNLOADS_SLIDES)
    if not headings:
        return Markup("")

    def link(name: str) -> Markup:
        return html(
            '<a href="{address}" download><bdi>{kind}</bdi></a> <small>{size}</small>',
            address=addresses[name],
            kind=Path(name).suffix[1:].upper(),
            size=_size(there[name], language, interface),
        )

    def links(title: str, heading: str) -> Markup:
        found = [link(name) for name in shown[title][heading]]
        if heading == interface_messages.DOWNLOADS_SLIDES and title in decks:
            found.insert(0, html('<a href="{deck}"><bdi>HTML</bdi></a>', deck=decks[title]))
        return Markup("<br>").join(found)

    body = [
        html(
            '<tr><th scope="row">{title}</th>{cells}</tr>',
            title=titled(title),
            cells=Markup("").join(html("<td>{links}</td>", links=links(title, heading)) for heading in headings),
        )
        for title, row in shown.items()
        if any(row.values()) or title in decks
    ]
    heads = [interface(interface_messages.BRANCH_CHAPTER), *(interface(heading) for heading in headings)]
    return html(
        '<h2 id="for-teaching">{title}</h2><p>{how}</p><div class="scrolls"><table class="pn-files">'
        "<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>",
        title=interface(interface_messages.LANDING_TEACHERS),
        how=interface(interface_messages.DOWNLOADS_TEACHING_HOW),
        heads=Markup("").join(html('<th scope="col">{words}</th>', words=titled(words)) for words in heads),
        body=Markup("").join(body),
    )


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
        listed = listed_downloads(configuration, language, interface, dict.fromkeys(files, address), page.parent)
        write_if_changed(page, with_downloads(page.read_text(encoding="utf-8"), listed))


def _size(file: Path, language: Language, interface: Interface) -> str:
    """Megabytes, or kilobytes where these are fewer than a thousand; nothing is shown as 0."""
    count = file.stat().st_size
    small = count < 999_500
    words = interface_messages.DOWNLOADS_SIZE_SMALL if small else interface_messages.DOWNLOADS_SIZE
    size = max(1, round(count / 1e3)) if small else round(count / 1e6, 1)
    return interface(words).replace("{size}", language.written(size))


def _link(source: Path, target: Path) -> None:
    """A file under a second name, without a copy where the file system can; neither is ever written to."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)
