"""The page that makes links for a class: every link of every edition as a table, which `assets/assign.js` reads.

Without scripts the tables are what a reader sees. Addresses come from `model.launching`, as those of the launch menu.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from markupsafe import Markup

from polyneuron.book.model import launching
from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.course_folder import course_notebook
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.exercise import short_name
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.times import MINUTES_A_QUESTION, STEP, Times
from polyneuron.book.pages.page_content import PageContent, document_title, render_part
from polyneuron.book.pages.teaching_parts import exercise_titles
from polyneuron.book.source.date_words import date_words
from polyneuron.book.source.questions import questions_in
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
    told: str
    """Title and times as students read them, `{practice}` for the time of exercises and quiz, which depends on what is
    left out; the title alone where nobody has counted."""
    links: dict[str, str]
    """Place → address; that of `hub` follows the address of a hub."""


@dataclass(frozen=True)
class _Place:
    """Where students open a chapter."""

    name: str
    """A name of a service is no message."""
    note: str
    """What the place needs, in a sentence."""
    told: str = ""
    """What students are told of it; the note where there is nothing else."""


@dataclass(frozen=True)
class _ListedExercise:
    """An exercise that may be left out."""

    name: str
    """As the command takes it."""
    number: int
    minutes: int
    title: Markup


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
            told = _with_times(title, times.get(lesson.name, Times()), interface, language)
            links = chapter_links(configuration, code, lesson.name)
            chapters.append(AssignedChapter(lesson.name, title, lesson.name not in titles, told, links))
        editions.append(AssignedEdition(language, interface, chapters))
    own_chapters = next(one.chapters for one in editions if one.language.code == content.edition.language.code)
    linked = own_chapters[0].links if own_chapters else {}
    return render_part(
        "assign.html",
        content,
        editions=editions,
        own_chapters=own_chapters,
        places={name: place for name, place in _PLACES.items() if name in linked or name == _UPLOADED},
        linked=[name for name in _PLACES if name in linked and name != "hub"],
        step=STEP,
        practice={stop.chapter: stop.times.practice for stop in content.stops},
        quiz={lesson.name: len(questions_in(lesson.cells)) * MINUTES_A_QUESTION for lesson in content.lessons},
        files={lesson.name: course_notebook(Path(), lesson.name).name for lesson in content.lessons},
        exercises={lesson.name: _listed_exercises(lesson, content) for lesson in content.lessons},
    )


_UPLOADED = "upload"
_PLACES: Mapping[str, _Place] = {
    "hub": _Place("JupyterHub", interface_messages.LAUNCH_HUB),
    "binder": _Place("Binder", interface_messages.LAUNCH_BINDER),
    "colab": _Place("Colab", interface_messages.LAUNCH_COLAB),
    "download": _Place(interface_messages.LAUNCH_DOWNLOAD, interface_messages.LAUNCH_DOWNLOAD_NOTE),
    _UPLOADED: _Place(
        interface_messages.ASSIGN_UPLOAD, interface_messages.ASSIGN_UPLOAD_NOTE, interface_messages.ASSIGN_UPLOAD_TEXT
    ),
    "read": _Place(interface_messages.ASSIGN_READ, interface_messages.ASSIGN_READ_NOTE),
}


def _with_times(title: str, times: Times, interface: Interface, language: Language) -> str:
    """A chapter as students are told of it, but for the time of its exercises and quiz."""
    if not (times.reading and times.practice):
        return title
    text = interface(interface_messages.ASSIGN_WITH_TIMES).replace("{reading}", language.number(times.reading))
    return text.replace("{title}", title)


def _listed_exercises(lesson: Lesson, content: PageContent) -> list[_ListedExercise]:
    """The exercises of a localised lesson, with titles in the language of the page where they are translated."""
    titles = exercise_titles(lesson)
    found = []
    for exercise in lesson.exercises:
        title = titles.get(exercise.name, "")
        words = Markup(title).striptags() if _UNTRANSLATED in title else title
        shown = content.say(words, None if _UNTRANSLATED in title else words)
        found.append(_ListedExercise(short_name(exercise.name), exercise.number, exercise.minutes, shown))
    return found


_UNTRANSLATED = 'class="untranslated"'
"""In what stands in the place of a title without a translation."""


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
