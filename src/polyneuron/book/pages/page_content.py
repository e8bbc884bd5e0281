"""What the generated parts of an edition's pages are made of, and how they become HTML."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.course_map import Stop
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.pages.rendering import render
from polyneuron.book.pages.typesetting import directed
from polyneuron.book.source import myst
from polyneuron.book.texts.catalogs import CatalogStatus
from polyneuron.book.tools.escaping import html


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
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Code of a language → name of a lesson → its title there."""

    def say(self, text: str, translation: str | None) -> Markup:
        """A text of this edition, or the English one marked as such."""
        if translation is not None or self.edition.language.code == SOURCE_LANGUAGE:
            return html("{text}", text=directed(translation or text, self.edition.language))
        return html('<span class="untranslated" lang="en" dir="ltr">{text}</span>', text=text)

    def title(self, document: Lesson) -> Markup:
        """The title of a lesson or page, in the language of the edition where it is translated."""
        words, english = document_title(document)
        return self.say(words, None if english else words)


class MarkdownPart(str):
    """A generated part that Jupyter Book reads as the text around it: what lessons say keeps its code and formulas."""


def document_title(document: Lesson) -> tuple[str, bool]:
    """The title of a localised lesson or page, and whether it is English for want of a translation."""
    for cell in document.cells:
        tokens = myst.parser().parse(cell.source) if cell.kind == "markdown" else []
        for token, inline in itertools.pairwise(tokens):
            if token.type == "heading_open":
                words = "".join(child.content for child in inline.children or [] if child.type == "text")
                return words, "untranslated" in inline.content
    return document.name, True


def render_part(template: str, content: PageContent, **values: object) -> str:
    """The HTML of a generated part, from a template of `templates/pages/`."""
    edition = content.edition
    rendered = render(
        f"pages/{template}", interface=edition.interface, language=edition.language, content=content, **values
    )
    return "\n".join(line.rstrip() for line in rendered.splitlines() if line.strip())
