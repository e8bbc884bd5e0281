"""A Sphinx transform that puts no-break spaces into the prose of pages; code, formulas and markup stay as they are."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from polyneuron.book.pages.edition import edition_of
from polyneuron.book.texts.typesetting import join_words

_AS_IT_IS = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)


class JoinWords(SphinxTransform):
    """See `polyneuron.book.texts.typesetting`."""

    default_priority = 800

    def apply(self, **options: object) -> None:
        """Called by Sphinx."""
        _, language, _ = edition_of(self.config)
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, _AS_IT_IS):
                joined = join_words(text.astext(), language)
                if joined != text.astext():
                    text.parent.replace(text, nodes.Text(joined))


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.add_transform(JoinWords)
