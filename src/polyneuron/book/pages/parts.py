"""The pages beside the lessons: prose from `pages/*.md`, and the parts that the build makes.

A page says `{generated} name` where such a part stands; here is the list of these names. Their words are interface
texts, or have a role of their own in the page's catalogue.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.course_map import Stop, arrows
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.language import Language
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.term import Term
from polyneuron.book.pages.downloads import no_downloads
from polyneuron.book.pages.rendering import render
from polyneuron.book.pages.typesetting import directed
from polyneuron.book.source import myst
from polyneuron.book.source.citation import read_citation
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.catalogs import CatalogStatus
from polyneuron.book.texts.collation import alphabetical_order
from polyneuron.book.texts.terms import term_uses
from polyneuron.book.tools.escaping import html

_FENCED = re.compile(r"^```(?:bash|bat)\n.*?^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class PageContent:
    """What the generated parts of an edition's pages are made of."""

    configuration: Configuration
    edition: Edition
    lessons: Sequence[Lesson]
    pages: Sequence[Lesson]
    stops: Sequence[Stop]
    """The course map."""
    ideas: dict[str, str]
    """English words of the map → those of this edition."""
    states: Sequence[CatalogStatus]
    """How far every catalogue is."""

    def say(self, text: str, translation: str | None) -> Markup:
        """A text of this edition, or the English one marked as such."""
        if translation is not None or self.edition.language.code == SOURCE_LANGUAGE:
            return html("{text}", text=directed(translation or text, self.edition.language))
        return html('<span class="untranslated" lang="en" dir="ltr">{text}</span>', text=text)

    def title(self, document: Lesson) -> Markup:
        """The title of a lesson or page, in the language of the edition where it is translated."""
        words, english = document_title(document)
        return self.say(words, None if english else words)


def document_title(document: Lesson) -> tuple[str, bool]:
    """The title of a localised lesson or page, and whether it is English for want of a translation."""
    for cell in document.cells:
        tokens = myst.parser().parse(cell.source) if cell.kind == "markdown" else []
        for token, inline in itertools.pairwise(tokens):
            if token.type == "heading_open":
                words = "".join(child.content for child in inline.children or [] if child.type == "text")
                return words, "untranslated" in inline.content
    return document.name, True


def page_markdown(page: Lesson, content: PageContent) -> str:
    """The MyST Markdown of a localised page that Jupyter Book reads, with its generated parts as HTML.

    Commands to copy, which are no messages, name the language of the edition.
    """

    def part_of(directive: myst.Directive) -> list[str]:
        part = PARTS[directive.argument](content)
        fence = myst.fence_around(part, "`")
        return [f"{fence}{{raw}} html", *part.splitlines(), fence]

    text = "\n\n".join(cell.source for cell in page.cells)
    own = f"--language {content.edition.language.code}"
    text = _FENCED.sub(lambda found: found[0].replace(f"--language {SOURCE_LANGUAGE}", own), text)
    return myst.with_directives(text, myst.GENERATED_DIRECTIVE, part_of) + "\n"


def unknown_parts(page: Lesson) -> list[tuple[int, str]]:
    """Line and name of every generated part of a page that nobody makes."""
    return [
        (cell.line + first, directive.argument)
        for cell in page.cells
        for directive, first, _ in myst.directives(cell.source)
        if directive.name == myst.GENERATED_DIRECTIVE and directive.argument not in PARTS
    ]


def _render(template: str, content: PageContent, **values: object) -> str:
    edition = content.edition
    rendered = render(
        f"pages/{template}", interface=edition.interface, language=edition.language, content=content, **values
    )
    return "\n".join(line.rstrip() for line in rendered.splitlines() if line.strip())


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
    return _render("glossary.html", content, entries=[entries[place] for place in order], count=count, shown=shown)


def _course_map(content: PageContent) -> str:
    lessons = {lesson.name: lesson for lesson in content.lessons}
    drawn = arrows(list(content.stops))
    lanes = 1 + max((arrow.lane for arrow in drawn), default=0)
    return _render("course-map.html", content, stops=content.stops, lessons=lessons, arrows=drawn, lanes=lanes)


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
    return _render("translations.html", content, groups=groups, names=names, documents=documents)


def _citation(content: PageContent) -> str:
    return _render("citation.html", content, citation=read_citation(content.configuration.root))


def _downloads(content: PageContent) -> str:
    return no_downloads(content.edition.interface)


PARTS: dict[str, Callable[[PageContent], str]] = {
    "glossary": _glossary,
    "course-map": _course_map,
    "translations": _translations,
    "citation": _citation,
    "downloads": _downloads,
}
"""Name → what makes the HTML of that part."""
