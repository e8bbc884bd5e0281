"""The pages beside the lessons: prose from `pages/*.md`, and the parts that the build makes.

A page says `{generated} name` where such a part stands; here is the list of these names. Their words are interface
texts, or have a role of their own in the page's catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.course_map import arrows
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.term import Term
from polyneuron.book.pages.assign_part import assign_part
from polyneuron.book.pages.downloads import no_downloads
from polyneuron.book.pages.page_content import MarkdownPart, PageContent, render_part
from polyneuron.book.pages.teaching_parts import chapter_numbers_part, chapter_objectives_part
from polyneuron.book.pages.translating_parts import (
    contact_part,
    style_guide_part,
    term_notes_part,
    translators_part,
)
from polyneuron.book.source import myst
from polyneuron.book.source.citation import read_citation
from polyneuron.book.source.date_words import example_time_zone
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.catalogs import CatalogStatus
from polyneuron.book.texts.collation import alphabetical_order
from polyneuron.book.texts.terms import term_uses

_FENCED = re.compile(r"^ *```(?:bash|bat)\n.*?^ *```$", re.MULTILINE | re.DOTALL)
_LANGUAGE = re.compile(r"(?<=--language )\w+")
_TIME_ZONE = re.compile(r"(?<=--time-zone )[\w+-]+(?:/[\w+-]+)*")
_CATALOGUE = re.compile(r"^.*`locales/(\w+)/LC_MESSAGES/.*$", re.MULTILINE)
"""A paragraph with the file of a translation as an example."""


def page_markdown(page: Lesson, content: PageContent) -> str:
    """The MyST Markdown of a localised page that Jupyter Book reads, with its generated parts as HTML.

    Commands to copy, which are no messages, and paths of translations name the language of the edition, and time zones
    are those of its readers.
    """

    def part_of(directive: myst.Directive) -> list[str]:
        part = PARTS[directive.argument](content)
        if isinstance(part, MarkdownPart):
            return part.splitlines()
        if not part.strip():
            return []
        fence = myst.fence_around(part, "`")
        return [f"{fence}{{raw}} html", *part.splitlines(), fence]

    text = "\n\n".join(cell.source for cell in page.cells)
    code = content.edition.language.code
    if code != SOURCE_LANGUAGE:
        text = _FENCED.sub(lambda found: _LANGUAGE.sub(code, found[0]), text)
        text = _CATALOGUE.sub(lambda found: _with_language(found[0], found[1], code), text)
        text = _TIME_ZONE.sub(lambda found: example_time_zone(content.edition.language) or found[0], text)
    return myst.with_directives(text, myst.GENERATED_DIRECTIVE, part_of) + "\n"


def _with_language(paragraph: str, example: str, code: str) -> str:
    """A paragraph whose paths, and the code that it names alone, are those of another language."""
    return paragraph.replace(f"`locales/{example}/", f"`locales/{code}/").replace(f"`{example}`", f"`{code}`")


def unknown_parts(page: Lesson) -> list[tuple[int, str]]:
    """Line and name of every generated part of a page that nobody makes."""
    return [
        (cell.line + first, directive.argument)
        for cell in page.cells
        for directive, first, _ in myst.directives(cell.source)
        if directive.name == myst.GENERATED_DIRECTIVE and directive.argument not in PARTS
    ]


@dataclass(frozen=True)
class _Entry:
    """A term as the glossary shows it."""

    term: Term
    name: str
    variants: tuple[str, ...]
    definition: Markup
    others: list[tuple[Language, str]]
    uses: list[Lesson]


def _glossary(content: PageContent) -> str:
    edition = content.edition
    language, links = edition.language, edition.links
    uses = {lesson.name: {english for english, _ in term_uses(lesson)} for lesson in content.lessons}
    others = [
        other for code, other in content.configuration.languages.items() if code not in (language.code, SOURCE_LANGUAGE)
    ]
    entries = [
        _Entry(
            term,
            term.name(language.code),
            term.variants[language.code],
            content.say(term.definition, links.definitions.get(term.definition)),
            [(other, term.name(other.code)) for other in others if term.has(other.code)],
            [lesson for lesson in content.lessons if term.english in uses[lesson.name]],
        )
        for term in links.terms.values()
    ]
    order = alphabetical_order([entry.name for entry in entries], language.tag)
    count = edition.interface(interface_messages.GLOSSARY_COUNT).replace("{total}", language.number(len(entries)))
    shown = count.replace("{count}", language.number(len(entries)))
    return render_part("glossary.html", content, entries=[entries[place] for place in order], count=count, shown=shown)


def _course_map(content: PageContent) -> str:
    lessons = {lesson.name: lesson for lesson in content.lessons}
    drawn = arrows(list(content.stops))
    lanes = 1 + max((arrow.lane for arrow in drawn), default=0)
    return render_part("course-map.html", content, stops=content.stops, lessons=lessons, arrows=drawn, lanes=lanes)


def _translations(content: PageContent) -> str:
    documents = {document.name: document for document in (*content.lessons, *content.pages)}
    names: dict[str, str] = {name: content.title(document) for name, document in documents.items()}
    names["interface"] = content.edition.interface(interface_messages.STATE_INTERFACE)
    names["polyneuron"] = content.edition.interface(interface_messages.STATE_PACKAGE)
    groups = []
    for code, language in content.configuration.languages.items():
        states = [state for state in content.states if state.language == code]
        if states:
            whole = CatalogStatus(
                code,
                "",
                sum(state.translated for state in states),
                sum(state.fuzzy for state in states),
                sum(state.missing for state in states),
            )
            groups.append((language, whole, states))
    return render_part("translations.html", content, groups=groups, names=names, documents=documents)


def _citation(content: PageContent) -> str:
    return render_part("citation.html", content, citation=read_citation(content.configuration.root))


def _downloads(content: PageContent) -> str:
    return no_downloads(content.edition.interface)


PARTS: dict[str, Callable[[PageContent], str]] = {
    "glossary": _glossary,
    "course-map": _course_map,
    "translations": _translations,
    "citation": _citation,
    "downloads": _downloads,
    "chapter-numbers": chapter_numbers_part,
    "chapter-objectives": chapter_objectives_part,
    "assign": assign_part,
    "contact": contact_part,
    "style-guide": style_guide_part,
    "term-notes": term_notes_part,
    "translators": translators_part,
}
"""Name → what makes that part, as HTML or as Markdown."""
