"""A Sphinx transform for the prose of pages; code, formulas and markup stay as they are.

It puts no-break spaces where no line ends, and in text from right to left isolates around mathematics and around
English of some length, such as the references at the end of a chapter: their quotation marks, numbers and full stops
would go to the other side.
"""

from __future__ import annotations

import itertools
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from polyneuron.book.model.language import Language
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.texts.typesetting import NO_BREAK_SPACE, join_words
from polyneuron.isolation import END, LEFT_TO_RIGHT, has_right_to_left, isolated

_AS_IT_IS = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)
_SHORT = 24
"""Characters of mathematics that stay on one line: about 12 em."""
_PIECE = re.compile(f"{LEFT_TO_RIGHT}[^{END}]+{END}")
_OPERATOR = re.compile(r" (?=[=≈≠<>≤≥×·/÷+\-−±→|] )|(?<=[,;]) ")
"""A space in mathematics where a line may end: before an operator, or behind a comma."""
_BREAK, WORD_JOINER = re.compile(r"(?<=[/–-])(?=[^\s/–-])"), "\u2060"
_NUMBER_DASH = re.compile(r"(?<=\d)([-–]|e[-+])(?=\d)")
"""Within `300-100` and `4.2e-07`, where a browser would end a line."""
_PASSAGE = 30
"""Characters of English from which on a passage has a direction of its own."""
_LATIN, _WORDS = re.compile("[A-Za-z]"), re.compile("[A-Za-z]{2,}")
_LETTERS = re.compile(rf"[\"“'(\[{LEFT_TO_RIGHT}]*[A-Za-z].*[\w\"”')\]{END}]|[A-Za-z]", re.DOTALL)
"""From the first letter of a passage, or the quotation mark before it, to the last one."""
_ENGLISH, _OTHER, _END = '<span lang="en" dir="ltr">', '<span dir="ltr">', "</span>"
_CLOSED = {")": "(", "]": "[", "”": "“"}
_SIGNS = frozenset("،؛؟«»")
"""Signs that belong to a sentence from right to left."""


class Typesetting(SphinxTransform):
    """See `polyneuron.book.texts.typesetting` and `polyneuron.isolation`."""

    default_priority = 800

    def apply(self, **options: object) -> None:
        """Called by Sphinx."""
        _, language, _ = edition_of(self.config)
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, _AS_IT_IS):
                typeset = directed(join_words(text.astext(), language), language)
                typeset = _NUMBER_DASH.sub(rf"\1{WORD_JOINER}", typeset)
                if typeset != text.astext():
                    text.parent.replace(text, nodes.Text(typeset))
        if language.is_right_to_left:
            for paragraph in list(self.document.findall(nodes.paragraph)):
                isolate_passages(paragraph)
        for picture in self.document.findall(nodes.image):
            if "alt" in picture:
                picture["alt"] = directed(picture["alt"], language)


def directed(text: str, language: Language) -> str:
    """A text with its mathematics in order: isolated where the language is read from right to left."""
    if not language.is_right_to_left:
        return text
    return _PIECE.sub(lambda piece: _in_few_lines(piece[0]), isolated(text))


def _in_few_lines(piece: str) -> str:
    """Mathematics that ends a line only where it is long, and then before its outermost operators."""
    places = [place.start() for place in _OPERATOR.finditer(piece)]
    if len(piece.strip(LEFT_TO_RIGHT + END)) <= _SHORT:
        # Neither at a space nor behind a slash or a dash.
        return _BREAK.sub(WORD_JOINER, piece).replace(" ", NO_BREAK_SPACE)
    if not places:
        return piece
    outermost = min(_depth(piece[:place]) for place in places)
    cuts = [0, *(place for place in places if _depth(piece[:place]) == outermost), len(piece)]
    return " ".join(_in_few_lines(piece[one:two].strip(" ")) for one, two in itertools.pairwise(cuts))


def _depth(text: str) -> int:
    """How many brackets are open at the end of a text."""
    return sum(text.count(opening) - text.count(closing) for opening, closing in ("()", "[]"))


def isolate_passages(paragraph: nodes.paragraph) -> None:
    """Put every long passage of English into an element that runs from left to right."""
    if len(_LATIN.findall(paragraph.astext())) < _PASSAGE / 2:
        return
    done: list[nodes.Node] = []
    passage: list[nodes.Node] = []

    def end() -> None:
        words = "".join(node.astext() for node in passage)
        is_long = len(words.strip()) >= _PASSAGE and len(_WORDS.findall(words)) > 3
        start = _OTHER if any(sign.isalpha() and not sign.isascii() for sign in words) else _ENGLISH
        marks = [nodes.raw("", mark, format="html") for mark in (start, _END)] if is_long else []
        done.extend([*marks[:1], *passage, *marks[1:]])
        passage.clear()

    for child in paragraph.children:
        if isinstance(child, nodes.Text):
            before = "".join(node.astext() for node in passage)
            for piece, english in _by_direction(child.astext(), before):
                if not english:
                    end()
                (passage if english else done).append(nodes.Text(piece))
        elif isinstance(child, (nodes.emphasis, nodes.strong)) and not has_right_to_left(child.astext()):
            passage.append(child)
        else:
            end()
            done.append(child)
    end()
    paragraph.children = []
    paragraph.extend(done)


def _is_from_the_right(character: str) -> bool:
    return character in _SIGNS or has_right_to_left(character)


def _closing(before: str, text: str) -> int:
    """How many signs at the beginning of a text close what a passage before it has opened."""
    count = 0
    while count < len(text) and text[count] in _CLOSED:
        inside = before + text[:count]
        if inside.count(_CLOSED[text[count]]) <= inside.count(text[count]):
            break
        count += 1
    return count


def _by_direction(text: str, before: str) -> list[tuple[str, bool]]:
    """A text cut into passages of English (True) and what stands around them; `before` is a passage that goes on.

    A passage begins with a letter or a quotation mark, behind the colon and the space of the sentence around it.
    """
    pieces: list[tuple[str, bool]] = []

    def add(piece: str, english: bool) -> None:
        if piece and pieces and pieces[-1][1] == english:
            pieces[-1] = (pieces[-1][0] + piece, english)
        elif piece:
            pieces.append((piece, english))

    position = 0
    for from_the_right, characters in itertools.groupby(text, _is_from_the_right):
        part = "".join(characters)
        at_start, position = position == 0, position + len(part)
        if from_the_right:
            add(part, False)
            continue
        found = _LETTERS.search(part)
        goes_on = at_start and before
        first = 0 if goes_on else found.start() if found else len(part)
        end = found.end() if found else _closing(before, part) if goes_on else 0
        last = len(part) if position == len(text) else max(first, end)
        add(part[:first], False)
        add(part[first:last], True)
        add(part[last:], False)
    return pieces


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.add_transform(Typesetting)
