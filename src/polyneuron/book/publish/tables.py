"""Tables of links: every chapter in every language, to read, to launch and to download."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from polyneuron.book.book import LocalizedBook
from polyneuron.book.model import launching
from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.pages.page_content import document_title
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.files import write_if_changed

README = "README.md"
_START, _END = "<!-- links: made by `make readme` -->", "<!-- end of the links -->"
_PART = re.compile(f"{re.escape(_START)}.*?{re.escape(_END)}", re.DOTALL)


def write_readme(configuration: Configuration, books: Sequence[LocalizedBook]) -> bool:
    """Put the table of all links into the project's README; returns whether that changed it.

    Raises `ProblemsFound` where the two comments between which it stands are missing.
    """
    path = configuration.root / README
    text = path.read_text(encoding="utf-8")
    if not _PART.search(text):
        remedy = f"Write the two lines where the table belongs: {_START} and {_END}"
        raise ProblemsFound([Problem(README, 0, "The place for the table of links is missing", remedy)])
    table = all_links(configuration, books)
    return write_if_changed(path, _PART.sub(lambda _: f"{_START}\n{table}\n{_END}", text))


def all_links(configuration: Configuration, books: Sequence[LocalizedBook]) -> str:
    """Chapters below each other, languages beside each other; the words are English."""
    english = next(book for book in books if book.edition.language.code == SOURCE_LANGUAGE)
    languages = [book.edition.language for book in books]
    lines = [_row(["Chapter", *(language.name for language in languages)]), _row(["---"] * (len(languages) + 1))]
    for lesson in english.lessons:
        cells = []
        for language in languages:
            links = {"read": f"{configuration.site_url}/{language.code}/{lesson.name}.html"}
            links |= launch_links(configuration, language, lesson.name)
            cells.append(" · ".join(f"[{word}]({address})" for word, address in links.items()))
        lines.append(_row([document_title(lesson)[0], *cells]))
    return "\n".join(lines)


def launch_links(configuration: Configuration, language: Language, chapter: str) -> dict[str, str]:
    """What the launch menu has too, by an English word for each."""
    here = (configuration, language.code, chapter)
    links = {
        "Binder": launching.binder_address(*here),
        "Colab": launching.colab_address(*here),
        "JupyterHub": launching.hub_address(*here),
        "download": launching.download_address(configuration.site_url, language.code, chapter),
    }
    return {word: address for word, address in links.items() if address}


def write_readmes(configuration: Configuration, books: Sequence[LocalizedBook], folder: Path) -> None:
    """Write the branch's README in every language into a folder."""
    for book in books:
        links = [
            f"[{other.edition.language.name}]({branch_readme_file(other.edition.language.code)})"
            for other in books
            if other is not book
        ]
        text = branch_readme(configuration, book.edition, book.lessons, " · ".join(links))
        write_if_changed(folder / branch_readme_file(book.edition.language.code), text)


def branch_readme(configuration: Configuration, edition: Edition, lessons: Sequence[Lesson], others: str) -> str:
    """The README of the branch in an edition's language: what this is, and a table of the chapters.

    `others` is a line of links to the READMEs in other languages.
    """
    interface, language = edition.interface, edition.language
    intro = interface(interface_messages.BRANCH_INTRO).replace(
        "{address}", f"{configuration.site_url}/{language.code}/{configuration.chapter_names[0]}.html"
    )
    words = {"download": interface(interface_messages.LAUNCH_DOWNLOAD)}
    head = [interface(interface_messages.BRANCH_CHAPTER), interface(interface_messages.BRANCH_READ)]
    links = [launch_links(configuration, language, lesson.name) for lesson in lessons]
    head += [words.get(word, word) for word in links[0]] if links else []
    rows = [_row(head), _row(["---"] * len(head))]
    for lesson, launched in zip(lessons, links, strict=True):
        title = document_title(lesson)[0]
        read = f"[{interface(interface_messages.BRANCH_READ)}](read/{language.code}/{lesson.name}.ipynb)"
        cells = [f"[{words.get(word, word)}]({address})" for word, address in launched.items()]
        rows.append(_row([title, read, *cells]))
    body = "\n".join([f"# {configuration.book['title']}", "", others, "", intro, "", *rows])
    return body + "\n" if language.direction == "ltr" else f'<div dir="rtl">\n\n{body}\n\n</div>\n'


def branch_readme_file(code: str) -> str:
    """The name of the README in a language: git hosts show the English one."""
    return README if code == SOURCE_LANGUAGE else str(Path(README).with_suffix(f".{code}.md"))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
