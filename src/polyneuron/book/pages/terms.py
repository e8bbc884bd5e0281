"""The Sphinx role `term`: words of the field as links to the glossary of the same edition, with their definition.

The definition is the link's `title`, which needs no script; `terms.js` shows it in a box of our own, on hover, on focus
and on the first tap.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator

from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.domains import Domain
from polyneuron.book.model.edition import Links
from polyneuron.book.model.messages import DEFINITION
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.pages.typesetting import directed
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.source.myst import role_target, role_words
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts.localization import plain_translations
from polyneuron.book.tools.escaping import html


class term_node(nodes.Inline, nodes.TextElement):
    """The words of a term, with its anchor, its definition, and whether that is English for want of a translation."""


class TermRole(SphinxRole):
    """`{term}` with the English term, or with other words and the English term in angle brackets."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by Sphinx."""
        _, language, _ = edition_of(self.config)
        code = language.code
        links = _links(self.config.polyneuron_root, code)
        words, term = role_words(self.text), links.terms[role_target(self.text)]
        english = code != SOURCE_LANGUAGE and term.definition not in links.definitions
        definition = links.definition(term)
        node = term_node(self.rawtext, anchor=term.anchor, definition=directed(definition, language), english=english)
        node += nodes.literal("", words) if term.is_code else nodes.Text(words)
        return [node], []


@cache
def _links(root: str, code: str) -> Links:
    configuration = read_configuration(Path(root))
    terms, _ = read_glossary(configuration)
    return Links(terms=terms, definitions=plain_translations(configuration, code, Domain.GLOSSARY, DEFINITION))


def _open(translator: HTML5Translator, node: term_node) -> None:
    opening = html(
        '<a class="pn-term" href="{page}.html#{anchor}" title="{definition}"{english}>',
        page=Domain.GLOSSARY.value,
        anchor=node["anchor"],
        definition=node["definition"],
        english=Markup(' data-english=""') if node["english"] else "",
    )
    translator.body.append(str(opening))


def _close(translator: HTML5Translator, node: term_node) -> None:
    translator.body.append("</a>")


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.add_node(term_node, html=(_open, _close))
    # Sphinx has a role of this name for its own kind of glossary, which knows no other languages.
    app.add_role_to_domain("std", "term", TermRole(), override=True)
