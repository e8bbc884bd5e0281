"""A Sphinx transform for the prose of pages; code, formulas and markup stay as they are.

It puts no-break spaces where no line ends, and in text from right to left isolates around mathematics.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from polyneuron.book.model.language import Language
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.texts.typesetting import join_words
from polyneuron.isolation import isolated

_AS_IT_IS = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)


class Typesetting(SphinxTransform):
    """See `polyneuron.book.texts.typesetting` and `polyneuron.isolation`."""

    default_priority = 800

    def apply(self, **options: object) -> None:
        """Called by Sphinx."""
        _, language, _ = edition_of(self.config)
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, _AS_IT_IS):
                typeset = directed(join_words(text.astext(), language), language)
                if typeset != text.astext():
                    text.parent.replace(text, nodes.Text(typeset))
        for picture in self.document.findall(nodes.image):
            if "alt" in picture:
                picture["alt"] = directed(picture["alt"], language)


def directed(text: str, language: Language) -> str:
    """A text with its mathematics in order: isolated where the language is read from right to left."""
    return isolated(text) if language.is_right_to_left else text


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.add_transform(Typesetting)
