"""The page in front of all editions: what the course is, in each language, and the ways into it.

It reads what it links to from the built pages, so it never promises a page that is not there, and an edition that was
built earlier counts as much as a new one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.launching import repository
from polyneuron.book.pages.colors import color_rules
from polyneuron.book.pages.early_script import early_script
from polyneuron.book.pages.head import picture_tags
from polyneuron.book.pages.network_figure import draw_network
from polyneuron.book.pages.rendering import render
from polyneuron.book.pages.shared_files import FONTS_STYLE, SHARED_FOLDER, shared_names, with_shared_fonts
from polyneuron.book.pages.titles import Titles, titles_of

LANDING_FILES = ("landing.js", "favicon.svg")
"""Files of `assets/` that lie beside the landing page as they are; its style sheet begins with the site's colours."""
_HEADING = re.compile(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\"|</h1>)", re.DOTALL)
_PARTS = re.compile(r"(?:(?P<number>\w+)\. )?(?P<name>[^:：]+?)\s*(?:[:：]\s*(?P<more>.+))?", re.DOTALL)


@dataclass(frozen=True)
class LinkedPage:
    """A built page, as its own heading names it."""

    file: str
    name: str
    number: str = ""
    """Of a chapter, in the digits of the language."""
    more: str = ""
    """What the title says after its colon."""
    title: str = ""
    """The whole of it, with its number and colon."""
    translated: bool = True
    """Whether the title is in the language of the edition, and not English."""


@dataclass(frozen=True)
class _Entrance:
    """What the landing page says of an edition, and where it leads."""

    edition: Edition
    first: str
    """File of the first page."""
    chapters: list[LinkedPage]
    pages: dict[str, LinkedPage]
    """Name of a page beside the chapters → that page."""
    titled: Titles
    """Where the lines of its titles may end."""
    share: int | None
    """How much is translated, in per cent; None where everything is."""


def write_landing_page(
    configuration: Configuration, editions: Sequence[Edition], target: Path, shares: Mapping[str, int]
) -> None:
    """Write `index.html` and what it needs into the folder `target`, where the pages of the editions lie.

    Parameters
    ----------
    editions
        In the order in which the page shows them.
    shares
        Code of an edition that is not complete → how much of it is translated, in per cent.
    """
    start, *chapters = configuration.chapter_names
    entrances = []
    for edition in editions:
        code = edition.language.code
        found = {name: linked_page(target / code / f"{name}.html") for name in configuration.page_names}
        listed = [link for name in chapters if (link := linked_page(target / code / f"{name}.html"))]
        pages = {name: link for name, link in found.items() if link}
        first, titled = first_page(configuration, target, code), titles_of(str(configuration.root), code)
        entrances.append(_Entrance(edition, first, listed, pages, titled, shares.get(code)))
    place = repository(configuration)
    text = render(
        "landing.html",
        entrances=entrances,
        start=start,
        site=configuration.site_url,
        picture=picture_tags(configuration.site_url, editions[0].language.code),
        title=configuration.book["title"],
        repository=place.url if place else "",
        network=draw_network(),
        early=early_script(configuration.root),
    )
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(text, encoding="utf-8")
    styles = ((configuration.root / file).read_text(encoding="utf-8") for file in (FONTS_STYLE, "assets/landing.css"))
    style = with_shared_fonts("\n".join(styles), shared_names(configuration.build / SHARED_FOLDER), f"{SHARED_FOLDER}/")
    colors = color_rules(configuration.root)
    (target / "landing.css").write_text(f"{colors}\n{style}", encoding="utf-8")
    for name in LANDING_FILES:
        shutil.copy(configuration.root / "assets" / name, target / name)


def first_page(configuration: Configuration, target: Path, code: str) -> str:
    """The file with which an edition begins; `index.html`, which leads on, for one that has none of the chapters."""
    files = (f"{name}.html" for name in configuration.chapter_names)
    return next((file for file in files if (target / code / file).exists()), "index.html")


def linked_page(path: Path) -> LinkedPage | None:
    """A built page and what its heading says; None where there is no such page."""
    if not path.is_file():
        return None
    heading = _HEADING.search(path.read_text(encoding="utf-8"))
    if heading is None:
        return LinkedPage(path.name, path.stem, title=path.stem, translated=False)
    words = str(Markup(heading[1]).striptags())
    parts = _PARTS.fullmatch(words)
    translated = "untranslated" not in heading[1]
    if parts is None:
        return LinkedPage(path.name, words, title=words, translated=translated)
    return LinkedPage(path.name, parts["name"], parts["number"] or "", parts["more"] or "", words, translated)
