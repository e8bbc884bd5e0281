"""Titles that end their lines between words where a language writes no spaces: 神经元 stays whole on a phone.

Browsers end a line of Chinese behind any character. Here titles, labels and the heads of tables get a `<wbr>` between
their words, and the style sheets forbid all other places (`word-break: keep-all`). The text around them stays as it
is: readers of Chinese are used to broken words there, and full lines look better than whole words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts.word_breaks import WordBreaks

_TITLE = re.compile(
    r'(<(h[1-4]|th|label|legend)\b[^>]*>)(.*?)(?=</\2>)|(<p class="admonition-title">)(.*?)(?=</p>)', re.DOTALL
)
_LINK_TO_TITLE = re.compile(r'</span>(<a class="headerlink".*?</a>)', re.DOTALL)
_TAG = re.compile(r"<[^>]*>|&[^;\s]*;")
BREAK = "<wbr>"
WORDS_FILE = "whole-words.txt"
"""In the folder of a language: words that no title breaks, beside the terms; one on a line."""


class Titles:
    """Titles of a language, with the places where their lines may end."""

    def __init__(self, breaks: WordBreaks | None):
        self._breaks = breaks
        """None for a language that has spaces between its words."""

    def __call__(self, title: str) -> Markup:
        """A title as HTML; a plain text is escaped."""
        return self.all_of([title])[0]

    def all_of(self, titles: Iterable[str]) -> list[Markup]:
        """Several titles, which takes hardly longer than one."""
        escaped = [escape(title) for title in titles]
        if self._breaks is None:
            return escaped
        texts = [text for title in escaped for text in _TAG.split(title) if text.strip()]
        broken = dict(zip(texts, map(_in_phrases, self._breaks.pieces(texts)), strict=True))
        return [Markup(_between_tags(title, broken)) for title in escaped]

    def in_body(self, body: str) -> str:
        """The HTML of a page with its headings, the titles of its boxes, its labels and heads broken between words."""
        if self._breaks is None:
            return body
        found = list(_TITLE.finditer(body))
        titles = iter(self.all_of(Markup(title[3] or title[5] or "") for title in found))
        # Beside a phrase that fills its line the link to the title would stand alone on the next one.
        broken = (_LINK_TO_TITLE.sub(r"\1</span>", str(title)) for title in titles)
        return _TITLE.sub(lambda title: (title[1] or title[4]) + next(broken), body)


def _in_phrases(pieces: list[str]) -> str:
    """Pieces with breaks; what stands behind a colon begins a line of its own where it does not fit beside it."""
    last = next((place for place, piece in enumerate(pieces[:-1], 1) if piece.endswith("：")), None)
    if last is None:
        return BREAK.join(pieces)
    return f'{BREAK.join(pieces[:last])}{BREAK}<span class="phrase">{BREAK.join(pieces[last:])}</span>'


def _between_tags(title: str, broken: dict[str, str]) -> str:
    parts, position = [], 0
    for tag in _TAG.finditer(title):
        text = title[position : tag.start()]
        parts += [broken.get(text, text), tag[0]]
        position = tag.end()
    return "".join([*parts, broken.get(title[position:], title[position:])])


@cache
def titles_of(root: str, code: str) -> Titles:
    """What breaks the titles of an edition; `root` is the project's folder."""
    configuration = read_configuration(Path(root))
    language = configuration.language(code)
    if language.has_spaces:
        return Titles(None)
    terms, _ = read_glossary(configuration)
    words = {word for term in terms.values() for word in (term.name(code), *term.variants.get(code, ()))}
    others = Path(root) / "locales" / code / WORDS_FILE
    if others.is_file():
        words.update(others.read_text(encoding="utf-8").split())
    return Titles(WordBreaks(language.tag, words))
