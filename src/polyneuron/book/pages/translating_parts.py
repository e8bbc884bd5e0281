"""What translators of an edition look up: its style guide, the notes of the term base, and who translated what."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markupsafe import Markup

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.term import Term
from polyneuron.book.pages.credits import credit_of
from polyneuron.book.pages.page_content import PageContent, render_part
from polyneuron.book.texts.collation import alphabetical_order
from polyneuron.book.texts.interface_messages import CONTACT

STYLE_FILE = "STYLE.md"
_HEADING = re.compile(r"^(#+)(?= )", re.MULTILINE)


def style_guide_part(content: PageContent) -> str:
    """The style guide of the edition's language; for the source a list of all of them."""
    configuration, language = content.configuration, content.edition.language
    guides = []
    for code, other in configuration.languages.items():
        path = configuration.locales / code / STYLE_FILE
        if path.is_file() and language.code in (code, SOURCE_LANGUAGE):
            guides.append((other, guide_markup(path.read_text(encoding="utf-8"))))
    return render_part("style-guide.html", content, guides=guides)


def guide_markup(text: str) -> Markup:
    """A style guide as HTML, without its title and with headings that stand below those of a page."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    lowered = _HEADING.sub(lambda signs: f"#{signs[1]}", body)
    markup = MarkdownIt("commonmark", {"html": False}).enable("table").render(lowered)
    return Markup(markup.replace("<table>", '<div class="scrolls"><table>').replace("</table>", "</table></div>"))


@dataclass(frozen=True)
class _NotedTerm:
    """A term and what translators have noted of it."""

    term: Term
    note: str


def term_notes_part(content: PageContent) -> str:
    """The terms of which the term base notes something for this language."""
    language = content.edition.language
    codes = content.configuration.languages
    source = language.code == SOURCE_LANGUAGE
    terms = list(content.edition.links.terms.values())
    notes = [term.note if source else note_for(term.note, language.code, codes) for term in terms]
    noted = [_NotedTerm(term, note) for term, note in zip(terms, notes, strict=True) if note]
    order = alphabetical_order([entry.term.english for entry in noted], SOURCE_LANGUAGE) if noted else []
    return render_part("term-notes.html", content, entries=[noted[place] for place in order], total=len(terms))


def note_for(note: str, language: str, languages: Collection[str]) -> str:
    """What a note of the term base says of a language, and what it says of the term in all of them.

    A piece that begins with codes, such as `yo fa:`, is about these languages; one that follows without codes goes on
    about the same. What is about all of them stands first.
    """
    codes = "|".join(map(re.escape, languages))
    about = re.compile(rf"(?:doubt: )?((?:{codes})(?: (?:{codes}))*):")
    kept, concerned = [], True
    for piece in filter(None, note.split("; ")):
        if found := about.match(piece):
            concerned = language in found[1].split()
        if concerned:
            kept.append(piece)
    return "; ".join(kept)


def contact_part(content: PageContent) -> str:
    """The project's e-mail address, in a sentence; nothing where it has none."""
    address = content.configuration.contact
    if not address:
        return ""
    link = Markup('<a href="mailto:{0}" dir="ltr">{0}</a>').format(address)
    return Markup("<p>{}</p>").format(Markup.escape(content.edition.interface(CONTACT)).replace("{address}", link))


def translators_part(content: PageContent) -> str:
    """For each page who translated it and how much of it: in the edition's language, in the source's edition in all."""
    edition, groups = content.edition, []
    for code, language in content.configuration.languages.items():
        if edition.language.code not in (code, SOURCE_LANGUAGE):
            continue
        credits: list[tuple[Lesson, str]] = [
            (document, credit)
            for document in (*content.lessons, *content.pages)
            if (credit := credit_of(content.configuration, language, edition.interface, document.name))
        ]
        if credits:
            groups.append((language, credits))
    return render_part("translators.html", content, groups=groups)
