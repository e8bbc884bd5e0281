"""The page that makes links for a class: every link of every edition as a table, which `assets/assign.js` reads.

Without scripts the tables are what a reader sees. Addresses come from `model.launching`, as those of the launch menu.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from polyneuron.book.model import launching
from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.pages.page_content import PageContent, document_title, render_part
from polyneuron.book.source.date_words import date_words
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.localization import plain_translations
from polyneuron.book.texts.prose_messages import HEADING_TEXT


@dataclass(frozen=True)
class AssignedChapter:
    """A chapter of an edition and where it opens."""

    name: str
    title: str
    english: bool
    """Whether the title is English for want of a translation."""
    minutes: str
    """How long it takes, in words of the edition; empty where nobody has counted."""
    links: dict[str, str]
    """Place → address; that of `hub` follows the address of a hub."""


@dataclass(frozen=True)
class AssignedEdition:
    """An edition's chapters and the words in which its students are told of them."""

    language: Language
    interface: Interface
    chapters: list[AssignedChapter]

    @property
    def dates(self) -> str:
        """How dates are written, for the script: the fields of `DateWords` as JSON."""
        return json.dumps(asdict(date_words(self.language)), ensure_ascii=False)


def titles_of_editions(configuration: Configuration, lessons: Sequence[Lesson]) -> dict[str, dict[str, str]]:
    """Code of a language → name of a lesson → its title there, with its number; no entry where it has none.

    Parameters
    ----------
    lessons
        In English.
    """
    titles: dict[str, dict[str, str]] = {}
    for code, language in configuration.languages.items():
        titles[code] = {}
        for lesson in lessons:
            english, _ = document_title(lesson)
            known = plain_translations(configuration, code, lesson.name, HEADING_TEXT)
            words = english if code == SOURCE_LANGUAGE else known.get(english)
            number = configuration.chapter_numbers.get(lesson.name, 0)
            if words:
                titles[code][lesson.name] = f"{language.number(number)}. {words}" if number else words
    return titles


def assign_part(content: PageContent) -> str:
    """The form and the tables of links of all editions."""
    configuration = content.configuration
    times = {stop.chapter: stop.times for stop in content.stops}
    editions = []
    for code, language in configuration.languages.items():
        own = code == content.edition.language.code
        interface = content.edition.interface if own else read_interface(code, configuration)
        titles = content.titles.get(code, {})
        chapters = []
        for lesson in content.lessons:
            title = titles.get(lesson.name) or content.titles.get(SOURCE_LANGUAGE, {}).get(lesson.name, lesson.name)
            minutes = ""
            if lesson.name in times:
                pieces = [(interface_messages.MAP_READING, times[lesson.name].reading)]
                pieces += [(interface_messages.MAP_PRACTICE, times[lesson.name].practice)]
                minutes = " · ".join(
                    interface(text).replace("{minutes}", language.number(count)) for text, count in pieces if count
                )
            links = chapter_links(configuration, code, lesson.name)
            chapters.append(AssignedChapter(lesson.name, title, lesson.name not in titles, minutes, links))
        editions.append(AssignedEdition(language, interface, chapters))
    own_chapters = next(one.chapters for one in editions if one.language.code == content.edition.language.code)
    places = [place for place in _PLACES if own_chapters and place in own_chapters[0].links]
    return render_part(
        "assign.html", content, editions=editions, own_chapters=own_chapters, places=places, place_words=_PLACES
    )


_PLACES: Mapping[str, tuple[str, str]] = {
    "hub": ("JupyterHub", interface_messages.LAUNCH_HUB),
    "binder": ("Binder", interface_messages.LAUNCH_BINDER),
    "colab": ("Colab", interface_messages.LAUNCH_COLAB),
    "download": (interface_messages.LAUNCH_DOWNLOAD, interface_messages.LAUNCH_DOWNLOAD_NOTE),
    "read": (interface_messages.ASSIGN_READ, interface_messages.ASSIGN_READ_NOTE),
}
"""Place → its name and a sentence on what it needs; names of services are no messages."""


def chapter_links(configuration: Configuration, code: str, chapter: str) -> dict[str, str]:
    """Place → where a chapter opens there; of a hub what follows its own address."""
    here, site = (configuration, code, chapter), configuration.site_url
    found = {
        "hub": launching.hub_link("", place, code, chapter) if (place := launching.repository(configuration)) else None,
        "binder": launching.binder_address(*here),
        "colab": launching.colab_address(*here),
        "download": launching.download_address(site, code, chapter) if site else f"../{code}/_sources/{chapter}.ipynb",
        "read": f"{site}/{code}/{chapter}.html" if site else f"../{code}/{chapter}.html",
    }
    return {place: address for place, address in found.items() if address}
