"""Built pages of chapters → decks of slides beside them: `<language>/slides/<chapter>.html`, shown by reveal.js.

A deck loads what pages load, and one script and one style sheet more; it has the policy of the page that it is made
from, so no script stands in it. It works from a folder too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lxml.html import HtmlElement, document_fromstring
from markupsafe import Markup

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.pages.downloads import SLIDES_FOLDER
from polyneuron.book.pages.shared_files import SHARED_FOLDER, shared_names
from polyneuron.book.teaching.excerpts import cleaned, markup
from polyneuron.book.teaching.slides import Slide, SlideWords, deck_slides
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import html, html_text
from polyneuron.book.tools.files import write_if_changed

_HELP = {"keys": interface_messages.SLIDES_KEYS, "keys keys--touch": interface_messages.SLIDES_TOUCH}
"""Classes → what the first slide says of turning slides; the style sheet shows the one for the device."""
_BESIDE = re.compile(r'(href|src)="(?![a-z]+:|#)')


def write_decks(configuration: Configuration, language: Language, interface: Interface, site: Path) -> list[Path]:
    """Write a deck for each built chapter of an edition in a site, and return them."""
    names = shared_names(configuration.build / SHARED_FOLDER)
    written = []
    for chapter in configuration.chapter_names:
        page = site / language.code / f"{chapter}.html"
        if page.is_file():
            target = site / language.code / SLIDES_FOLDER / page.name
            write_if_changed(target, deck(page.read_bytes(), page.name, language, interface, names))
            written.append(target)
    return written


def deck(page: bytes, file: str, language: Language, interface: Interface, names: Mapping[str, str]) -> str:
    """The deck of a chapter.

    Parameters
    ----------
    page
        The built page.
    file
        Its name; it lies in the folder above the deck's.
    names
        Names of the shared files: see `shared_names`.
    """
    document = document_fromstring(page)
    (article,) = document.xpath("//article")
    words = SlideWords(interface(interface_messages.SLIDES_FIGURE))
    slides = deck_slides(article, f"../{file}", words)
    title = _plain(slides[0].heading)
    for name, words_of_help in _HELP.items():
        slides[0].body.append(str(html('<p class="{name}">{words}</p>', name=name, words=interface(words_of_help))))
    shown = (_section(slide, number, title, f"../{file}", language) for number, slide in enumerate(slides, 1))
    shared = {name: f"../../{SHARED_FOLDER}/{names[name]}" for name in ("slides.css", "slides.js")}
    return str(
        html(
            "<!doctype html>\n<html {attributes}>\n<head>\n{head}"
            '<link rel="stylesheet" href="{style}">\n<script src="{script}" defer></script>\n</head>\n'
            '<body class="deck" data-say="{say}" data-next="{next}" data-time="{time}" data-digits="{digits}">\n'
            '<noscript><p class="deck__text"><a href="{page}">{title}</a></p></noscript>\n'
            '<main class="reveal"><div class="slides">\n{slides}\n</div></main>\n</body>\n</html>\n',
            page=f"../{file}",
            title=title,
            attributes=_root_attributes(document),
            head=_head(document, html(interface(interface_messages.NAME_AND_MORE),
                                      name=interface(interface_messages.DOWNLOADS_SLIDES), more=title)),
            style=shared["slides.css"],
            script=shared["slides.js"],
            say=interface(interface_messages.SLIDES_SAY),
            next=interface(interface_messages.SLIDES_NEXT),
            time=interface(interface_messages.SLIDES_TIME),
            digits=language.digits,
            slides=Markup("\n").join(shown),
        )
    )  # fmt: skip


def _section(slide: Slide, number: int, chapter: Markup, page: str, language: Language) -> Markup:
    tag = "h1" if slide.kind == "title" else "h2"
    return html(
        '<section class="slide slide--{kind} slide--{size}" dir="{direction}"><{tag}>{heading}</{tag}>'
        '<div class="slide__body">{body}</div>'
        '<footer class="slide__foot"><a href="{page}#{anchor}">{chapter}</a><span>{number}</span></footer>'
        '<aside class="notes">{notes}</aside></section>',
        kind=slide.kind,
        size=slide.size,
        direction=language.direction,
        tag=tag,
        heading=slide.heading,
        body=Markup("".join(slide.body)),
        page=page,
        anchor=slide.anchor,
        chapter=chapter,
        number=language.number(number),
        notes=Markup("".join(slide.notes)),
    )


def _root_attributes(document: HtmlElement) -> Markup:
    """Those of the page, in the light: a projector shows no dark well."""
    kept = {name: value for name, value in document.attrib.items() if name not in ("data-content_root", "data-page")}
    kept["data-theme"] = "light"
    pairs = (html('{name}="{value}"', name=name, value=value) for name, value in kept.items())
    return Markup(" ").join(pairs)


def _head(document: HtmlElement, title: Markup) -> Markup:
    """The page's policy, icon and style sheet, as seen from the folder of the decks."""
    kept = document.xpath("//head/meta[@http-equiv] | //head/link[@rel='icon' or @rel='stylesheet']")
    parts = [_BESIDE.sub(lambda found: f"{found[0]}../", markup(cleaned(element))) for element in kept]
    first = html('<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n')
    last = html('<meta name="robots" content="noindex">\n<title>{title}</title>\n', title=title)
    return first + Markup("\n".join(parts)) + Markup("\n") + last


def _plain(heading: Markup) -> Markup:
    """The words of a heading, escaped once."""
    return html_text(document_fromstring(f"<p>{heading}</p>").text_content())
