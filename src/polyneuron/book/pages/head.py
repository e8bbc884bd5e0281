"""What a page says of itself to search engines and to programs that show a link: in the language of its edition."""

from __future__ import annotations

import re

from docutils import nodes
from markupsafe import Markup

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.language import Language
from polyneuron.book.pages.share_card import CARD_HEIGHT, CARD_WIDTH, card_name
from polyneuron.book.pages.shared_files import SHARED_FOLDER
from polyneuron.book.tools.escaping import html

_LONGEST = 200
"""Characters of a description that programs show, with some to spare."""
_SENTENCE = re.compile(r".+?[.!?。！？؟](?=\s|$|[\"”»])", re.DOTALL)


def head_tags(configuration: Configuration, language: Language, page: str, title: str, description: str) -> Markup:
    """The tags for a page's head.

    Parameters
    ----------
    page
        Its file within its edition; the other editions have one of the same name.
    """
    site = configuration.site_url
    tags = [html('<meta name="description" content="{text}">', text=description)]
    if site:
        address = f"{site}/{language.code}/{page}"
        tags.append(html('<link rel="canonical" href="{address}">', address=address))
        tags.append(html('<meta property="og:url" content="{address}">', address=address))
        tags += [
            html('<link rel="alternate" hreflang="{tag}" href="{site}/{code}/{page}">', tag=other.tag, site=site,
                 code=other.code, page=page)
            for other in configuration.languages.values()
        ]  # fmt: skip
        tags.append(html('<link rel="alternate" hreflang="x-default" href="{site}/">', site=site))
        tags.append(picture_tags(site, language.code))
    tags += [
        html('<meta property="og:{name}" content="{value}">', name=name, value=value)
        for name, value in (
            ("type", "article"),
            ("title", title),
            ("description", description),
            ("locale", language.locale),
            ("site_name", configuration.book["title"]),
        )
    ]
    return Markup("\n").join(tags)


def picture_tags(site: str, code: str) -> Markup:
    """The picture that programs show beside a link into an edition."""
    address = f"{site}/{SHARED_FOLDER}/{card_name(code)}"
    sizes = (("width", CARD_WIDTH), ("height", CARD_HEIGHT))
    tags = [html('<meta property="og:image" content="{address}">', address=address)]
    tags += [html('<meta property="og:image:{name}" content="{size}">', name=name, size=size) for name, size in sizes]
    return Markup("\n").join([*tags, Markup('<meta name="twitter:card" content="summary_large_image">')])


def description_of(doctree: nodes.document | None, otherwise: str) -> str:
    """The first sentences of a page, as long as a description may be; `otherwise` where it has no paragraph."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree is not None else ():
        if isinstance(paragraph.parent, nodes.section | nodes.document) and (text := _words(paragraph)):
            return _first_sentences(text)
    return otherwise


def _words(paragraph: nodes.paragraph) -> str:
    return " ".join(paragraph.astext().split())


def _first_sentences(text: str) -> str:
    """Whole sentences within the length, or the beginning of the first one."""
    kept = ""
    for sentence in _SENTENCE.findall(text) or [text]:
        if len(kept) + len(sentence) > _LONGEST:
            break
        kept += sentence
    return kept.strip() or text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
